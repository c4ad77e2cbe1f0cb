import { Form } from 'react-router';
import { countOf, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import { Table } from '../../../ui/table.tsx';
import type { LettersIssued, SessionLetter, SessionLetters } from '../letter/session-letters.server.ts';

type Props = { list: SessionLetters; result: LettersIssued | undefined };

/** Every letter of a session with what is missing, and one press for all that can go out. */
export function SessionLetterList({ list: { session, letters, mayIssue }, result }: Props) {
  const ready = letters.filter(({ reference, missing }) => reference === null && missing.length === 0);
  return (
    <>
      {result ? <Result result={result} letters={letters} /> : null}
      <span className="govuk-caption-l">{session.title}</span>
      <h1 className="govuk-heading-l">Outcome letters</h1>
      <p className="govuk-body">
        {countOf(letters.length - letters.filter(({ reference }) => reference === null).length, 'letter')} of{' '}
        {letters.length} issued. What stops a letter stands beside it.
      </p>
      <Table
        caption="Letters of this session"
        captionHidden
        scrollLabel="Letters of this session"
        rowHeaders
        columns={[{ label: 'Agency' }, { label: 'State' }, { label: 'What is missing' }, { label: 'To look at' }]}
        rows={letters.map((letter) => ({
          key: letter.slotId,
          cells: [
            <Anchor
              key="letter"
              className="govuk-link"
              href={`/challenge/${session.id}/letters/${letter.slotId}?view=preview`}
            >
              {letter.organisation}
            </Anchor>,
            stateOf(letter),
            letter.missing.length === 0 ? 'Nothing' : <Lines key="missing" lines={letter.missing} />,
            letter.notes.length === 0 ? 'Nothing' : <Lines key="notes" lines={letter.notes} />,
          ],
        }))}
      />
      {mayIssue && ready.length > 0 ? (
        <Form method="post">
          <HiddenFields
            fields={{ letter: ready.map(({ submissionId, bodySha256 }) => `${submissionId}:${bodySha256}`) }}
          />
          <p className="govuk-body">
            Each agency is told by e-mail that its letter is there, and is asked to reply. An issued letter cannot
            change.
          </p>
          <Button preventDoubleClick>Issue {countOf(ready.length, 'letter')} that can go out</Button>
        </Form>
      ) : null}
    </>
  );
}

function stateOf({ reference, approved, missing }: SessionLetter): string {
  if (reference !== null) return `Issued: ${reference}`;
  if (approved?.stands) return `Approved by ${approved.by}, ${instantInWords(approved.at)}`;
  return missing.length === 0 ? 'Can be issued' : 'Cannot be issued yet';
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="govuk-list">
      {keyed(lines).map(({ key, value }) => (
        <li key={key}>{value}</li>
      ))}
    </ul>
  );
}

function Result({ result: { issued, kept }, letters }: { result: LettersIssued; letters: readonly SessionLetter[] }) {
  const nameOf = (id: string) => letters.find(({ submissionId }) => submissionId === id)?.organisation ?? 'An agency';
  return (
    <NotificationBanner
      kind={kept.length === 0 ? 'success' : undefined}
      title={kept.length === 0 ? undefined : 'Result'}
    >
      <BannerHeading>{countOf(issued.length, 'letter')} issued.</BannerHeading>
      {kept.map(({ submissionId, why }) => (
        <p key={submissionId} className="govuk-body">
          {nameOf(submissionId)}: {why}
        </p>
      ))}
    </NotificationBanner>
  );
}
