import { beforeEach, expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { countCohort, listCohort } from '../../../app/features/cycles/cohort.server.ts';
import { changeCohort } from '../../../app/features/cycles/commands/change-cohort.server.ts';
import { closeCycle } from '../../../app/features/cycles/commands/close-cycle.server.ts';
import { changeCycle, createCycle } from '../../../app/features/cycles/commands/create-cycle.server.ts';
import { addReturn, launchCycle } from '../../../app/features/cycles/commands/launch-cycle.server.ts';
import { getCycle, listCycles, listReturnsOfOrganisation } from '../../../app/features/cycles/queries.server.ts';
import { cohortWords } from '../../../app/features/cycles/rules.ts';
import { leavePartnership, setOpenOrClosed } from '../../../app/features/organisations/commands/membership.server.ts';
import { editionId as idOfEdition, installEdition } from '../../../app/features/questionnaire/editions.server.ts';
import { anInstalledEdition, anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { anEdition } from '../../builders/an-edition.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import {
  agencies,
  aPlace,
  draftCycle,
  launchedCycle,
  type Place,
  returnOf,
  setStage,
  settingEdition,
  settings,
} from './a-cycle.ts';

describeEachDatabase('the life of a cycle', (open) => {
  let place: Place;
  beforeEach(async () => {
    place = await aPlace(await open());
  });
  const db = () => place.portal.database.db;
  const scope = () => partnershipScope(place.manager, 'cycle.read');
  const cycleOf = (cycleId: string) => getCycle(db(), scope(), cycleId);

  it('starts with everybody in who fits: open members of the sector, and nobody else', async () => {
    const [fits, leaves, closes] = await agencies(place, ['Fits', 'Leaves', 'Closes']);
    await anOrganisation(place.portal, place.partnershipId, { kind: 'academy', phase: 'primary' });
    await anOrganisation(place.portal, null);
    await leavePartnership(place.portal, place.manager, { organisationId: leaves ?? '' });
    await setOpenOrClosed(place.portal, place.manager, { organisationId: closes ?? '', revision: 1, status: 'closed' });
    const cycleId = await draftCycle(place);
    const { items } = await listCohort(db(), await cycleOf(cycleId), {}, 1);
    expect(items).toMatchObject([{ organisation: { id: fits }, chosen: true }]);
    expect(await cycleOf(cycleId)).toMatchObject({ status: 'draft', revision: 1, dueOn: '2026-12-11' });
  });

  it('asks only the kinds that the standards are for: a school is never offered those for early years', async () => {
    const { portal, partnershipId, manager } = place;
    const nurseries = await anInstalledEdition(
      portal,
      anEdition({ set: 'nursery-set', sector: 'setting', kinds: ['early-years', 'childminder'] }),
    );
    const nursery = await anOrganisation(portal, partnershipId, { name: 'Nursery', kind: 'early-years' });
    const childminder = await anOrganisation(portal, partnershipId, { name: 'Childminder', kind: 'childminder' });
    const school = await anOrganisation(portal, partnershipId, { name: 'School', kind: 'academy', phase: 'primary' });
    await agencies(place, ['Agency']);
    const cycleId = await draftCycle(place, { editionId: nurseries });
    const offered = await listCohort(db(), await cycleOf(cycleId), {}, 1);
    expect(offered.items.map(({ organisation, chosen }) => [organisation.name, chosen])).toEqual([
      ['Childminder', true],
      ['Nursery', true],
    ]);
    await changeCohort(portal, manager, { cycleId, change: { shown: [school], ticked: [school] } });
    await changeCohort(portal, manager, { cycleId, change: { filter: {}, to: 'in' } });
    expect((await listCohort(db(), await cycleOf(cycleId), { kind: 'academy' }, 1)).total).toBe(0);
    const counts = await countCohort(db(), await cycleOf(cycleId));
    expect(counts).toEqual([
      { kind: 'childminder', phase: null, fitting: 1, chosen: 1 },
      { kind: 'early-years', phase: null, fitting: 1, chosen: 1 },
    ]);
    await launchCycle(portal, manager, { cycleId, revision: 1 });
    await expect(addReturn(portal, manager, { cycleId, organisationId: school })).rejects.toMatchObject({
      code: 'not-found',
    });
    const opened = await db().selectFrom('agency_return').select('organisation_id').execute();
    expect(opened.map((row) => row.organisation_id).toSorted()).toEqual([nursery, childminder].toSorted());
    expect(cohortWords(await cycleOf(cycleId))).toBe(
      'These standards are for organisations of these kinds: Nursery, preschool or out-of-school club; Childminder.',
    );
  });

  it('offers published standards alone', async () => {
    const draft = anEdition({ set: 'draft-set' });
    await place.portal.database.transaction((trx) =>
      installEdition(trx, place.portal.stamp(), { edition: draft, sha256: 'd'.repeat(64) }),
    );
    for (const editionId of [idOfEdition(draft), 'no-such/2020.1'])
      expect(await createCycle(place.portal, place.manager, { form: { editionId, ...settings() } })).toMatchObject({
        ok: false,
        errors: { editionId: [expect.stringContaining('published')] },
      });
  });

  it('follows on from the last cycle on the same set of standards', async () => {
    await agencies(place, ['One']);
    const first = await launchedCycle(place);
    const other = await draftCycle(place);
    expect((await cycleOf(other)).previousCycleId).toBe(first);
    const schools = await anInstalledEdition(place.portal, settingEdition);
    expect((await cycleOf(await draftCycle(place, { editionId: schools }))).previousCycleId).toBeNull();
  });

  it('takes organisations in and out by tick, and all that match by one button', async () => {
    const [one, two] = await agencies(place, ['One', 'Two']);
    await anOrganisation(place.portal, place.partnershipId, { name: 'Force', kind: 'police' });
    const cycleId = await draftCycle(place);
    const change = (to: Parameters<typeof changeCohort>[2]['change']) =>
      changeCohort(place.portal, place.manager, { cycleId, change: to });
    const chosen = async () =>
      (await listCohort(db(), await cycleOf(cycleId), { chosen: true }, 1)).items.map(
        ({ organisation }) => organisation.name,
      );
    await change({ shown: [one ?? '', two ?? ''], ticked: [two ?? ''] });
    expect(await chosen()).toEqual(['Force', 'Two']);
    await change({ filter: { kind: 'police' }, to: 'out' });
    expect(await chosen()).toEqual(['Two']);
    await change({ filter: {}, to: 'in' });
    expect(await chosen()).toEqual(['Force', 'One', 'Two']);
    await change({ shown: ['no-such'], ticked: ['no-such'] });
    expect(await countCohort(db(), await cycleOf(cycleId))).toEqual([
      { kind: 'police', phase: null, fitting: 1, chosen: 1 },
      { kind: 'voluntary', phase: null, fitting: 2, chosen: 2 },
    ]);
  });

  it('opens one return each, asks what the kind is asked, and writes to the safeguarding leads', async () => {
    const [charity] = await agencies(place, ['Charity']);
    const force = await anOrganisation(place.portal, place.partnershipId, { name: 'Force', kind: 'police' });
    const cycleId = await launchedCycle(place);
    expect(await cycleOf(cycleId)).toMatchObject({ status: 'open', revision: 2 });
    const progress = await db().selectFrom('standard_progress').selectAll().orderBy('standard_code').execute();
    const counts = (organisationId: string | undefined) =>
      progress
        .filter((row) => row.organisation_id === organisationId)
        .map((row) => [row.standard_code, row.questions, row.required, row.answered]);
    expect(counts(charity)).toEqual([
      ['a1', 2, 1, 0],
      ['a2', 1, 1, 0],
    ]);
    expect(counts(force)).toEqual([
      ['a1', 2, 1, 0],
      ['a2', 2, 2, 0],
    ]);
    const returnId = await returnOf(place, cycleId, charity ?? '');
    expect(await listReturnsOfOrganisation(db(), scope(), charity ?? '')).toMatchObject([
      { returnId, cycleId, stage: 'not-started', dueOn: '2026-12-11', firstDueOn: '2026-12-11' },
    ]);
    const messages = await db().selectFrom('outbox_message').selectAll().execute();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ template: 'cycle-launched', organisation_id: charity });
    expect(messages[0]?.body).toContain(`/returns/${returnId}`);
    const opened = await db().selectFrom('event').selectAll().where('type', '=', 'return.opened').execute();
    expect(opened.map((event) => event.chain).toSorted()).toEqual(
      [`organisation:${charity}`, `organisation:${force}`].toSorted(),
    );
    expect((await verifyChains(db())).faults).toEqual([]);
  });

  it('starts the profile of a school from what the directory knows, and nothing else', async () => {
    const schools = await anInstalledEdition(place.portal, settingEdition);
    const facts = { boarders: true, pupils: 210, inTrust: true, sixthForm: true };
    const known = await anOrganisation(place.portal, place.partnershipId, {
      kind: 'maintained-school',
      phase: 'primary',
    });
    const unknown = await anOrganisation(place.portal, place.partnershipId, {
      kind: 'maintained-school',
      phase: 'primary',
    });
    await db()
      .updateTable('organisation')
      .set({ facts: JSON.stringify(facts) })
      .where('id', '=', known)
      .execute();
    const cycleId = await launchedCycle(place, { editionId: schools });
    const returns = await db().selectFrom('agency_return').selectAll().where('cycle_id', '=', cycleId).execute();
    const profileOf = (organisationId: string) =>
      JSON.parse(returns.find((row) => row.organisation_id === organisationId)?.profile ?? 'null');
    expect(profileOf(known)).toEqual({ boarding: true, roll: 210 });
    expect(profileOf(unknown)).toEqual({});
    expect(returns.every((row) => row.profile_confirmed_at === null)).toBe(true);
    const standards = await db().selectFrom('standard_progress').select(['organisation_id', 'standard_code']).execute();
    expect(standards.filter((row) => row.organisation_id === known)).toHaveLength(2);
    expect(standards.filter((row) => row.organisation_id === unknown)).toHaveLength(1);
  });

  it('refuses to launch nobody, too early, too late, twice, or from a stale page', async () => {
    const empty = await draftCycle(place);
    const launch = (cycleId: string, revision = 1) => launchCycle(place.portal, place.manager, { cycleId, revision });
    await expect(launch(empty)).rejects.toMatchObject({ code: 'not-now' });
    await agencies(place, ['One']);
    const early = await draftCycle(place, { opensOn: '2026-11-03' });
    await expect(launch(early)).rejects.toMatchObject({ code: 'not-now' });
    const cycleId = await draftCycle(place);
    await expect(launch(cycleId, 7)).rejects.toMatchObject({ code: 'stale-revision' });
    expect(await launch(cycleId)).toEqual({ returns: 1 });
    await expect(launch(cycleId, 2)).rejects.toMatchObject({ code: 'not-now' });
    const late = await draftCycle(place);
    place.portal.setTime('2026-12-12T00:30:00Z');
    await expect(launch(late)).rejects.toMatchObject({ code: 'not-now' });
    expect(await db().selectFrom('agency_return').select('id').execute()).toHaveLength(1);
  });

  it('launches in a number of statements that does not grow with the cohort', async () => {
    await agencies(place, ['One']);
    const few = await draftCycle(place);
    await launchCycle(place.portal, place.manager, { cycleId: few, revision: 1 });
    place.portal.takeQueries();
    const again = await draftCycle(place);
    place.portal.takeQueries();
    await launchCycle(place.portal, place.manager, { cycleId: again, revision: 1 });
    const forOne = place.portal.takeQueries().length;
    for (let number = 0; number < 80; number++) await anOrganisation(place.portal, place.partnershipId);
    const many = await draftCycle(place);
    place.portal.takeQueries();
    expect(await launchCycle(place.portal, place.manager, { cycleId: many, revision: 1 })).toEqual({ returns: 81 });
    expect(place.portal.takeQueries().length).toBe(forOne);
  });

  it('opens the return of one more organisation while the cycle is open', async () => {
    await agencies(place, ['One']);
    const cycleId = await launchedCycle(place);
    const [late] = await agencies(place, ['Late']);
    const organisationId = late ?? '';
    const add = (who = place.manager) => addReturn(place.portal, who, { cycleId, organisationId });
    await expect(add(place.stranger)).rejects.toMatchObject({ code: 'not-found' });
    await add();
    expect(await returnOf(place, cycleId, organisationId)).toEqual(expect.any(String));
    await expect(add()).rejects.toMatchObject({ code: 'not-found' });
    const draft = await draftCycle(place);
    await expect(addReturn(place.portal, place.manager, { cycleId: draft, organisationId })).rejects.toMatchObject({
      code: 'not-now',
    });
  });

  it('moves unsent returns with the due date, but for those with a date of their own', async () => {
    const ids = await agencies(place, ['Moves', 'Own date', 'Sent']);
    const cycleId = await launchedCycle(place);
    const [moves = '', own = '', sent = ''] = await Promise.all(ids.map((id) => returnOf(place, cycleId, id)));
    await db().updateTable('agency_return').set({ due_on: '2027-01-08' }).where('id', '=', own).execute();
    await setStage(place, sent, 'submitted');
    const form = settings({ dueOn: '2026-12-18' });
    expect(await changeCycle(place.portal, place.manager, { cycleId, revision: 2, form })).toEqual({ ok: true });
    const due = await db().selectFrom('agency_return').select(['id', 'due_on', 'first_due_on']).execute();
    expect(Object.fromEntries(due.map((row) => [row.id, [row.due_on, row.first_due_on]]))).toEqual({
      [moves]: ['2026-12-18', '2026-12-11'],
      [own]: ['2027-01-08', '2026-12-11'],
      [sent]: ['2026-12-11', '2026-12-11'],
    });
  });

  it('gives back what is stored to whoever saves settings second, and keeps the opening day once open', async () => {
    await agencies(place, ['One']);
    const cycleId = await launchedCycle(place);
    const change = (parts: Parameters<typeof settings>[0], revision = 2) =>
      changeCycle(place.portal, place.manager, { cycleId, revision, form: settings(parts) });
    expect(await change({ name: 'Renamed' })).toEqual({ ok: true });
    expect(await change({ name: 'Other' })).toMatchObject({ ok: false, current: { name: 'Renamed', revision: 3 } });
    expect(await change({ name: 'Renamed', opensOn: '2026-10-01' }, 3)).toMatchObject({
      ok: false,
      errors: { opensOn: [expect.stringContaining('opening day stays')] },
    });
  });

  it('cannot be closed while a return waits for its answer, and says which', async () => {
    const ids = await agencies(place, ['Waits', 'Answered', 'Never sent']);
    const cycleId = await launchedCycle(place);
    const [waits = '', answered = ''] = await Promise.all(ids.map((id) => returnOf(place, cycleId, id)));
    await setStage(place, waits, 'submitted');
    await setStage(place, answered, 'closed');
    const close = (revision = 2) => closeCycle(place.portal, place.manager, { cycleId, revision });
    expect(await close()).toEqual({ ok: false, waiting: ['Waits'], total: 1 });
    await setStage(place, waits, 'closed');
    await expect(close(1)).rejects.toMatchObject({ code: 'stale-revision' });
    expect(await close()).toEqual({ ok: true });
    expect(await cycleOf(cycleId)).toMatchObject({ status: 'closed' });
    await expect(close(3)).rejects.toMatchObject({ code: 'not-now' });
    await expect(
      changeCycle(place.portal, place.manager, { cycleId, revision: 3, form: settings({ name: 'Too late' }) }),
    ).rejects.toMatchObject({ code: 'not-now' });
  });

  it('belongs to its own partnership: anybody else is told that it does not exist', async () => {
    await agencies(place, ['One']);
    const cycleId = await draftCycle(place);
    const observer = await aViewer(place.portal, { role: 'observer', partnershipId: place.partnershipId });
    for (const who of [place.stranger, observer]) {
      const attempts = [
        () => launchCycle(place.portal, who, { cycleId, revision: 1 }),
        () => changeCycle(place.portal, who, { cycleId, revision: 1, form: settings({ name: 'Mine' }) }),
        () => changeCohort(place.portal, who, { cycleId, change: { filter: {}, to: 'out' } }),
        () => closeCycle(place.portal, who, { cycleId, revision: 1 }),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not-found' });
    }
    const foreign = partnershipScope(place.stranger, 'cycle.read');
    await expect(getCycle(db(), foreign, cycleId)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listCycles(db(), foreign, 1)).total).toBe(0);
    expect((await listCycles(db(), scope(), 1)).items).toMatchObject([{ id: cycleId, returns: 0, sent: 0 }]);
    expect(await cycleOf(cycleId)).toMatchObject({ name: 'Section 11, 2026', status: 'draft' });
  });
});
