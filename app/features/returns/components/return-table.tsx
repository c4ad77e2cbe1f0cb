import { Fragment } from 'react';
import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import { isOverdue, returnStatuses } from '../rules.ts';
import type { ReturnEntry } from '../schema.ts';

interface ReturnTableProps {
  caption: string;
  returns: readonly ReturnEntry[];
  /** The reader has several organisations, so each row says which. */
  several: boolean;
  today: string;
  /** They have been sent: copies in place of progress. */
  sent?: boolean;
}

/** Returns as a list: what it is, when it is due, how far it is. */
export function ReturnTable({ caption, returns, several, today, sent = false }: ReturnTableProps) {
  return (
    <Table
      caption={caption}
      captionSize="m"
      scrollLabel={caption}
      rowHeaders
      columns={[
        { label: 'Return' },
        { label: sent ? 'Sent' : 'Due' },
        { label: 'Status' },
        { label: sent ? 'Copies' : 'Progress' },
      ]}
      rows={returns.map((entry) => ({
        key: entry.id,
        cells: [
          <Anchor className="govuk-link" key="name" href={`/returns/${entry.id}`}>
            {entry.cycleName}
            {several ? `: ${entry.organisationName}` : ''}
          </Anchor>,
          sent && entry.submittedAt ? dayInWords(entry.submittedAt.slice(0, 10)) : dueWords(entry, today),
          returnStatuses[entry.status].words,
          sent ? <Copies key="copies" entry={entry} /> : progressWords(entry),
        ],
      }))}
    />
  );
}

function dueWords({ status, dueOn }: ReturnEntry, today: string) {
  const due = dayInWords(dueOn);
  return isOverdue(status, dueOn, today) ? <strong>{due} (overdue)</strong> : due;
}

const progressWords = ({ progress: { standards, standardsCompleted, percent } }: ReturnEntry) =>
  `${standardsCompleted} of ${standards} standards, ${percent}%`;

/** The files of a copy, by the ending of their address. */
const copyFiles = { pdf: 'PDF', docx: 'Word', odt: 'OpenDocument' } as const;

function Copies({ entry: { id, cycleName } }: { entry: ReturnEntry }) {
  const about = <span className="govuk-visually-hidden"> of {cycleName}</span>;
  return (
    <>
      <Anchor className="govuk-link" href={`/returns/${id}/copy`}>
        Copy{about}
      </Anchor>
      {Object.entries(copyFiles).map(([ending, name]) => (
        <Fragment key={ending}>
          {', '}
          <Anchor className="govuk-link" href={`/returns/${id}/copy.${ending}`} reloadDocument>
            {name}
            {about}
          </Anchor>
        </Fragment>
      ))}
    </>
  );
}
