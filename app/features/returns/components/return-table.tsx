import { dayInWords, listInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import { isOverdue, returnStatuses } from '../rules.ts';
import type { ReturnEntry } from '../schema.ts';
import { CopyLinks } from './copy-links.tsx';

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
            {entry.alsoFor.length > 0 ? <For entry={entry} /> : null}
          </Anchor>,
          sent && entry.submittedAt ? (
            dayInWords(entry.submittedAt.slice(0, 10))
          ) : (
            <Due key="due" entry={entry} today={today} />
          ),
          returnStatuses[entry.status].words,
          sent ? <CopyLinks key="copies" returnId={entry.id} cycleName={entry.cycleName} /> : progressWords(entry),
        ],
      }))}
    />
  );
}

/** Answered once for several partnerships, which the link names. */
const For = ({ entry }: { entry: ReturnEntry }) => (
  <>, for {listInWords([entry, ...entry.alsoFor].map(({ partnershipName }) => partnershipName))}</>
);

/** The last day; of a return for several partnerships that of each. */
function Due({ entry, today }: { entry: ReturnEntry; today: string }) {
  if (entry.alsoFor.length === 0) return dueWords(entry, today);
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {[entry, ...entry.alsoFor].map((one) => (
        <li key={one.partnershipName}>
          {one.partnershipName}: {dueWords(one, today)}
        </li>
      ))}
    </ul>
  );
}

function dueWords({ status, dueOn }: Pick<ReturnEntry, 'status' | 'dueOn'>, today: string) {
  const due = dayInWords(dueOn);
  return isOverdue(status, dueOn, today) ? <strong>{due} (overdue)</strong> : due;
}

const progressWords = ({ progress: { standards, standardsCompleted, percent } }: ReturnEntry) =>
  `${standardsCompleted} of ${standards} standards, ${percent}%`;
