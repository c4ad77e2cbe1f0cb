import { instantInWords } from '../../../platform/words.ts';
import { InsetText } from '../../../ui/inset-text.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import type { IssuedDocument } from '../verify-document.server.ts';

const kinds = {
  submission: 'Return that was sent: its receipt and its copies',
  pack: 'Pack of a challenge session',
  minutes: 'Minutes of a challenge session',
  letter: 'Outcome letter',
  response: 'Written response',
  'escalation-letter': 'Letter about something that is late',
  'disposal-certificate': 'Certificate of disposal',
} as const satisfies Record<IssuedDocument['kind'], string>;

/** What the portal confirms about a document that it issued. */
export function IssuedFacts({ issued }: { issued: IssuedDocument }) {
  const { record, newer } = issued;
  return (
    <>
      <h1 className="govuk-heading-l">This document was issued here</h1>
      <p className="govuk-body">
        Compare what follows with the document in your hand. Where they differ, the document is not the one we issued.
      </p>
      {newer ? (
        <InsetText>
          {`This is version ${issued.version}. Version ${newer.version} was issued on ${instantInWords(newer.issuedAt)}.`}
        </InsetText>
      ) : null}
      <SummaryList
        rows={[
          { label: 'Code', value: issued.code },
          { label: 'What it is', value: kinds[issued.kind] },
          { label: 'Reference', value: issued.reference },
          { label: 'Version', value: `${issued.version}${newer ? '' : ', the newest'}` },
          { label: 'Partnership', value: issued.partnership },
          ...(issued.organisation === null ? [] : [{ label: 'Organisation', value: issued.organisation }]),
          { label: 'Issued', value: instantInWords(issued.issuedAt) },
          { label: 'Content, SHA-256', value: <code className="app-hash">{issued.contentSha256}</code> },
          ...(record === null ? [] : [{ label: 'Entry of the record of changes', value: record.words }]),
        ]}
      />
      {record === null ? (
        <p className="govuk-body">It was issued before documents named an entry of the record of changes.</p>
      ) : record.stands ? (
        <p className="govuk-body">The record of changes still holds the entry that the document names.</p>
      ) : (
        <WarningText>
          The record of changes no longer holds the entry that the document names. Tell the partnership.
        </WarningText>
      )}
    </>
  );
}
