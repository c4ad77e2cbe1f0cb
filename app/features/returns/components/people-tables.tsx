import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Delegation, HandedPart } from '../delegations.server.ts';

/** How a part stands, in words: what is late and what was changed after it was ready is said, not coloured. */
export function StateWords({ delegation: { statusWords, late, holderLeft, changedAt } }: { delegation: Delegation }) {
  if (holderLeft) return <strong>Has left: ask somebody else</strong>;
  return (
    <>
      {statusWords}
      {late ? <strong>, overdue</strong> : null}
      {changedAt === null ? null : <strong>, changed since</strong>}
    </>
  );
}

/** What is with whom now. */
export function HoldersTable({ delegations, mayChange }: { delegations: readonly Delegation[]; mayChange: boolean }) {
  return (
    <Table
      caption="With colleagues now"
      captionSize="m"
      scrollLabel="With colleagues now, scrolls sideways"
      rowHeaders
      columns={[
        { label: 'Part' },
        { label: 'With' },
        { label: 'By' },
        { label: 'State' },
        { label: 'Note' },
        ...(mayChange ? [{ label: 'Action' }] : []),
      ]}
      rows={delegations.map((one) => ({
        key: one.id,
        cells: [
          <Anchor key="part" className="govuk-link" href={one.href}>
            {one.title}
          </Anchor>,
          one.holder,
          dayInWords(one.dueOn),
          <StateWords key="state" delegation={one} />,
          <NoteOf key="note" delegation={one} />,
          ...(mayChange
            ? [
                <Anchor key="open" className="govuk-link" href={`/returns/${one.returnId}/people/${one.id}`}>
                  {one.status === 'ready' ? 'Review' : 'Change'}
                  <span className="govuk-visually-hidden"> {one.title}</span>
                </Anchor>,
              ]
            : []),
        ],
      }))}
    />
  );
}

function NoteOf({ delegation: { note, returnedNote, status } }: { delegation: Delegation }) {
  const text = status === 'returned' ? returnedNote : note;
  return text === null ? 'None' : <span className="app-typed-text">{text}</span>;
}

/** What was with somebody and how that ended. */
export function EndedTable({ delegations }: { delegations: readonly Delegation[] }) {
  return (
    <Table
      caption="Earlier"
      captionSize="m"
      scrollLabel="Earlier, scrolls sideways"
      rowHeaders
      columns={[{ label: 'Part' }, { label: 'Was with' }, { label: 'Asked by' }, { label: 'How it ended' }]}
      rows={delegations.map((one) => ({
        key: one.id,
        cells: [
          one.title,
          one.holder,
          one.askedBy,
          `${one.statusWords}${one.endedAt === null ? '' : `, ${instantInWords(one.endedAt)}`}`,
        ],
      }))}
    />
  );
}

/** What is asked of somebody, in one return or in all. */
export function HandedTable({ parts, caption }: { parts: readonly HandedPart[]; caption: string }) {
  return (
    <Table
      caption={caption}
      captionSize="m"
      scrollLabel={`${caption}, scrolls sideways`}
      rowHeaders
      columns={[{ label: 'What' }, { label: 'Return' }, { label: 'By' }, { label: 'State' }]}
      rows={parts.map((one) => ({
        key: one.id,
        cells: [
          <Anchor key="part" className="govuk-link" href={one.href}>
            {one.title}
          </Anchor>,
          `${one.cycle}: ${one.organisation}`,
          dayInWords(one.dueOn),
          <StateWords key="state" delegation={one} />,
        ],
      }))}
    />
  );
}
