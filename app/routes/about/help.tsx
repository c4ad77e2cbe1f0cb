import { Anchor } from '../../ui/anchor.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/help';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Help') }];

const words = [
  ['Return', 'What your organisation answers: all the standards of one cycle.'],
  ['Standard', 'A group of questions on one subject, such as safer recruitment.'],
  [
    'Rating',
    'How far something is in place. Your own rating comes first; the partnership’s stands beside it, never over it.',
  ],
  ['Evidence', 'A file or link that shows what you say. One item can support many questions.'],
  ['Trust or group', 'An organisation with several sites. It can answer once what is the same at all of them.'],
  ['Challenge session', 'The meeting at which a panel asks about your return.'],
  ['Action', 'What will be done, by whom and by when. Somebody else checks that it is done.'],
] as const;

export default function Help() {
  return (
    <Main>
      <TwoThirds>
        <h1 className="govuk-heading-l">Help</h1>
        <p className="govuk-body">
          For questions about your return, write to the business manager of your safeguarding children partnership.
          Their name is on the letter or message that invited you.
        </p>
        <h2 className="govuk-heading-m">Your work is kept</h2>
        <p className="govuk-body">
          Answers save as you go, and the page says so. You can stop at any time and come back on any device. What you
          sent stays readable for ever, with its reference.
        </p>
        <h2 className="govuk-heading-m">Copies, also before you send</h2>
        <p className="govuk-body">
          The page of a return gives it to you as a page to print, as PDF, Word or OpenDocument at any time: the draft,
          and each version that you sent. You can also fill it in in a workbook (Excel or OpenDocument) and bring that
          back: you first see, cell by cell, what it would change. A safeguarding lead can take a copy of everything of
          the organisation from home.
        </p>
        <h2 className="govuk-heading-m">Documents that were issued</h2>
        <p className="govuk-body">
          Receipts, packs, minutes and letters carry a code at the foot of each page. Anybody can{' '}
          <Anchor className="govuk-link" href="/verify">
            check a document
          </Anchor>{' '}
          with it.
        </p>
        <h2 className="govuk-heading-m">What the partnership can see</h2>
        <p className="govuk-body">
          While you are writing, the partnership sees how far you are, and not a word of what you wrote. When you send
          the return, it gets a frozen copy. Nothing that happens later changes what you said.
        </p>
        <h2 className="govuk-heading-m">If you belong to a trust or group</h2>
        <p className="govuk-body">
          Your trust may answer some questions for all its sites. Its answer counts for you once somebody at your site
          has said that it stands, added to it, or said why it is different. Your own people sign your return. If your
          trust changes its answer later, you are told, and what you have stays until you take the new one.
        </p>
        <p className="govuk-body">
          Whoever leads the trust sees how far you are, what you said about its answers and what you have sent; not what
          you write before that. Other partnerships see nothing of your return.
        </p>
        <h2 className="govuk-heading-m">Words we use</h2>
        <dl className="govuk-summary-list">
          {words.map(([word, meaning]) => (
            <div className="govuk-summary-list__row" key={word}>
              <dt className="govuk-summary-list__key">{word}</dt>
              <dd className="govuk-summary-list__value">{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="govuk-body">
          If you are worried about a child now, do not use this portal: follow your organisation’s child protection
          procedure, or call the police on 999.
        </p>
      </TwoThirds>
    </Main>
  );
}
