import { Form, useSearchParams } from 'react-router';
import { typedText } from '../../../platform/typed-text.ts';
import { countOf, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { TwoThirds } from '../../../ui/columns.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import { pageTitle } from '../../../ui/page-title.ts';
import { TextArea } from '../../../ui/text-area.tsx';
import type { LetterPosted } from '../commands/post-letter-form.server.ts';
import type { LetterDesk as Desk } from '../letter/letter-queries.server.ts';
import { BothTexts } from './both-texts.tsx';
import { ChangedSince, Edits } from './edits.tsx';
import { Letter } from './letter.tsx';
import { Replies } from './replies.tsx';

type Failed = Extract<LetterPosted, { ok: false }>;
type Props = { desk: Desk; failed: Failed | undefined };

const savedWords: Record<string, string> = {
  issued: 'The letter is issued and the agency has been told.',
  closed: 'The return is closed.',
  approved: 'You have approved this letter as it is now.',
  answered: 'The answer is with the agency.',
};

/** Where an outcome letter is written, read through, issued, and its return closed. */
export function LetterDesk({ desk, failed }: Props) {
  const [search] = useSearchParams();
  const saved = failed ? undefined : savedWords[search.get('saved') ?? ''];
  const preview = search.get('view') === 'preview' && (!failed || failed.reread === true);
  return (
    <FormErrors errors={failed?.errors}>
      <title>{pageTitle(`Outcome letter: ${desk.organisation}`, failed !== undefined)}</title>
      {failed?.theirs ? (
        <BothTexts by={failed.theirs.by} parts={partsOf(failed.theirs)} values={failed.values} />
      ) : (
        <ErrorSummary />
      )}
      {saved ? (
        <NotificationBanner kind="success" key={search.get('saved')}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">
        {desk.organisation}, {desk.cycle}
      </span>
      <h1 className="govuk-heading-l">Outcome letter</h1>
      {desk.left ? (
        <InsetText>
          {desk.organisation} has left the partnership since it sent this return. Its letter can still be issued;{' '}
          {desk.told === 0 ? 'nobody there would be told.' : `${countOf(desk.told, 'person', 'people')} would be told.`}
        </InsetText>
      ) : null}
      {desk.issued ? <Issued desk={desk} issued={desk.issued} /> : null}
      {desk.replies ? <Replies replies={desk.replies} mayAnswer={desk.mayIssue} values={failed?.values} /> : null}
      {!desk.issued && desk.mayIssue && !preview ? (
        <TwoThirds>
          <WordsForm desk={desk} failed={failed} />
        </TwoThirds>
      ) : null}
      {!desk.issued && (preview || !desk.mayIssue) ? <Preview desk={desk} /> : null}
      <Edits edits={desk.edits} />
    </FormErrors>
  );
}

const partsOf = (theirs: NonNullable<Failed['theirs']>) => [
  { label: 'Opening', name: 'opening', saved: theirs.opening },
  { label: 'What is working well', name: 'strengths', saved: theirs.strengths },
  { label: 'Closing', name: 'closing', saved: theirs.closing },
];

function WordsForm({ desk, failed }: Props) {
  const [search] = useSearchParams();
  const values = failed?.values;
  const asProposed = search.get('words') === 'proposed';
  const text = asProposed ? desk.proposed : desk.text;
  return (
    <Form method="post" noValidate key={`${desk.revision} ${asProposed}`}>
      <ChangedSince changed={desk.changed} what="The record or the words of this letter" />
      {desk.revision > 0 && !asProposed ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="?view=words&words=proposed">
            Start again from the words that the record proposes now
          </Anchor>
        </p>
      ) : null}
      <p className="govuk-body">
        The ratings, what the panel asked and the actions come from the record. These words are yours to change before
        the letter is issued.
      </p>
      {desk.savedAt === null ? null : (
        <p className="govuk-body">
          Last saved by {desk.savedBy} on {instantInWords(desk.savedAt)}.
        </p>
      )}
      <HiddenFields fields={{ revision: failed?.theirs?.revision ?? desk.revision }} />
      <TextArea
        name="opening"
        label="Opening"
        labelSize="s"
        rows={6}
        defaultValue={typedText(values, 'opening', text.opening)}
      />
      <TextArea
        name="strengths"
        label="What is working well"
        labelSize="s"
        hint="One on each line."
        rows={6}
        defaultValue={typedText(values, 'strengths', text.strengths)}
      />
      <TextArea
        name="closing"
        label="Closing"
        labelSize="s"
        rows={5}
        defaultValue={typedText(values, 'closing', text.closing)}
      />
      <Button name="intent" value="save" preventDoubleClick>
        Save and read it through
      </Button>
    </Form>
  );
}

function Preview({ desk }: { desk: Desk }) {
  return (
    <>
      <InsetText>This letter has not been issued. Read it through: once issued, it cannot change.</InsetText>
      <ChangedSince changed={desk.changed} what="The record or the words of this letter" />
      <ApprovalLine approval={desk.approval} />
      <Letter model={desk.body} headingLevel={2} />
      {desk.mayIssue ? (
        <Form method="post">
          <HiddenFields fields={{ bodySha256: desk.bodySha256 }} />
          <ButtonGroup>
            {desk.approval.may && !desk.approval.given?.stands ? (
              <Button variant="secondary" name="intent" value="approve" preventDoubleClick>
                Approve this letter
              </Button>
            ) : null}
            {!desk.approval.needed || desk.approval.may || desk.approval.given?.stands ? (
              <Button name="intent" value="issue" preventDoubleClick>
                Issue this letter
              </Button>
            ) : null}
            <Anchor className="govuk-link" href="?view=words">
              Change the words
            </Anchor>
          </ButtonGroup>
        </Form>
      ) : null}
    </>
  );
}

/** Whether the chair has to approve, and has. */
function ApprovalLine({ approval: { needed, given, may } }: { approval: Desk['approval'] }) {
  if (given?.stands)
    return (
      <p className="govuk-body">
        Approved by {given.by} on {instantInWords(given.at)}.
      </p>
    );
  if (!needed && !given) return null;
  return (
    <p className="govuk-body">
      {given
        ? `${given.by} approved this letter on ${instantInWords(given.at)}, and it says something else now. `
        : 'The chair has not approved this letter. '}
      {needed ? 'In this cycle it can be issued only as the chair approved it. ' : null}
      {needed && may ? 'When you issue it, you approve it as it is.' : null}
    </p>
  );
}

function Issued({ desk, issued }: { desk: Desk; issued: NonNullable<Desk['issued']> }) {
  return (
    <>
      <p className="govuk-body">
        {issued.reference}, issued by {issued.by} on {instantInWords(issued.at)}.
      </p>
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/returns/${desk.returnId}/letter`} reloadDocument>
          Read the letter
        </Anchor>{' '}
        or download it:{' '}
        {(
          [
            ['pdf', 'PDF'],
            ['docx', 'Word'],
            ['odt', 'OpenDocument'],
          ] as const
        ).map(([ending, name]) => (
          <span key={ending}>
            <Anchor className="govuk-link" href={`/returns/${desk.returnId}/letter.${ending}`} reloadDocument>
              {name}
            </Anchor>{' '}
          </span>
        ))}
      </p>
      {desk.returnStatus === 'closed' ? <InsetText>This return is closed.</InsetText> : null}
      {desk.returnStatus === 'submitted' && desk.mayIssue ? (
        <Form method="post">
          <HiddenFields fields={{ returnId: desk.returnId }} />
          <p className="govuk-body">The agency has its answer, so the return can be closed. Its actions stay open.</p>
          <Button name="intent" value="close" preventDoubleClick>
            Close this return
          </Button>
        </Form>
      ) : null}
    </>
  );
}
