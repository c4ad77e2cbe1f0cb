import { Form } from 'react-router';
import { instantInWords } from '../../../platform/words.ts';
import { TextButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Assignment, Candidate } from '../assignments.server.ts';

/** Who has the return, what they declared, and the button that takes it back. */
export function AssignedModerators({ assigned }: { assigned: readonly Assignment[] }) {
  if (assigned.length === 0)
    return <p className="govuk-body">It is given to nobody yet. Any moderator of the partnership may take it.</p>;
  return (
    <Table
      caption="Given to"
      captionSize="m"
      scrollLabel="Who moderates this return"
      columns={[{ label: 'Name' }, { label: 'Since' }, { label: 'Declaration' }, { label: 'Take back' }]}
      rows={assigned.map(({ personId, name, peer, left, assignedAt, declaredAt }) => ({
        key: personId,
        cells: [
          `${name}${peer ? ' (peer moderator)' : ''}${left ? ' (is no moderator any more: give it to somebody else)' : ''}`,
          instantInWords(assignedAt),
          declaredAt === null
            ? peer
              ? 'Not yet: nothing is open to them'
              : 'None given'
            : `No interest, ${instantInWords(declaredAt)}`,
          <Form key="take-back" method="post">
            <HiddenFields fields={{ person: personId }} />
            <TextButton name="intent" value="take-back">
              Take back<span className="govuk-visually-hidden"> from {name}</span>
            </TextButton>
          </Form>,
        ],
      }))}
    />
  );
}

/** Who may not have it, and why. */
export function ConflictedPeople({ candidates }: { candidates: readonly Candidate[] }) {
  const conflicted = candidates.filter(({ conflict }) => conflict !== null);
  if (conflicted.length === 0) return null;
  return (
    <Details summary="Who must not moderate it, and why">
      <ul className="govuk-list govuk-list--bullet">
        {conflicted.map(({ personId, name, conflict }) => (
          <li key={personId}>
            {name} {conflict}.
          </li>
        ))}
      </ul>
    </Details>
  );
}

/** Names of those who have a return, for a cell of the queue. */
export function moderatorsInWords(moderators: readonly Assignment[]): string {
  const present = moderators.filter(({ left }) => !left).map(({ name, peer }) => (peer ? `${name} (peer)` : name));
  const gone = moderators.length - present.length;
  if (present.length === 0) return gone > 0 ? 'Nobody any more' : 'Nobody yet';
  return present.join(', ');
}
