import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { postEntryForm } from '../../../app/features/challenge-log/commands/post-entry-form.server.ts';
import { raiseAsAgency } from '../../../app/features/challenge-log/commands/raise-as-agency.server.ts';
import { answerChallenge } from '../../../app/features/challenge-log/commands/update-entry.server.ts';
import { getEntry } from '../../../app/features/challenge-log/get-entry.server.ts';
import { proposeAsAgency } from '../../../app/features/challenge-log/propose-as-agency.server.ts';
import { listEntries } from '../../../app/features/challenge-log/queries.server.ts';
import { readLogFilter } from '../../../app/features/challenge-log/schema.ts';
import { logScope } from '../../../app/features/challenge-log/scope.server.ts';
import { anEntryForm } from '../../builders/a-logged-challenge.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';

async function aLog(portal: TestPortal) {
  const partnershipId = await aPartnership(portal, 'brookmere');
  const police = await anOrganisation(portal, partnershipId, { name: 'Fenshire Police', kind: 'police' });
  const trust = await anOrganisation(portal, partnershipId, { name: 'Fenlow Hospitals' });
  return {
    police,
    trust,
    manager: await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss'),
    lead: await aViewer(portal, { role: 'safeguarding-lead', organisationId: police }, 'Jo Bell'),
    contributor: await aViewer(portal, { role: 'contributor', organisationId: police }),
    other: await aViewer(portal, { role: 'safeguarding-lead', organisationId: trust }, 'Di Price'),
  };
}

const by = (organisationId: string) => ({ raisedBy: { kind: 'agency' as const, organisationId } });

async function raised(portal: TestPortal, viewer: Viewer, input: Parameters<typeof raiseAsAgency>[2]): Promise<string> {
  const result = await raiseAsAgency(portal, viewer, input);
  if (!result.saved) throw new Error(result.problem);
  return result.id;
}

const listed = async (portal: TestPortal, viewer: Viewer) => {
  const { items } = await listEntries(
    portal.database.db,
    logScope(viewer),
    readLogFilter(new URLSearchParams()),
    today,
    1,
  );
  return items.map(({ raisedBy, raisedTo }) => [raisedBy, raisedTo]);
};

const post = (portal: TestPortal, viewer: Viewer, id: string, fields: Readonly<Record<string, string>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return postEntryForm(portal, viewer, id, { form, file: undefined });
};

const mail = (portal: TestPortal) =>
  portal.database.db
    .selectFrom('outbox_message')
    .innerJoin('person', 'person.id', 'outbox_message.person_id')
    .select(['template', 'person.name'])
    .orderBy('outbox_message.created_at')
    .orderBy('outbox_message.id')
    .execute();

describeEachDatabase('a challenge that an agency raises itself', (open) => {
  it('stands on the log as raised by that agency, on its own list and the partnership’s, and the manager is told', async () => {
    const portal = await open();
    const { police, lead, manager, other } = await aLog(portal);
    const input = { ...anEntryForm(portal, { subGroup: 'Neglect sub-group' }), ...by(police) };
    const formKey = portal.newId();
    const id = await raised(portal, lead, { ...input, formKey });
    expect(await raised(portal, lead, { ...input, formKey })).toBe(id);
    const entry = [['Fenshire Police', 'Neglect sub-group']];
    expect(await listed(portal, lead)).toEqual(entry);
    expect(await listed(portal, manager)).toEqual(entry);
    expect(await listed(portal, other)).toEqual([]);
    expect(await getEntry(portal.database.db, manager, id, today)).toMatchObject({
      raisedBy: { kind: 'agency', name: 'Fenshire Police' },
      may: { passOn: false, close: true },
    });
    expect((await getEntry(portal.database.db, lead, id, today)).may).toMatchObject({ passOn: false, close: false });
    expect(await mail(portal)).toEqual([{ template: 'challenge-by-agency', name: 'Ann Moss' }]);
  });

  it('reaches another agency only when the partnership has passed it on', async () => {
    const portal = await open();
    const { police, trust, lead, manager, other } = await aLog(portal);
    const id = await raised(portal, lead, { ...anEntryForm(portal, { organisationId: trust }), ...by(police) });
    const { db } = portal.database;
    expect(await listed(portal, other)).toEqual([]);
    await expect(getEntry(db, other, id, today)).rejects.toMatchObject({ code: 'not-found' });
    const answer = { note: 'We are on it.', evidence: null };
    await expect(answerChallenge(portal, other, id, answer)).rejects.toMatchObject({ code: 'not-found' });
    const moved = { intent: 'date', note: 'More time', 'dueOn-day': '1', 'dueOn-month': '3', 'dueOn-year': '2099' };
    expect(await post(portal, manager, id, { ...moved, revision: '1' })).toMatchObject({ ok: true });
    expect((await mail(portal)).map(({ name }) => name)).toEqual(['Ann Moss']);
    await expect(post(portal, lead, id, { intent: 'pass-on' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await post(portal, manager, id, { intent: 'pass-on' })).toMatchObject({ ok: true });
    expect(await post(portal, manager, id, { intent: 'pass-on' })).toMatchObject({ ok: true });
    expect(await listed(portal, other)).toEqual([['Fenshire Police', 'Fenlow Hospitals']]);
    portal.setTime('2026-11-03T09:00:00Z');
    expect(await answerChallenge(portal, other, id, answer)).toEqual({ saved: true });
    expect((await mail(portal)).map(({ template, name }) => [template, name])).toEqual([
      ['challenge-by-agency', 'Ann Moss'],
      ['challenge-raised', 'Di Price'],
      ...[
        ['challenge-answered', 'Ann Moss'],
        ['challenge-news', 'Jo Bell'],
      ],
    ]);
    const events = await db.selectFrom('event').select('type').where('subject_id', '=', id).orderBy('at').execute();
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      'challenge-log.answered',
      'challenge-log.passed-on',
      'challenge-log.raised',
      'challenge-log.rescheduled',
    ]);
  });

  it('is raised by those who lead or sign for an agency, for that agency alone', async () => {
    const portal = await open();
    const { police, trust, lead, contributor, manager, other } = await aLog(portal);
    const input = { ...anEntryForm(portal, {}), ...by(police) };
    for (const viewer of [contributor, manager, other])
      await expect(raiseAsAgency(portal, viewer, input)).rejects.toMatchObject({ code: 'not-found' });
    await expect(raiseAsAgency(portal, lead, { ...input, ...by(trust) })).rejects.toMatchObject({ code: 'not-found' });
    await expect(raiseAsAgency(portal, lead, { ...input, raisedBy: { kind: 'board' } })).rejects.toMatchObject({
      code: 'not-found',
    });
    const elsewhere = await anOrganisation(portal, await aPartnership(portal, 'elsewhere'), { name: 'Elsewhere' });
    const abroad = { ...input, raisedTo: { kind: 'agency' as const, organisationId: elsewhere } };
    await expect(raiseAsAgency(portal, lead, abroad)).rejects.toMatchObject({ code: 'not-found' });
    const { raisers, organisations } = await proposeAsAgency(portal, lead);
    expect(raisers?.map(({ name }) => name)).toEqual(['Fenshire Police']);
    expect(organisations.map(({ name }) => name)).toEqual(['Fenlow Hospitals', 'Fenshire Police']);
    expect(await listed(portal, lead)).toEqual([]);
  });
});
