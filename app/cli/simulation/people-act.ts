import { viewerOf } from '../../features/accounts/queries.server.ts';
import { holdersAt } from '../../features/accounts/role-holders.server.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { createAction } from '../../features/actions/commands/create-action.server.ts';
import { decideAction, markDone, rescheduleAction } from '../../features/actions/commands/update-action.server.ts';
import { newActionSchema } from '../../features/actions/schema.ts';
import { raiseChallenge } from '../../features/challenge-log/commands/raise-challenge.server.ts';
import { answerChallenge } from '../../features/challenge-log/commands/update-entry.server.ts';
import { newEntrySchema } from '../../features/challenge-log/schema.ts';
import { leavePartnership } from '../../features/organisations/commands/membership.server.ts';
import { addDays, daysBetween } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { between, chance, pick } from '../demonstration/chance.ts';
import { followReturns } from './after-sending.ts';
import { actionDay, actionFate, answerDay, workingFrom } from './plan.ts';
import { workOnReturns } from './return-life.ts';
import { byEmail, leadOf, type Town } from './town.ts';

/** Everybody does what their plan has for the day; before work is looked at again. */
export async function actToday(town: Town): Promise<void> {
  await workOnReturns(town);
  await followReturns(town);
  await workOnActions(town);
  await checkActions(town);
  await answerChallenges(town);
  await bringNewWork(town);
  await leave(town);
}

const openActions = ({ portal, partnershipId }: Town) =>
  portal.database.db
    .selectFrom('action')
    .innerJoin('organisation', 'organisation.id', 'action.organisation_id')
    .select(['action.id', 'action.revision', 'action.due_on', 'action.first_due_on', 'action.what', 'action.owner_id'])
    .select((eb) => ['organisation.name', eb.ref('action.organisation_id').$notNull().as('organisation_id')])
    .where('action.partnership_id', '=', partnershipId)
    .orderBy('action.first_due_on')
    .orderBy('organisation.name')
    .orderBy('action.what');

const keyOf = (action: { readonly name: string; readonly first_due_on: string; readonly what: string }) =>
  `${action.name} ${action.first_due_on} ${action.what}`;

/** Owners finish their actions, or ask for more time, of which the partnership grants most. */
async function workOnActions(town: Town): Promise<void> {
  const { portal, seed, manager } = town;
  const { today, newId, now } = portal.stamp();
  for (const action of await openActions(town).where('action.status', 'in', ['open', 'in-progress']).execute()) {
    const key = keyOf(action);
    const owner = await leadOf(portal, action.organisation_id);
    if (!owner) continue;
    const moved = action.due_on !== action.first_due_on;
    const wants = actionFate(seed, key) === 'asks for more time' && !moved;
    if (wants && today === workingFrom(addDays(action.due_on, -3))) {
      const askedFor = addDays(action.due_on, 42);
      const granted = chance(seed, 'granted', key) < 0.75;
      await portal.database.db
        .insertInto('action_more_time')
        .values({
          id: newId(),
          partnership_id: town.partnershipId,
          organisation_id: action.organisation_id,
          action_id: action.id,
          due_from: action.due_on,
          asked_for: askedFor,
          reason: 'The work takes longer than we thought.',
          asked_by: owner.personId,
          asked_at: now,
          ...(granted
            ? { decision: 'granted' as const, granted_to: askedFor, decided_by: manager.personId, decided_at: now }
            : { decision: 'refused' as const, decided_by: manager.personId, decided_at: now }),
        })
        .execute();
      if (granted)
        await must(
          rescheduleAction(portal, town.chair, action.id, {
            revision: action.revision,
            dueOn: askedFor,
            note: 'Granted.',
          }),
        );
      continue;
    }
    const day = moved ? workingFrom(addDays(action.due_on, -2)) : actionDay(seed, key, action.due_on);
    // What was due before the year began is behind already: it is done some weeks into it, or never.
    const due = day !== undefined && day < town.from ? workingFrom(addDays(town.from, between(3, 40, seed, key))) : day;
    if (due !== undefined && due <= today)
      await must(
        markDone(portal, owner, action.id, {
          revision: action.revision,
          note: 'Done: staff tell us it works.',
          evidence: null,
          link: 'https://records.example/repeat-audit',
        }),
      );
  }
}

/** Somebody at the partnership checks what is done: most is closed, some sent back, some opened again later. */
async function checkActions(town: Town): Promise<void> {
  const { portal, seed, manager } = town;
  const { today } = portal.stamp();
  for (const action of await openActions(town).where('action.status', 'in', ['done', 'closed']).execute()) {
    const moves = await portal.database.db
      .selectFrom('action_update')
      .select(['kind', 'made_at'])
      .where('action_id', '=', action.id)
      .where('kind', 'in', ['done', 'verified', 'returned', 'reopened'])
      .orderBy('made_at', 'desc')
      .execute();
    const [last] = moves;
    if (!last || action.owner_id === manager.personId) continue;
    const key = keyOf(action);
    const since = daysBetween(last.made_at.slice(0, 10), today);
    const sentBack = moves.some(({ kind }) => kind === 'returned');
    const reopened = moves.some(({ kind }) => kind === 'reopened');
    const press = { revision: action.revision, note: 'We looked at what was shown.' };
    if (last.kind === 'done' && since >= between(4, 11, seed, 'checked', key))
      await must(
        decideAction(
          portal,
          manager,
          action.id,
          !sentBack && chance(seed, 'sent back', key) < 0.08 ? 'returned' : 'verified',
          press,
        ),
      );
    const again = !reopened && last.made_at.slice(0, 10) >= town.from && chance(seed, 'again', key) < 0.05;
    if (last.kind === 'verified' && again && since >= 60)
      await must(decideAction(portal, manager, action.id, 'reopened', press));
  }
}

async function answerChallenges(town: Town): Promise<void> {
  const { portal, seed, partnershipId } = town;
  const { today } = portal.stamp();
  const rows = await portal.database.db
    .selectFrom('challenge_log_entry as entry')
    .select(['id', 'raised_to_organisation_id', 'raised_to_name', 'first_due_on'])
    .where('partnership_id', '=', partnershipId)
    .where('status', '=', 'open')
    .orderBy('first_due_on')
    .orderBy('raised_to_name')
    .execute();
  for (const row of rows) {
    const day = answerDay(seed, `${row.raised_to_name} ${row.first_due_on}`, row.first_due_on);
    if (day === undefined || day > today || row.raised_to_organisation_id === null) continue;
    const lead = await leadOf(portal, row.raised_to_organisation_id);
    if (lead) await must(answerChallenge(portal, lead, row.id, { note: 'This is what we do.', evidence: null }));
  }
}

const work = [
  'Put all supervision notes into one record',
  'Give every new member of staff induction within a week',
  'Ask children what they think of the new form',
  'Repeat the audit of referrals',
  'Write the escalation policy into the handbook',
];

/** Audits and reviews go on: actions are given all year round, and now and then somebody is challenged. */
async function bringNewWork(town: Town): Promise<void> {
  const { portal, seed, partnershipId, manager } = town;
  const { today } = portal.stamp();
  const members = await portal.database.db
    .selectFrom('partnership_member as member')
    .innerJoin('organisation', 'organisation.id', 'member.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .where('member.partnership_id', '=', partnershipId)
    .where('member.left_on', 'is', null)
    .where('organisation.status', '=', 'open')
    .orderBy('organisation.name')
    .execute();
  if (chance(seed, 'new action', today) < 0.35 && members.length > 0) {
    const organisation = pick(members, seed, 'whose action', today);
    const lead = await leadOf(portal, organisation.id);
    if (lead)
      await createAction(
        portal,
        manager,
        newActionSchema.parse({
          organisation: organisation.id,
          challenge: '',
          submission: '',
          question: '',
          finding: 'An audit found a gap.',
          what: pick(work, seed, 'work', today),
          successMeasure: 'The next audit finds none.',
          owner: lead.personId,
          ownerName: '',
          dueOn: workingFrom(addDays(today, between(40, 95, seed, 'due', today))),
          priority: pick(['high', 'medium', 'low'], seed, 'priority', today),
        }),
      );
  }
  if (chance(seed, 'new challenge', today) < 0.05 && members.length > 0) {
    const organisation = pick(members, seed, 'challenged', today);
    await raiseChallenge(
      portal,
      manager,
      newEntrySchema.parse({
        raisedBy: 'board',
        raisedTo: `organisation:${organisation.id}`,
        raisedToName: '',
        reason: 'The board asks how this is known to work.',
        raisedOn: today,
        report: 'no',
        reportAbout: '',
        dueOn: workingFrom(addDays(today, 28)),
        likelihood: '3',
        impact: '3',
      }),
    );
  }
}

/** One organisation leaves in the middle of the year. */
async function leave({ portal, partnershipId, manager, seed, from }: Town): Promise<void> {
  const { today } = portal.stamp();
  if (today !== workingFrom(addDays(from, 150))) return;
  const members = await portal.database.db
    .selectFrom('partnership_member as member')
    .innerJoin('organisation', 'organisation.id', 'member.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .where('member.partnership_id', '=', partnershipId)
    .where('member.left_on', 'is', null)
    .where('organisation.duty_basis', '=', 'voluntary')
    .orderBy('organisation.name')
    .execute();
  if (members.length > 0) await leavePartnership(portal, manager, { organisationId: pick(members, seed, 'leaver').id });
}

/** Somebody who holds a role in the partnership. */
export async function partnerWith(
  portal: Portal,
  partnershipId: string,
  role: 'business-manager' | 'independent-chair' | 'moderator',
): Promise<Viewer | undefined> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const [holder] = (await holdersAt(db, partnershipId, [role], today)).toSorted(byEmail);
  return holder && viewerOf(db, { id: holder.personId, name: holder.email, email: holder.email }, today);
}

async function must(saving: Promise<{ readonly saved: boolean; readonly problem?: string }>): Promise<void> {
  const saved = await saving;
  if (!saved.saved) throw new Error(`A step of the year was refused: ${saved.problem ?? ''}`);
}
