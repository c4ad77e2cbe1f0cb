import { expect, it } from 'vitest';
import { organisationScope } from '../../../app/features/accounts/viewer.ts';
import { getDownload } from '../../../app/features/evidence/download.server.ts';
import { findCopyOrigin } from '../../../app/features/evidence/origin.server.ts';
import { leaveGroup } from '../../../app/features/organisations/groups/link-sites.server.ts';
import { listGroupsOfSite } from '../../../app/features/organisations/groups/queries.server.ts';
import { organisationHome } from '../../../app/features/reports/home-organisation.server.ts';
import { getOfferedFile, listCentral } from '../../../app/features/returns/central/queries.server.ts';
import { loadReturnContent } from '../../../app/features/returns/content.server.ts';
import { getCheckPage } from '../../../app/features/submissions/check-page.server.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../../app/features/submissions/commands/sign-return.server.ts';
import { getReturnCopy } from '../../../app/features/submissions/pages.server.ts';
import { getSignOffPage } from '../../../app/features/submissions/sign-off-page.server.ts';
import { listCentralHistory } from '../../../app/features/trusts/central-history.server.ts';
import { markQuestions } from '../../../app/features/trusts/commands/mark-questions.server.ts';
import { listGroupHomes } from '../../../app/features/trusts/home.server.ts';
import { answer, hashShown, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { answerCentrally, aTrust, aTrustFile, settle } from '../../builders/a-trust.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const scopeOf = ({ lead }: World) => organisationScope(lead, 'return.read');

async function centralIn(portal: TestPortal, site: World) {
  const { db } = portal.database;
  const target = {
    id: site.returnId,
    organisationId: site.organisationId,
    editionId: `${site.edition.set}/${site.edition.edition}`,
  };
  return listCentral(db, scopeOf(site), target, portal.stamp().today);
}

const stateAt = async (portal: TestPortal, site: World, code: string) =>
  (await centralIn(portal, site)).get(code)?.state;

const answerAt = async (portal: TestPortal, site: World, code: string) => {
  const row = await portal.database.db
    .selectFrom('answer')
    .select('value')
    .where('return_id', '=', site.returnId)
    .where('question_code', '=', code)
    .executeTakeFirst();
  return row && JSON.parse(row.value);
};

const contentAt = async (portal: TestPortal, site: World, code: string) => {
  const { content } = await loadReturnContent(portal.database.db, scopeOf(site), site.returnId);
  return content.standards.flatMap(({ questions }) => questions).find((question) => question.code === code);
};

const allOf = { policy: rated('green'), staff: rated('amber'), branch: rated('green') };

describeEachDatabase('an answer that a trust gives for its sites', (open) => {
  it('waits in each open return and counts as nothing until somebody there has settled it', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    for (const site of trust.sites) {
      expect(await stateAt(portal, site, 'policy')).toBe('waiting');
      expect(await answerAt(portal, site, 'policy')).toBeUndefined();
    }
    const [alder] = trust.sites;
    const page = await getCheckPage(portal.database.db, alder.lead, alder.returnId, portal.stamp().today);
    expect(page.missing.find(({ number }) => number === 'A1.1')?.problems).toEqual([
      'Say what becomes of the answer of Harbour Learning Trust: it stands for you, or you add to it or answer differently',
    ]);
    await expect(sendForSignOff(portal, alder.lead, { returnId: alder.returnId })).rejects.toMatchObject({
      code: 'not-now',
    });
  });

  it('is told to the leads of open returns once a day, and shows on their home until somebody there has settled it', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder, beech, cedar] = trust.sites;
    const { db } = portal.database;
    await submitted(portal, cedar, allOf);
    const told = async () =>
      (
        await db.selectFrom('outbox_message').select('to_address').where('template', '=', 'central-answers').execute()
      ).map(({ to_address }) => to_address);
    const atHome = async ({ lead }: World) =>
      (await organisationHome(db, lead, portal.stamp().today))?.central.map(({ waiting, changed }) => [
        waiting,
        changed,
      ]);
    await answerCentrally(portal, trust, 'policy');
    await answerCentrally(portal, trust, 'staff');
    expect((await told()).toSorted()).toEqual([alder.lead.email, beech.lead.email].toSorted());
    expect(await atHome(alder)).toEqual([[2, 0]]);
    await settle(portal, alder, 'policy', 'central-stands');
    await settle(portal, alder, 'staff', 'central-stands');
    expect(await atHome(alder)).toEqual([]);
    // Asked of nobody yet: the branch hangs on an answer that Beech has not given.
    portal.setTime('2026-11-03T09:00:00Z');
    await answerCentrally(portal, trust, 'branch');
    expect(await told()).toEqual([...[alder.lead.email, beech.lead.email].toSorted(), alder.lead.email]);
    await answerCentrally(portal, trust, 'policy', { words: 'Changed.', revision: 1 });
    expect((await told()).length).toBe(4);
    expect(await atHome(alder)).toEqual([[1, 1]]);
    expect(await atHome(beech)).toEqual([[2, 0]]);
    expect(await atHome(cedar)).toEqual([]);
  });

  it('keeps every version with who saved it and when, for the trust alone', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const { trustId, edition } = trust;
    await answerCentrally(portal, trust, 'policy');
    portal.setTime('2026-11-03T09:00:00Z');
    await answerCentrally(portal, trust, 'policy', { point: 'amber', words: 'Not yet.', revision: 1 });
    const at = { setCode: edition.set, edition: edition.edition, questionCode: 'policy' };
    const { db } = portal.database;
    expect((await listCentralHistory(db, { groupId: trustId }, at, 1)).items).toEqual([
      { revision: 2, value: rated('amber', 'Not yet.'), by: 'Tess Trust', at: '2026-11-03T09:00:00.000Z' },
      {
        revision: 1,
        value: rated('green', 'The trust has one policy for all.'),
        by: 'Tess Trust',
        at: '2026-11-02T09:00:00.000Z',
      },
    ]);
    const [alder] = trust.sites;
    expect((await listCentralHistory(db, { groupId: alder.organisationId }, at, 1)).items).toEqual([]);
  });

  it('is on the home of whoever leads the trust: how the sites stand, what is to answer, what is due next', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder, beech, cedar] = trust.sites;
    const { db } = portal.database;
    await submitted(portal, cedar, allOf);
    await answerCentrally(portal, trust, 'policy');
    await markQuestions(portal, trust.trustLead, {
      groupId: trust.trustId,
      setCode: trust.edition.set,
      edition: trust.edition.edition,
      standardCode: 'a1',
      shown: ['policy', 'staff'],
      marked: ['policy', 'staff'],
    });
    await db.updateTable('agency_return').set({ due_on: '2026-10-30' }).where('id', '=', beech.returnId).execute();
    expect(await listGroupHomes(db, trust.trustLead, '2026-11-02')).toMatchObject([
      {
        name: 'Harbour Learning Trust',
        sites: 3,
        byStatus: { 'not-started': 2, submitted: 1 },
        overdue: 1,
        toAnswer: 1,
        next: [
          { site: 'Beech School', daysLeft: -3, toSettle: 1 },
          { site: 'Alder School', toSettle: 1 },
        ],
      },
    ]);
    expect(await listGroupHomes(db, alder.lead, '2026-11-02')).toBeNull();
  });

  it('stands at the site that accepts it, with the name of who did, and at no other', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder, beech] = trust.sites;
    expect(await settle(portal, alder, 'policy', 'central-stands')).toMatchObject({ changed: true });
    expect(await answerAt(portal, alder, 'policy')).toMatchObject({
      point: 'green',
      narrative: 'The trust has one policy for all.',
    });
    expect((await contentAt(portal, alder, 'policy'))?.central).toEqual({
      group: 'Harbour Learning Trust',
      state: 'accepted',
      by: 'Lead of Alder School',
      revision: 1,
    });
    expect(await answerAt(portal, beech, 'policy')).toBeUndefined();
    expect(await settle(portal, alder, 'policy', 'central-stands')).toMatchObject({ changed: false });
  });

  it('takes words of the site under its own, which its copy names as such', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder] = trust.sites;
    await settle(portal, alder, 'policy', 'central-add', { text: 'We read it in June.' });
    expect((await answerAt(portal, alder, 'policy')).narrative).toBe(
      'The trust has one policy for all.\n\nAt our school: We read it in June.',
    );
    expect((await contentAt(portal, alder, 'policy'))?.central?.state).toBe('added');
    await answer(portal, alder, { policy: rated('green', 'The trust has one policy for all. And so do we.') });
    expect(await stateAt(portal, alder, 'policy')).toBe('added');
    await answer(portal, alder, { policy: rated('amber', 'Ours is older.') });
    expect(await stateAt(portal, alder, 'policy')).toBe('changed-here');
    expect((await contentAt(portal, alder, 'policy'))?.central).toBeUndefined();
  });

  it('is not the answer of a site that says why it is different there', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder] = trust.sites;
    expect((await settle(portal, alder, 'policy', 'central-different')).problem?.words).toContain(
      'why it is different',
    );
    await settle(portal, alder, 'policy', 'central-different', { text: 'We have our own pool.' });
    expect((await centralIn(portal, alder)).get('policy')).toMatchObject({
      state: 'excepted',
      reason: 'We have our own pool.',
      by: 'Lead of Alder School',
    });
    expect(await answerAt(portal, alder, 'policy')).toBeUndefined();
    await answer(portal, alder, { policy: rated('red', 'We have to write it.') });
    expect((await contentAt(portal, alder, 'policy'))?.central).toBeUndefined();
  });

  it('asks for words where they are needed and never drops what was written', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder] = trust.sites;
    for (const [intent, text] of [
      ['central-add', ''],
      ['central-stands', 'But not on Mondays'],
      ['central-different', 'x'.repeat(2001)],
    ] as const)
      expect((await settle(portal, alder, 'policy', intent, { text })).problem?.field).toBe('trust-policy');
    expect(await stateAt(portal, alder, 'policy')).toBe('waiting');
  });

  it('is offered for an own answer that stands, which stays in the history', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const [alder] = trust.sites;
    await answer(portal, alder, { policy: rated('amber', 'Ours.') });
    await answerCentrally(portal, trust, 'policy');
    expect(await stateAt(portal, alder, 'policy')).toBe('waiting');
    expect((await answerAt(portal, alder, 'policy')).narrative).toBe('Ours.');
    await settle(portal, alder, 'policy', 'central-stands');
    const kept = await portal.database.db
      .selectFrom('answer_revision')
      .select('value')
      .where('return_id', '=', alder.returnId)
      .orderBy('revision')
      .execute();
    expect(kept.map(({ value }) => JSON.parse(value).narrative)).toEqual([
      'Ours.',
      'The trust has one policy for all.',
    ]);
  });

  it('brings its evidence as the site’s own, which the partnership of that site can open once it is sent, and no other', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const file = await aTrustFile(portal, trust, 'One policy');
    await answerCentrally(portal, trust, 'policy', { evidence: [file] });
    await answerCentrally(portal, trust, 'staff', { evidence: [file] });
    const [alder, beech] = trust.sites;
    const { db } = portal.database;
    const { today } = portal.stamp();
    const at = { returnId: alder.returnId, evidenceId: file };
    expect(await getOfferedFile(db, scopeOf(alder), at, today)).toMatchObject({ organisationId: trust.trustId });
    await expect(getOfferedFile(db, scopeOf(beech), at, today)).rejects.toMatchObject({ code: 'not-found' });
    await settle(portal, alder, 'policy', 'central-stands');
    await settle(portal, alder, 'staff', 'central-stands');
    const copies = await db
      .selectFrom('evidence')
      .selectAll()
      .where('organisation_id', '=', alder.organisationId)
      .execute();
    expect(copies).toMatchObject([{ title: 'One policy', file_name: 'policy.txt' }]);
    const copy = copies[0]?.id ?? '';
    expect(await findCopyOrigin(db, scopeOf(alder), copy)).toMatchObject({ group: 'Harbour Learning Trust' });
    expect(await findCopyOrigin(db, scopeOf(beech), copy)).toBeNull();
    await expect(getDownload(db, trust.managers[0], copy)).rejects.toMatchObject({ code: 'not-found' });
    await submitted(portal, alder, { branch: rated('green') });
    const download = await getDownload(db, trust.managers[0], copy);
    const blob = await portal.blobs.open(download.organisationId, download.sha256);
    expect(await new Response(blob?.stream).text()).toBe('The text of One policy.');
    await expect(getDownload(db, trust.managers[1], copy)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getDownload(db, trust.managers[0], file)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getDownload(db, trust.trustLead, copy)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is read by signatories and partnership as the trust’s, accepted by a person', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder] = trust.sites;
    await settle(portal, alder, 'policy', 'central-stands');
    const words = 'From Harbour Learning Trust, accepted by Lead of Alder School';
    await answer(portal, alder, { staff: rated('amber'), branch: rated('green') });
    const page = await getSignOffPage(portal.database.db, alder.lead, alder.returnId, portal.stamp().today);
    expect(page.standards[0]?.questions.map(({ origin }) => origin)).toEqual([words, null, null, null]);
    await submitted(portal, alder, {});
    const { model } = await getReturnCopy(portal, trust.managers[0], alder.returnId);
    expect(model.standards[0]?.questions[0]?.carried).toBe(words);
  });
});

describeEachDatabase('a central answer that the trust changes', (open) => {
  it('is offered again where it was taken, and changes nothing there by itself', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const old = await aTrustFile(portal, trust, 'Old policy');
    const fresh = await aTrustFile(portal, trust, 'New policy');
    await answerCentrally(portal, trust, 'policy', { evidence: [old] });
    const [alder, beech] = trust.sites;
    await settle(portal, alder, 'policy', 'central-stands');
    await settle(portal, beech, 'policy', 'central-stands');
    await answerCentrally(portal, trust, 'policy', { words: 'We have rewritten it.', evidence: [fresh], revision: 1 });
    expect((await centralIn(portal, alder)).get('policy')).toMatchObject({ state: 'accepted', changed: true });
    expect((await answerAt(portal, alder, 'policy')).narrative).toBe('The trust has one policy for all.');
    await settle(portal, alder, 'policy', 'central-stands', { revision: 2 });
    expect((await answerAt(portal, alder, 'policy')).narrative).toBe('We have rewritten it.');
    const { content } = await loadReturnContent(portal.database.db, scopeOf(alder), alder.returnId);
    expect(content.evidence.map(({ title }) => title)).toEqual(['New policy']);
    await settle(portal, beech, 'policy', 'central-keep', { revision: 2 });
    expect((await centralIn(portal, beech)).get('policy')).toMatchObject({ state: 'accepted', changed: false });
    expect((await contentAt(portal, beech, 'policy'))?.central?.revision).toBe(1);
  });

  it('is taken by nobody who has not read it', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    await answerCentrally(portal, trust, 'policy', { point: 'red', revision: 1 });
    const [alder] = trust.sites;
    const outcome = await settle(portal, alder, 'policy', 'central-stands', { revision: 1 });
    expect(outcome.problem?.words).toContain('changed its answer since you opened this page');
    expect(await answerAt(portal, alder, 'policy')).toBeUndefined();
  });

  it('is whole at a site that accepts in the very moment of the change', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [first, ...rest] = await Promise.all([
      answerCentrally(portal, trust, 'policy', { words: 'Newer.', revision: 1 }),
      ...trust.sites.map((site) => settle(portal, site, 'policy', 'central-stands')),
    ]);
    expect(first).toMatchObject({ outcome: 'saved' });
    for (const [place, outcome] of rest.entries()) {
      const site = trust.sites[place];
      if (!site) throw new Error('There is no such site');
      const central = (await centralIn(portal, site)).get('policy');
      if (outcome.changed) {
        expect((await answerAt(portal, site, 'policy')).narrative).toBe('The trust has one policy for all.');
        expect(central).toMatchObject({ state: 'accepted', changed: true });
      } else expect(central?.state).toBe('waiting');
    }
  });

  it('leaves a signed return signed and a sent one as it was sent', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder, beech] = trust.sites;
    for (const site of [alder, beech]) await settle(portal, site, 'policy', 'central-stands');
    const signatory = await aViewer(portal, { role: 'senior-lead', organisationId: alder.organisationId });
    await answer(portal, alder, allOf);
    await settle(portal, alder, 'policy', 'central-stands');
    await sendForSignOff(portal, alder.lead, { returnId: alder.returnId });
    const contentHash = await hashShown(portal, alder);
    await signReturn(portal, signatory, { returnId: alder.returnId, signatory: 'senior-lead', contentHash });
    await submitted(portal, beech, { staff: rated('amber'), branch: rated('green') });
    const sent = await portal.database.db.selectFrom('submission').select('sha256').execute();
    await answerCentrally(portal, trust, 'policy', { words: 'All new.', revision: 1 });
    expect(await hashShown(portal, alder)).toBe(contentHash);
    await settle(portal, alder, 'policy', 'central-keep', { revision: 2 });
    const state = await portal.database.db
      .selectFrom('agency_return')
      .select('status')
      .where('id', '=', alder.returnId)
      .executeTakeFirstOrThrow();
    expect([state.status, await hashShown(portal, alder)]).toEqual(['signed', contentHash]);
    await expect(settle(portal, beech, 'policy', 'central-stands', { revision: 2 })).rejects.toMatchObject({
      code: 'not-now',
    });
    expect(await portal.database.db.selectFrom('submission').select('sha256').execute()).toEqual(sent);
  });

  it('is saved by one of two who save at once; the other is told', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    const outcomes = await Promise.all([
      answerCentrally(portal, trust, 'policy', { words: 'One.' }),
      answerCentrally(portal, trust, 'policy', { words: 'Two.' }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['saved', 'stale']);
  });
});

describeEachDatabase('the end of a central answer', (open) => {
  it('is offered to nobody once the trust takes it off, and stays with who took it', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder, beech] = trust.sites;
    await settle(portal, alder, 'policy', 'central-stands');
    const { set: setCode, edition } = trust.edition;
    const at = { groupId: trust.trustId, setCode, edition, standardCode: 'a1', shown: ['policy', 'staff'] };
    await markQuestions(portal, trust.trustLead, { ...at, marked: ['staff'] });
    expect((await centralIn(portal, beech)).has('policy')).toBe(false);
    expect((await contentAt(portal, alder, 'policy'))?.central?.state).toBe('accepted');
    await expect(settle(portal, beech, 'policy', 'central-stands')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is offered no more to a site that has left the trust', async () => {
    const portal = await open();
    const trust = await aTrust(portal);
    await answerCentrally(portal, trust, 'policy');
    const [alder] = trust.sites;
    const [manager] = trust.managers;
    const scope = { partnershipIds: [trust.partnershipIds[0]] } as const;
    const [link] = await listGroupsOfSite(portal.database.db, scope, alder.organisationId);
    const leave = { siteId: alder.organisationId, linkId: link?.id ?? '', toOn: '2026-11-10' };
    await leaveGroup(portal, manager, leave);
    expect(await stateAt(portal, alder, 'policy')).toBe('waiting');
    portal.setTime('2026-11-10T09:00:00Z');
    expect(await stateAt(portal, alder, 'policy')).toBeUndefined();
  });
});
