import type { Selectable } from 'kysely';
import type { Trx } from '../../../../db/client.server.ts';
import type { EscalationRow } from '../../../../db/schema/escalation.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow, Refusal } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { nextStep } from '../climb.ts';
import type { Subject } from '../ladder.ts';
import { getLadder } from '../ladders.server.ts';
import { findLate, isTheirs, type Late } from '../late.server.ts';
import { draftLetter } from '../letter/draft.server.ts';
import { ownerOf, writeRaised } from '../raising.server.ts';
import { addSteps, endAll } from '../settle.server.ts';
import { tellRaised } from '../tell.server.ts';
import { dutyOf } from '../wording.ts';

/** What a person says with a press, and the row as they saw it. */
export interface Press {
  readonly revision: number;
  readonly note: string;
}

const stale = () =>
  new Refusal('stale-revision', 'This changed after you opened the page. Read it as it is now, and go on then.');

/**
 * Raises something that is late to its next level now, with a reason; also what was never raised. Drafts the letter of the
 * level and tells whom the level names. Refuses what is no longer late.
 */
export async function raiseNow(
  portal: Portal,
  viewer: Viewer,
  { subject, id }: { readonly subject: Subject; readonly id: string },
  press: Press,
): Promise<string> {
  const scope = partnershipScope(viewer, 'escalation.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const running = await held(trx)
      .where('subject', '=', subject)
      .where('subject_id', '=', id)
      .where('status', '<>', 'ended')
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    const { late, partnershipId } = await findInScope(trx, scope, subject, id, stamp.today);
    if ((running?.revision ?? 0) !== press.revision) throw stale();
    if (running && running.due_on !== late.dueOn) throw notNow('Its date has moved. Look again in a minute.');
    const { ladder } = await getLadder(trx, partnershipId, subject);
    const standing = {
      dueOn: late.dueOn,
      level: running?.level ?? 0,
      levelOn: running && running.level > 0 ? running.level_on : null,
    };
    const step = nextStep(standing, ladder, dutyOf(late.dutyBasis));
    if (!step) throw notNow('It stands on the last level of its ladder.');
    const [raised] = await writeRaised(
      trx,
      stamp,
      partnershipId,
      [{ late, level: step.level, escalationId: running?.id }],
      { personId: viewer.personId, note: press.note },
    );
    if (!raised) throw notFound();
    await draftLetter(trx, stamp, { partnershipId, ...raised });
    await tellRaised({ trx, stamp, origin: portal.config.publicOrigin, partnershipId }, [raised]);
    return raised.escalationId;
  });
}

/** One late thing of the partnerships in scope; refused in words once it is late no more, and as not found if foreign. */
async function findInScope(
  trx: Trx,
  scope: PartnershipScope,
  subject: Subject,
  id: string,
  today: string,
): Promise<{ readonly late: Late; readonly partnershipId: string }> {
  for (const partnershipId of scope.partnershipIds) {
    const late = await findLate(trx, subject, { partnershipId, today, id });
    if (late) return { late, partnershipId };
  }
  if (!(await isTheirs(trx, scope.partnershipIds, subject, id))) throw notFound();
  throw notNow('It is not late any more, so it is not raised.');
}

/** Nothing climbs by itself until a day has passed. */
export async function pauseClimb(
  portal: Portal,
  viewer: Viewer,
  escalationId: string,
  { revision, note, until }: Press & { readonly until: string },
): Promise<void> {
  await change(portal, viewer, escalationId, revision, async (trx, stamp, row) => {
    if (row.status === 'ended') throw notNow('It has ended.');
    if (until < stamp.today) throw notNow('A pause ends today or later.');
    await trx
      .updateTable('escalation')
      .set({ status: 'paused', paused_until: until, paused_because: note, revision: row.revision + 1 })
      .where('id', '=', row.id)
      .execute();
    await addSteps(trx, stamp, [
      { ...row, kind: 'paused', note, made_by: viewer.personId, level: null, level_name: until },
    ]);
    await recordEvent(trx, stamp, {
      type: 'escalation.paused',
      owner: ownerOf(row),
      actorId: viewer.personId,
      subject: { kind: 'escalation', id: row.id },
      detail: { until },
    });
  });
}

/** Ends a pause before its day. */
export async function resumeClimb(
  portal: Portal,
  viewer: Viewer,
  escalationId: string,
  { revision }: Pick<Press, 'revision'>,
): Promise<void> {
  await change(portal, viewer, escalationId, revision, async (trx, stamp, row) => {
    if (row.status !== 'paused') throw notNow('It is not paused.');
    await trx
      .updateTable('escalation')
      .set({ status: 'open', paused_until: null, paused_because: null, revision: row.revision + 1 })
      .where('id', '=', row.id)
      .execute();
    await addSteps(trx, stamp, [{ ...row, kind: 'resumed', made_by: viewer.personId, level: null, level_name: null }]);
    await recordEvent(trx, stamp, {
      type: 'escalation.resumed',
      owner: ownerOf(row),
      actorId: viewer.personId,
      subject: { kind: 'escalation', id: row.id },
    });
  });
}

/** Ends an escalation with a reason. It is not raised again for the same date. */
export async function endByHand(portal: Portal, viewer: Viewer, escalationId: string, press: Press): Promise<void> {
  await change(portal, viewer, escalationId, press.revision, async (trx, stamp, row) => {
    if (row.status === 'ended') throw notNow('It has ended.');
    const by = { personId: viewer.personId, note: press.note };
    await endAll(trx, stamp, [{ ...row, because: 'by-hand' }], by);
  });
}

/** Holds an escalation until the transaction ends, so that two presses decide one after the other. */
const held = (trx: Trx) =>
  trx
    .updateTable('escalation')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .returningAll();

async function change(
  portal: Portal,
  viewer: Viewer,
  escalationId: string,
  revision: number,
  write: (trx: Trx, stamp: Stamp, row: Selectable<EscalationRow>) => Promise<void>,
): Promise<void> {
  const scope = partnershipScope(viewer, 'escalation.change');
  await portal.database.transaction(async (trx) => {
    const row = await held(trx)
      .where('id', '=', escalationId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!row) throw notFound();
    if (row.revision !== revision) throw stale();
    await write(trx, portal.stamp(), row);
  });
}
