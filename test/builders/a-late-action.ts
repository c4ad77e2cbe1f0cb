import type { Viewer } from '../../app/features/accounts/viewer.ts';
import {
  approveEscalationLetter,
  releaseEscalationLetter,
} from '../../app/features/escalation/commands/letters.server.ts';
import { raiseNow } from '../../app/features/escalation/commands/steer.server.ts';
import { getEscalationLetterDesk } from '../../app/features/escalation/letter/letter-desk.server.ts';
import { addDays } from '../../app/platform/clock.ts';
import type { Portal } from '../../app/platform/portal.ts';

/** An open action of an organisation, due on a day that may be past. */
export async function anActionOf(
  portal: Portal,
  {
    partnershipId,
    organisationId,
    owner,
    dueOn,
  }: {
    readonly partnershipId: string;
    readonly organisationId: string;
    readonly owner: Viewer;
    readonly dueOn: string;
  },
): Promise<string> {
  const id = portal.newId();
  await portal.database.db
    .insertInto('action')
    .values({
      id,
      reference: `A-${id.slice(-8)}`,
      partnership_id: partnershipId,
      organisation_id: organisationId,
      source_kind: 'other',
      finding: 'canary finding',
      what: 'canary what',
      success_measure: 'canary measure',
      owner_id: owner.personId,
      owner_name: owner.name,
      due_on: dueOn,
      first_due_on: dueOn,
      priority: 'high',
      status: 'open',
      percent: 0,
      created_by: owner.personId,
      created_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
  return id;
}

/** A late action whose letter to the chief officer has been released, and another that nobody has raised. */
export async function anEscalation(
  portal: Portal,
  people: {
    readonly partnershipId: string;
    readonly organisationId: string;
    readonly manager: Viewer;
    readonly chair: Viewer;
    readonly lead: Viewer;
  },
): Promise<Readonly<Record<'escalationId' | 'letterId' | 'letter' | 'duty' | 'subject' | 'subjectId', string>>> {
  const late = { ...people, owner: people.lead, dueOn: addDays(portal.stamp().today, -70) };
  const id = await anActionOf(portal, late);
  let escalationId = '';
  for (const revision of [0, 1, 2])
    escalationId = await raiseNow(portal, people.manager, { subject: 'action', id }, { revision, note: 'It is time' });
  const drafted = await portal.database.db
    .selectFrom('escalation_letter')
    .select('id')
    .where('escalation_id', '=', escalationId)
    .executeTakeFirstOrThrow();
  const read = await getEscalationLetterDesk(portal, people.manager, drafted.id);
  await approveEscalationLetter(portal, people.chair, drafted.id, read);
  await releaseEscalationLetter(portal, people.manager, drafted.id, read);
  const subjectId = await anActionOf(portal, late);
  return { escalationId, letterId: drafted.id, letter: 'explain', duty: 'statutory', subject: 'action', subjectId };
}
