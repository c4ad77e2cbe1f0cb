/** The system administrator looks after the installation and reads nothing of anybody's, but in an emergency, for an hour. */
import { expect, it } from 'vitest';
import { findOrAddPerson } from '../../../app/features/accounts/commands/add-person.server.ts';
import { endSystemRole, grantSystemRole } from '../../../app/features/accounts/commands/grant-system-role.server.ts';
import { findViewer, viewerOf } from '../../../app/features/accounts/queries.server.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import {
  countRecentAccess,
  endEmergencyAccess,
  listEmergencyAccess,
} from '../../../app/features/system/emergency-access.server.ts';
import { openEmergencyAccess } from '../../../app/features/system/open-emergency-access.server.ts';
import { addMinutes } from '../../../app/platform/clock.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { aSessionToken } from '../../builders/a-session-token.ts';
import { askRoute, loadRoute, type RouteEntry, routeTable } from '../../routes/ask-route.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const reason = { reason: 'The return cannot be opened by its agency since the upgrade' };

async function anAdministrator(portal: TestPortal): Promise<Viewer> {
  const person = { email: `${portal.newId()}@example.org`, name: 'Alex Admin' };
  const id = await portal.database.transaction(async (trx) => {
    const added = await findOrAddPerson(trx, portal.stamp(), { ...person, jobTitle: null }, null);
    await grantSystemRole(trx, portal.stamp(), added.id, 'system-administrator');
    return added.id;
  });
  return viewerOf(portal.database.db, { id, ...person }, portal.stamp().today);
}

async function aPlace(portal: TestPortal) {
  const session = await aSession(portal);
  const [agency] = session.agencies;
  if (!agency) throw new Error('The session has no agency');
  const administrator = await anAdministrator(portal);
  const token = await aSessionToken(portal, administrator);
  const ask = async (path: string, params: Record<string, string>, body?: FormData) => {
    const route = routeTable.find((one) => one.path === path) as RouteEntry;
    const { loader, action } = await loadRoute(route.file);
    const handler = body ? action : loader;
    if (!handler) throw new Error(`${path} does not answer`);
    return askRoute(portal, handler, route, { params, token, ...(body ? { body } : {}) });
  };
  const reads = async () => [
    (await ask('/returns/:returnId', { returnId: agency.returnId })).kind,
    (await ask('/moderation/:submissionId', { submissionId: agency.submissionId })).kind,
    (await ask('/cycles', {})).kind,
  ];
  return { session, agency, administrator, ask, reads, token };
}

const closed = ['not-found', 'not-found', 'not-found'];

describeEachDatabase('emergency access', (open) => {
  it('opens nothing to a system administrator before it is opened, and the pages of the installation name no content', async () => {
    const portal = await open();
    const { reads, ask, session } = await aPlace(portal);
    expect(await reads()).toEqual(closed);
    const pages = [await ask('/system', {}), await ask('/system/people', {}), await ask('/system/jobs', {})];
    expect(pages.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered']);
    const text = JSON.stringify(pages);
    expect(text).toContain('brookmere Safeguarding Children Partnership');
    for (const words of ['The board met twice', 'Spring challenge session', session.cycleId])
      expect(text).not.toContain(words);
  });

  it('reads what one organisation owns for an hour, and changes nothing', async () => {
    const portal = await open();
    const { agency, administrator, reads, ask, token } = await aPlace(portal);
    await openEmergencyAccess(portal, administrator, { organisationId: agency.organisationId }, reason);
    expect(await reads()).toEqual(['answered', 'not-found', 'not-found']);
    // A request that may change something finds somebody without it.
    expect((await findViewer(portal, token))?.organisationRoles).toEqual([]);
    expect((await findViewer(portal, token, { reads: true }))?.organisationRoles).toHaveLength(1);
    const form = new FormData();
    form.set('intent', 'send-for-sign-off');
    expect((await ask('/returns/:returnId/check', { returnId: agency.returnId }, form)).kind).toBe('not-found');
    expect((await ask('/returns/:returnId/people/ask', { returnId: agency.returnId }, form)).kind).toBe('not-found');
    portal.setTime(addMinutes(portal.stamp().now, 59));
    expect((await reads())[0]).toBe('answered');
    portal.setTime(addMinutes(portal.stamp().now, 1));
    expect(await reads()).toEqual(closed);
  });

  it('reads what one partnership owns, and never a draft', async () => {
    const portal = await open();
    const { session, administrator, reads } = await aPlace(portal);
    await openEmergencyAccess(portal, administrator, { partnershipId: session.partnershipId }, reason);
    expect(await reads()).toEqual(['not-found', 'answered', 'answered']);
  });

  it('tells the business managers and the lead at once, stands on the chain of its owner and in the list', async () => {
    const portal = await open();
    const { session, agency, administrator } = await aPlace(portal);
    const { id } = await openEmergencyAccess(portal, administrator, { organisationId: agency.organisationId }, reason);
    const { db } = portal.database;
    const told = await db
      .selectFrom('outbox_message')
      .select(['person_id', 'body'])
      .where('template', '=', 'emergency-access')
      .execute();
    const people = new Set(told.map(({ person_id }) => person_id));
    expect([people.has(session.manager.personId), people.has(agency.lead.personId)]).toEqual([true, true]);
    expect(told.every(({ body }) => !body.includes('upgrade'))).toBe(true);
    const events = await db.selectFrom('event').select(['chain', 'type']).where('subject_id', '=', id).execute();
    expect(events).toEqual([{ chain: `organisation:${agency.organisationId}`, type: 'emergency-access.opened' }]);
    const scope = { partnershipIds: [session.partnershipId] } as const;
    const { now } = portal.stamp();
    expect((await listEmergencyAccess(db, scope, now, 1)).items).toMatchObject([
      { person: 'Alex Admin', open: true, ...reason },
    ]);
    expect(await countRecentAccess(db, scope, portal.stamp().today)).toBe(1);
    const other = await aSession(portal, 'otherside');
    expect((await listEmergencyAccess(db, { partnershipIds: [other.partnershipId] }, now, 1)).total).toBe(0);
    await expect(endEmergencyAccess(portal, other.manager, id)).rejects.toThrow('Page not found');
  });

  it('is ended early by the manager of what is read, at once', async () => {
    const portal = await open();
    const { session, agency, administrator, reads } = await aPlace(portal);
    const { id } = await openEmergencyAccess(portal, administrator, { organisationId: agency.organisationId }, reason);
    await expect(
      openEmergencyAccess(portal, administrator, { partnershipId: session.partnershipId }, reason),
    ).rejects.toThrow('already');
    await endEmergencyAccess(portal, session.manager, id);
    expect(await reads()).toEqual(closed);
  });

  it('is for system administrators alone, with a reason, and ends with their role', async () => {
    const portal = await open();
    const { session, agency, administrator, ask, reads } = await aPlace(portal);
    const owned = { organisationId: agency.organisationId };
    for (const one of [session.manager, session.chair, await aViewer(portal, { none: true })])
      await expect(openEmergencyAccess(portal, one, owned, reason)).rejects.toThrow('Page not found');
    const form = new FormData();
    form.set('reason', 'short');
    const { default: routes } = await import('../../../app/routes.ts');
    expect(routes.some(({ path }) => path === 'system/access/new')).toBe(true);
    expect((await ask('/system/access/new', {}, form)).kind).toBe('not-found');
    await openEmergencyAccess(portal, administrator, owned, reason);
    await portal.database.transaction((trx) =>
      endSystemRole(trx, portal.stamp(), administrator.personId, 'system-administrator'),
    );
    expect(await reads()).toEqual(closed);
    await expect(openEmergencyAccess(portal, { ...administrator, systemRoles: [] }, owned, reason)).rejects.toThrow(
      'Page not found',
    );
  });
});
