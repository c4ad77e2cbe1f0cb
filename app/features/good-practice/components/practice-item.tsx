import { Form } from 'react-router';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Button, ButtonGroup, LinkButton } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import type { Consent, PracticeItem } from '../get-item.server.ts';
import { consentWords } from '../rules.ts';

/** The words that are shared, and on whose agreement. */
export function PracticeSummaryList({ item }: { item: PracticeItem }) {
  return (
    <SummaryList
      rows={[
        { label: 'Organisation', value: item.organisation.name },
        ...(item.what === '' ? [] : [{ label: 'What they do', value: <TypedText>{item.what}</TypedText> }]),
        ...(item.difference === ''
          ? []
          : [{ label: 'What difference it makes', value: <TypedText>{item.difference}</TypedText> }]),
        ...(item.contact === '' ? [] : [{ label: 'Whom to ask', value: item.contact }]),
        ...(item.standards.length === 0
          ? []
          : [{ label: 'About', value: item.standards.map(({ title }) => title).join('; ') }]),
        ...(item.agreed && item.sharedNow
          ? [{ label: 'Agreed', value: `${item.agreed.by}, ${instantInWords(item.agreed.at)}` }]
          : []),
        ...(item.until !== null && item.sharedNow ? [{ label: 'Shared until', value: dayInWords(item.until) }] : []),
        { label: 'Reference', value: item.reference },
      ]}
    />
  );
}

type OwnProps = { item: PracticeItem; own: NonNullable<PracticeItem['own']> };

/** What its own organisation may do with it, and who agreed and withdrew so far. */
export function OwnPart({ item, own }: OwnProps) {
  return (
    <>
      <h2 className="govuk-heading-m">Your decision</h2>
      <p className="govuk-body">
        <strong>{item.statusWords}.</strong>{' '}
        {item.sharedNow
          ? `Shared with ${own.partnerships.map(({ name }) => name).join(' and ')}.`
          : 'Nobody outside your organisation can read it.'}
      </p>
      {own.suggestion && item.status === 'suggested' ? (
        <InsetText>
          <p className="govuk-body">
            {own.suggestion.by} of {own.suggestion.partnership} suggests that you share your answer:
          </p>
          <TypedText>{own.suggestion.note}</TypedText>
        </InsetText>
      ) : null}
      <Form method="post">
        <ButtonGroup>
          {own.may.agree ? (
            <LinkButton href={`/good-practice/${item.id}/agree`} variant={item.sharedNow ? 'secondary' : 'primary'}>
              {item.sharedNow ? 'Change it or share it for longer' : 'Write it and agree to share'}
            </LinkButton>
          ) : null}
          {own.may.withdraw ? (
            <Button name="intent" value="withdraw" variant="warning" preventDoubleClick>
              Withdraw it now
            </Button>
          ) : null}
          {own.may.decline ? (
            <Button name="intent" value="decline" variant="secondary" preventDoubleClick>
              Do not share it
            </Button>
          ) : null}
        </ButtonGroup>
      </Form>
      <h2 className="govuk-heading-m">Who agreed, and when</h2>
      <Timeline
        events={own.consents.map((consent) => ({
          heading: consentWords[consent.kind],
          by: consent.by,
          at: { iso: consent.at, words: instantInWords(consent.at) },
          children: <p className="govuk-body">{concerning(consent)}</p>,
        }))}
      />
    </>
  );
}

function concerning({ kind, partnerships, until }: Consent): string {
  const names = partnerships.join(' and ');
  if (kind === 'agreed') return `With ${names}${until === null ? '' : `, until ${dayInWords(until)}`}`;
  return kind === 'withdrawn' ? `From ${names}` : `For ${names}`;
}
