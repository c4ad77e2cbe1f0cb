import type { Trx } from '../../../../db/client.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { currentMembership } from '../commands/write-organisation.server.ts';
import { getOrganisation } from '../queries.server.ts';
import { mayBeGroup } from './rules.ts';

export type LinkOutcome = { readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors };

interface LinkInput {
  readonly siteId: string;
  readonly groupId: string;
  /** `YYYY-MM-DD`, in London. */
  readonly fromOn: string;
}

/**
 * Says that a site belongs to a trust or group from a day on. Both must be members of a partnership of the person: a
 * manager links the sites of their own area, and the group's others are none of their business. Refuses, at the field, a
 * day that has not come, a site that is in a group on or after that day already, and groups of groups.
 */
export async function linkSite(portal: Portal, viewer: Viewer, input: LinkInput): Promise<LinkOutcome> {
  const scope = partnershipScope(viewer, 'organisation.change');
  return portal.database.transaction((trx) => link(trx, portal.stamp(), viewer, scope, input));
}

/** As `linkSite` for several sites from today on: those that the register puts into the trust. Gives how many. */
export async function linkSites(
  portal: Portal,
  viewer: Viewer,
  { groupId, siteIds }: { readonly groupId: string; readonly siteIds: readonly string[] },
): Promise<number> {
  const scope = partnershipScope(viewer, 'organisation.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    let linked = 0;
    for (const siteId of [...new Set(siteIds)].toSorted()) {
      const outcome = await link(trx, stamp, viewer, scope, { siteId, groupId, fromOn: stamp.today });
      if (outcome.ok) linked += 1;
    }
    return linked;
  });
}

async function link(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  scope: PartnershipScope,
  { siteId, groupId, fromOn }: LinkInput,
): Promise<LinkOutcome> {
  const { partnershipId } = await currentMembership(trx, scope, siteId);
  await currentMembership(trx, scope, groupId);
  const group = await getOrganisation(trx, scope, groupId);
  const problem = (field: 'groupId' | 'fromOn', words: string): LinkOutcome => ({
    ok: false,
    errors: { [field]: [words] },
  });
  if (siteId === groupId) return problem('groupId', 'Choose another organisation: this one is the site itself');
  if (!mayBeGroup(group)) return problem('groupId', 'Choose a trust or another agency: a setting cannot be a group');
  if (fromOn > stamp.today) return problem('fromOn', 'The date it joined must be today or in the past');
  if (await isLinked(trx, 'site_id', groupId, stamp.today))
    return problem('groupId', `${group.name} is itself a site of a group: choose the group`);
  if (await isLinked(trx, 'group_id', siteId, stamp.today))
    return problem('groupId', 'This organisation has sites of its own, so that it cannot be a site of another');
  const earlier = await trx
    .selectFrom('organisation_site')
    .select('id')
    .where('site_id', '=', siteId)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', fromOn)]))
    .executeTakeFirst();
  const taken = () => problem('groupId', 'It belongs to a trust or group on that day already: end that first');
  if (earlier) return taken();
  const written = await trx
    .insertInto('organisation_site')
    .values({
      id: stamp.newId(),
      group_id: groupId,
      site_id: siteId,
      partnership_id: partnershipId,
      from_on: fromOn,
      to_on: null,
      linked_by: viewer.personId,
      linked_at: stamp.now,
      ended_by: null,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.column('site_id').where('to_on', 'is', null).doNothing())
    .executeTakeFirst();
  if (written.numInsertedOrUpdatedRows === 0n) return taken();
  await recordEvent(trx, stamp, {
    type: 'site.linked',
    owner: { organisationId: siteId, partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'organisation', id: siteId },
    detail: { group: groupId, from: fromOn },
  });
  return { ok: true };
}

/** The organisation is on that side of a link that is in force, or will be. */
async function isLinked(trx: Trx, side: 'site_id' | 'group_id', id: string, today: string): Promise<boolean> {
  const row = await trx
    .selectFrom('organisation_site')
    .select('id')
    .where(side, '=', id)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Says from which day on a site belongs to its group no more. What it took from the group stays its own. Refuses a link
 * of a site outside the scope, or one that has ended, as unknown; and at the field a day before it joined.
 */
export async function leaveGroup(
  portal: Portal,
  viewer: Viewer,
  { siteId, linkId, toOn }: { readonly siteId: string; readonly linkId: string; readonly toOn: string },
): Promise<LinkOutcome> {
  const scope = partnershipScope(viewer, 'organisation.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { partnershipId } = await currentMembership(trx, scope, siteId);
    const open = await trx
      .selectFrom('organisation_site')
      .select(['group_id', 'from_on'])
      .where('id', '=', linkId)
      .where('site_id', '=', siteId)
      .where('to_on', 'is', null)
      .executeTakeFirst();
    if (!open) throw notFound();
    if (toOn <= open.from_on) return { ok: false, errors: { toOn: ['Enter a date after the one on which it joined'] } };
    const { numUpdatedRows } = await trx
      .updateTable('organisation_site')
      .set({ to_on: toOn, ended_by: viewer.personId, ended_at: stamp.now })
      .where('id', '=', linkId)
      .where('to_on', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound();
    await recordEvent(trx, stamp, {
      type: 'site.left',
      owner: { organisationId: siteId, partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'organisation', id: siteId },
      detail: { group: open.group_id, on: toOn },
    });
    return { ok: true };
  });
}
