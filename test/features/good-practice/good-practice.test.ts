import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { agreeToShare } from '../../../app/features/good-practice/commands/agree-to-share.server.ts';
import { postItemForm } from '../../../app/features/good-practice/commands/post-item-form.server.ts';
import { suggestPractice } from '../../../app/features/good-practice/commands/suggest-practice.server.ts';
import { getPracticeItem } from '../../../app/features/good-practice/get-item.server.ts';
import { exportPractice, listOwnPractice, listPractice } from '../../../app/features/good-practice/queries.server.ts';
import { agreeSchema, readPracticeFilter } from '../../../app/features/good-practice/schema.ts';
import { practiceScope } from '../../../app/features/good-practice/scope.server.ts';
import { getAgreePage, getNewPracticePage } from '../../../app/features/good-practice/share-page.server.ts';
import { getSuggestPage } from '../../../app/features/good-practice/suggest-page.server.ts';
import { findEventSubjects } from '../../../app/features/reports/event-subjects.server.ts';
import { parseForm } from '../../../app/platform/form-parsing.ts';
import { anAgreement, aSharedPractice } from '../../builders/a-logged-challenge.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';

async function aPlace(portal: TestPortal, slug = 'brookmere') {
  const partnershipId = await aPartnership(portal, slug);
  const organisationId = await anOrganisation(portal, partnershipId, { name: `Millbrook Housing of ${slug}` });
  const reader = await anOrganisation(portal, partnershipId, { name: 'Hill School', kind: 'academy' });
  return {
    partnershipId,
    organisationId,
    lead: await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Jo Bell'),
    neighbour: await aViewer(portal, { role: 'contributor', organisationId: reader }),
    manager: await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss'),
  };
}

const found = async (portal: TestPortal, viewer: Viewer, query = '') => {
  const { db } = portal.database;
  const filter = readPracticeFilter(new URLSearchParams(query));
  const { items } = await listPractice(db, await practiceScope(db, viewer), filter, portal.stamp().today, 1);
  return items.map(({ title }) => title);
};

const press = (portal: TestPortal, viewer: Viewer, id: string, intent: string) => {
  const form = new FormData();
  form.set('intent', intent);
  return postItemForm(portal, viewer, id, form);
};

it('sharing says field by field what is missing, and nothing is agreed to by leaving something out', () => {
  const form = new FormData();
  form.set('title', 'Pairs');
  const parsed = parseForm(agreeSchema, form);
  expect(parsed.ok ? {} : parsed.errors).toEqual({
    what: ['Enter what you do'],
    difference: ['Enter what difference it makes for children'],
    partnerships: ['Choose who may read it'],
    until: ['Enter the last day on which it is shared'],
    agreed: ['Tick to say that your organisation agrees to share this'],
  });
  expect(parsed.ok ? {} : parsed.values).toEqual({ title: 'Pairs' });
});

describeEachDatabase('good practice', (open) => {
  it('is read by everybody of the partnership it is shared with, with who agreed and until when, and by nobody else', async () => {
    const portal = await open();
    const { db } = portal.database;
    const place = await aPlace(portal);
    const other = await aPlace(portal, 'otherside');
    const { organisationId, partnershipId } = place;
    const id = await aSharedPractice(portal, place.lead, { organisationId, partnershipIds: [partnershipId] });
    for (const viewer of [place.lead, place.neighbour, place.manager])
      expect(await found(portal, viewer)).toEqual(['Supervision in pairs']);
    expect(await getPracticeItem(db, place.neighbour, id, today)).toMatchObject({
      agreed: { by: 'Jo Bell' },
      until: '2027-11-02',
      own: null,
    });
    for (const viewer of [other.lead, other.neighbour, other.manager]) {
      expect(await found(portal, viewer)).toEqual([]);
      await expect(getPracticeItem(db, viewer, id, today)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('goes to several partnerships only where each was chosen, and to none that the agency is no member of', async () => {
    const portal = await open();
    const place = await aPlace(portal);
    const other = await aPlace(portal, 'otherside');
    const { organisationId, partnershipId, lead } = place;
    const both = [partnershipId, other.partnershipId];
    const hand = anAgreement(portal, { organisationId, partnershipIds: both });
    expect(await agreeToShare(portal, lead, { organisationId }, hand)).toMatchObject({
      saved: false,
      field: 'partnerships',
    });
    await portal.database.db
      .insertInto('partnership_member')
      .values({
        id: portal.newId(),
        partnership_id: other.partnershipId,
        organisation_id: organisationId,
        joined_on: today,
        left_on: null,
        created_at: portal.stamp().now,
      })
      .execute();
    await aSharedPractice(portal, lead, { organisationId, partnershipIds: [partnershipId], title: 'Here alone' });
    await aSharedPractice(portal, lead, { organisationId, partnershipIds: both, title: 'Everywhere' });
    expect(await found(portal, other.manager)).toEqual(['Everywhere']);
    expect(await found(portal, place.manager)).toEqual(['Everywhere', 'Here alone']);
    await expect(
      agreeToShare(
        portal,
        other.lead,
        { organisationId },
        anAgreement(portal, { organisationId, partnershipIds: both }),
      ),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is gone from directory, search, file and page with one press, and the record of it stays', async () => {
    const portal = await open();
    const { db } = portal.database;
    const place = await aPlace(portal);
    const { organisationId, partnershipId, lead, manager } = place;
    const id = await aSharedPractice(portal, lead, { organisationId, partnershipIds: [partnershipId] });
    const scope = await practiceScope(db, manager);
    const filter = readPracticeFilter(new URLSearchParams());
    expect(await exportPractice(db, scope, filter, today)).toContain('Supervision in pairs');
    await expect(press(portal, manager, id, 'withdraw')).rejects.toMatchObject({ code: 'not-found' });
    expect(await press(portal, lead, id, 'withdraw')).toEqual({ saved: true, as: 'withdraw' });
    expect(await found(portal, manager)).toEqual([]);
    expect(await found(portal, place.neighbour, 'q=pairs')).toEqual([]);
    expect(await exportPractice(db, scope, filter, today)).not.toContain('Supervision in pairs');
    await expect(getPracticeItem(db, manager, id, today)).rejects.toMatchObject({ code: 'not-found' });
    const own = await getPracticeItem(db, lead, id, today);
    expect(own.own?.consents.map(({ kind, by }) => [kind, by])).toEqual([
      ['withdrawn', 'Jo Bell'],
      ['agreed', 'Jo Bell'],
    ]);
    expect(await press(portal, lead, id, 'withdraw')).toMatchObject({
      saved: false,
      problem: 'This is not shared any more: the consent was withdrawn before',
    });
    const events = await db
      .selectFrom('event')
      .select(['type', 'partnership_id'])
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute();
    expect(events).toEqual([
      { type: 'good-practice.shared', partnership_id: partnershipId },
      { type: 'good-practice.withdrawn', partnership_id: partnershipId },
    ]);
    const subjects = await findEventSubjects(db, manager, { partnershipIds: [partnershipId] }, [
      { kind: 'good-practice', id },
    ]);
    expect(JSON.stringify([...subjects])).not.toContain('pairs');
    expect((await verifyChains(db)).faults).toEqual([]);
  });

  it('ends by itself after its last day, and can be agreed to again', async () => {
    const portal = await open();
    const { organisationId, partnershipId, lead, manager } = await aPlace(portal);
    const id = await aSharedPractice(portal, lead, {
      organisationId,
      partnershipIds: [partnershipId],
      until: '2026-12-01',
    });
    portal.setTime('2026-12-01T22:00:00Z');
    expect(await found(portal, manager)).toHaveLength(1);
    portal.setTime('2026-12-02T00:00:00Z');
    expect(await found(portal, manager)).toEqual([]);
    const again = { ...anAgreement(portal, { organisationId, partnershipIds: [partnershipId] }), revision: 1 };
    expect(await agreeToShare(portal, lead, { itemId: id }, again)).toMatchObject({ saved: true });
    expect(await found(portal, manager)).toHaveLength(1);
    expect(await agreeToShare(portal, lead, { itemId: id }, again)).toMatchObject({ saved: false, field: '' });
    const past = { ...again, revision: 2, until: '2026-12-01' };
    expect(await agreeToShare(portal, lead, { itemId: id }, past)).toMatchObject({ saved: false, field: 'until' });
    const farAway = { ...again, revision: 2, until: '2031-01-01' };
    expect(await agreeToShare(portal, lead, { itemId: id }, farAway)).toMatchObject({ saved: false, field: 'until' });
  });

  it('waits where the text seems to tell who a child is, until a person has looked', async () => {
    const portal = await open();
    const { organisationId, partnershipId, lead, manager } = await aPlace(portal);
    const told = anAgreement(portal, {
      organisationId,
      partnershipIds: [partnershipId],
      what: 'The mother of Jayden told us so.',
    });
    const asked = await agreeToShare(portal, lead, { organisationId }, told);
    expect(asked).toMatchObject({ saved: false, field: 'looked' });
    expect(await found(portal, manager)).toEqual([]);
    expect(await agreeToShare(portal, lead, { organisationId }, { ...told, looked: 'yes' })).toMatchObject({
      saved: true,
    });
  });

  it('is suggested by a moderator and decided by the agency, which starts from the answer that it sent', async () => {
    const portal = await open();
    const { db } = portal.database;
    const session = await aSession(portal);
    const [council, police] = session.agencies;
    if (!council || !police) throw new Error('The session has two agencies');
    const scope = { partnershipIds: [session.partnershipId] } as const;
    const suggestion = { question: 'a1-board', note: 'Others could try this' };
    const suggested = await suggestPractice(portal, session.moderator, council.submissionId, suggestion);
    const id = suggested.saved ? suggested.id : '';
    expect(await suggestPractice(portal, session.moderator, council.submissionId, suggestion)).toMatchObject({
      saved: false,
      field: 'question',
    });
    expect(await found(portal, session.manager)).toEqual([]);
    await expect(getPracticeItem(db, session.moderator, id, today)).rejects.toMatchObject({ code: 'not-found' });
    const { proposal, item } = await getAgreePage(portal, council.lead, id);
    expect(proposal).toMatchObject({
      title: '',
      what: 'The board met twice and has no child on it.',
      chosenPartnerships: [],
      chosenStandards: ['test-set/a1'],
    });
    await expect(getAgreePage(portal, police.lead, id)).rejects.toMatchObject({ code: 'not-found' });
    const agreement = {
      ...anAgreement(portal, { organisationId: council.organisationId, partnershipIds: [session.partnershipId] }),
      standards: ['test-set/a1'],
      revision: item.revision,
    };
    expect(await agreeToShare(portal, council.lead, { itemId: id }, agreement)).toMatchObject({ saved: true });
    expect(await found(portal, police.lead, 'standard=test-set/a1')).toEqual(['Supervision in pairs']);
    expect(await found(portal, police.lead, 'q=leadership')).toEqual(['Supervision in pairs']);
    expect(await found(portal, police.lead, 'q=100%25')).toEqual([]);
    expect((await getSuggestPage(db, scope, council.submissionId, today)).before).toMatchObject([{ state: 'Shared' }]);
    const told = await db
      .selectFrom('outbox_message')
      .select(['to_address', 'body'])
      .where('template', '=', 'good-practice-suggested')
      .execute();
    expect(told).toMatchObject([{ to_address: council.lead.email }]);
    expect(told[0]?.body).not.toContain('board met');
  });

  it('that was suggested and declined is shared with nobody', async () => {
    const portal = await open();
    const { db } = portal.database;
    const session = await aSession(portal);
    const [council] = session.agencies;
    if (!council) throw new Error('The session has agencies');
    const suggested = await suggestPractice(portal, session.moderator, council.submissionId, {
      question: 'a1-board',
      note: 'Others could try this',
    });
    const id = suggested.saved ? suggested.id : '';
    expect(await press(portal, council.lead, id, 'withdraw')).toMatchObject({ saved: false });
    expect(await press(portal, council.lead, id, 'decline')).toEqual({ saved: true, as: 'decline' });
    expect(await press(portal, council.lead, id, 'decline')).toMatchObject({ saved: false });
    expect(await found(portal, session.manager)).toEqual([]);
    const own = { organisationIds: [council.organisationId] } as const;
    expect((await listOwnPractice(db, own, today, 1)).items).toMatchObject([{ statusWords: 'Not shared' }]);
  });

  it('starts from an answer or a piece of evidence of one’s own, and from nobody else’s', async () => {
    const portal = await open();
    const session = await aSession(portal);
    const [council, police] = session.agencies;
    if (!council || !police) throw new Error('The session has two agencies');
    const start = (viewer: Viewer, query: string) => getNewPracticePage(portal, viewer, new URLSearchParams(query));
    expect((await start(council.lead, 'question=a2-supervision')).proposal).toMatchObject({
      what: 'Notes are in three places.',
      submissionId: council.submissionId,
    });
    const evidence = await portal.database.db
      .selectFrom('evidence')
      .select(['id', 'title'])
      .where('organisation_id', '=', council.organisationId)
      .executeTakeFirstOrThrow();
    const page = await start(council.lead, `evidence=${evidence.id}`);
    expect(page.proposal).toMatchObject({ title: evidence.title, what: '', evidenceId: evidence.id });
    await expect(start(police.lead, `evidence=${evidence.id}`)).rejects.toMatchObject({ code: 'not-found' });
    const stolen = {
      ...anAgreement(portal, { organisationId: police.organisationId, partnershipIds: [session.partnershipId] }),
      evidence: evidence.id,
    };
    await expect(
      agreeToShare(portal, police.lead, { organisationId: police.organisationId }, stolen),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
