import { expect, it } from 'vitest';
import { findIssuedDocument } from '../../../app/features/audit/verify-document.server.ts';
import {
  approveEscalationLetter,
  releaseEscalationLetter,
  saveEscalationLetter,
} from '../../../app/features/escalation/commands/letters.server.ts';
import { saveLadder, saveWording } from '../../../app/features/escalation/commands/save-settings.server.ts';
import { endByHand, pauseClimb, raiseNow } from '../../../app/features/escalation/commands/steer.server.ts';
import { ladderFormSchema } from '../../../app/features/escalation/ladder-form.ts';
import { getLadder } from '../../../app/features/escalation/ladders.server.ts';
import { getEscalationLetterDesk } from '../../../app/features/escalation/letter/letter-desk.server.ts';
import { getReleasedLetter } from '../../../app/features/escalation/letter/released-letter.server.ts';
import { findEscalationNote } from '../../../app/features/escalation/notes.server.ts';
import { getEscalation, listEscalations } from '../../../app/features/escalation/queries.server.ts';
import { climbLadders } from '../../../app/features/escalation/round.server.ts';
import { readEscalationFilter } from '../../../app/features/escalation/schema.ts';
import { endMovedEscalations } from '../../../app/features/escalation/settle.server.ts';
import { dutySentence } from '../../../app/features/escalation/wording.ts';
import { getPartnershipMail } from '../../../app/features/notifications/settings.server.ts';
import { addDays } from '../../../app/platform/clock.ts';
import { parseForm } from '../../../app/platform/form-parsing.ts';
import type { OrganisationKind } from '../../../standards/vocabulary.ts';
import { anActionOf } from '../../builders/a-late-action.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';

async function aLateAction(portal: TestPortal, kind: OrganisationKind, dueOn = addDays(today, -60)) {
  const partnershipId = await aPartnership(portal);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const chair = await aViewer(portal, { role: 'independent-chair', partnershipId }, 'Ada Chair');
  const organisationId = await anOrganisation(portal, partnershipId, { kind, name: 'Brookmere Body' });
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  const senior = await aViewer(portal, { role: 'senior-lead', organisationId }, 'Sam Senior');
  const actionId = await anActionOf(portal, { partnershipId, organisationId, owner: lead, dueOn });
  return { partnershipId, manager, chair, organisationId, lead, senior, actionId };
}

const climb = (portal: TestPortal, partnershipId: string) =>
  portal.database.transaction(async (trx) => {
    const { settings } = await getPartnershipMail(trx, partnershipId);
    return climbLadders({ trx, stamp: portal.stamp(), origin: 'http://localhost:3000', partnershipId, settings });
  });

const press = (portal: TestPortal, viewer: Parameters<typeof raiseNow>[1], id: string, revision: number) =>
  raiseNow(portal, viewer, { subject: 'action', id }, { revision, note: 'It is time' });

async function theLetter(portal: TestPortal, kind: OrganisationKind) {
  const late = await aLateAction(portal, kind);
  for (const revision of [0, 1, 2]) await press(portal, late.manager, late.actionId, revision);
  const { id } = await portal.database.db.selectFrom('escalation_letter').select('id').executeTakeFirstOrThrow();
  const desk = () => getEscalationLetterDesk(portal, late.manager, id);
  const form = async (text: string) => ({
    revision: (await desk()).revision,
    addresseeName: 'Sam Senior',
    addresseeRole: 'Director',
    text,
  });
  return { ...late, id, desk, form };
}

describeEachDatabase('steering escalation', (open) => {
  it('releases a letter only in the very words that the chair approved', async () => {
    const portal = await open();
    const { manager, chair, lead, senior, id, desk, form } = await theLetter(portal, 'police');
    const drafted = await desk();
    expect(drafted.text).toContain(dutySentence('section-11'));
    expect(drafted.addressee).toEqual({ name: 'Sam Senior', role: 'Senior board-level lead' });
    await expect(releaseEscalationLetter(portal, manager, id, drafted)).rejects.toThrow('has not approved this one');
    await expect(approveEscalationLetter(portal, manager, id, drafted)).rejects.toThrow('not found');
    await approveEscalationLetter(portal, chair, id, drafted);
    expect(await saveEscalationLetter(portal, manager, id, await form('Other words'))).toEqual({ saved: true });
    const changed = await desk();
    expect(changed.approval).toMatchObject({ by: 'Ada Chair', stands: false });
    await expect(releaseEscalationLetter(portal, manager, id, changed)).rejects.toThrow('words changed after');
    await expect(approveEscalationLetter(portal, chair, id, drafted)).rejects.toThrow('changed after you read it');
    await expect(getReleasedLetter(portal.database.db, senior, id)).rejects.toThrow('not found');
    await approveEscalationLetter(portal, chair, id, changed);
    const { reference } = await releaseEscalationLetter(portal, manager, id, changed);
    const { model } = await getReleasedLetter(portal.database.db, lead, id);
    expect(model).toMatchObject({
      reference,
      text: 'Other words',
      ownLine: 'Please answer by 16 November 2026.',
      signatory: { name: 'Ada Chair' },
    });
    const issued = await findIssuedDocument(portal.database.db, model.check?.code ?? '');
    expect(issued).toMatchObject({ kind: 'escalation-letter', reference, record: { stands: true } });
    const told = await portal.database.db
      .selectFrom('outbox_message')
      .select('to_address')
      .where('template', '=', 'escalation-letter')
      .execute();
    expect(told.map(({ to_address }) => to_address).toSorted()).toEqual([lead.email, senior.email].toSorted());
  });

  it('never tells an organisation that takes part by choice of a duty in law', async () => {
    const portal = await open();
    const { manager, desk, form, id } = await theLetter(portal, 'voluntary');
    const { text, duty } = await desk();
    expect(duty).toBe('voluntary');
    expect(text).toContain('because it chose to');
    const refused = await saveEscalationLetter(portal, manager, id, await form('You have a statutory duty to answer.'));
    expect(refused).toMatchObject({ saved: false, field: 'text', problem: expect.stringContaining('“statutory”') });
    expect((await desk()).text).toBe(text);
    const wording = await saveWording(
      portal,
      manager,
      { letter: 'explain', duty: 'voluntary' },
      { text: 'Section 11 says so. ((duty))', revision: 0 },
    );
    expect(wording).toMatchObject({ ok: false, errors: { text: [expect.stringContaining('Section 11')] } });
    const said = await portal.database.db.selectFrom('outbox_message').select(['subject', 'body']).execute();
    expect(JSON.stringify(said)).not.toMatch(/statutory|duty|law/i);
  });

  it('does not climb twice a day, while it is paused, after a person ended it, or once the work has moved', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { partnershipId, manager, chair, actionId, lead } = await aLateAction(portal, 'police');
    const standing = () =>
      db
        .selectFrom('escalation')
        .select(['id', 'level', 'status', 'ended_because', 'revision'])
        .orderBy('opened_at', 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
    await climb(portal, partnershipId);
    expect(await climb(portal, partnershipId)).toBe(0);
    const first = await standing();
    expect(first).toMatchObject({ level: 1, status: 'open' });
    await pauseClimb(portal, chair, first.id, { revision: first.revision, note: 'A merger', until: '2026-11-20' });
    portal.setTime('2026-11-20T09:00:00.000Z');
    await climb(portal, partnershipId);
    expect(await standing()).toMatchObject({ level: 1, status: 'paused' });
    portal.setTime('2026-11-23T09:00:00.000Z');
    await climb(portal, partnershipId);
    const second = await standing();
    expect(second).toMatchObject({ level: 2, status: 'open' });
    const stale = { revision: first.revision, note: 'No' };
    await expect(endByHand(portal, manager, first.id, stale)).rejects.toThrow('changed after you opened');
    await endByHand(portal, manager, first.id, { revision: second.revision, note: 'Agreed by telephone' });
    portal.setTime('2026-12-23T09:00:00.000Z');
    await climb(portal, partnershipId);
    expect(await standing()).toMatchObject({ level: 2, status: 'ended', ended_because: 'by-hand' });
    // A new date that passes too is another matter.
    await db.updateTable('action').set({ due_on: '2026-12-24' }).where('id', '=', actionId).execute();
    portal.setTime('2027-01-11T09:00:00.000Z');
    await climb(portal, partnershipId);
    expect(await standing()).toMatchObject({ level: 1, status: 'open' });
    expect(await findEscalationNote(db, lead, 'action', actionId, '2027-01-11')).toMatchObject({
      note: { levelName: 'Owner and senior lead', href: null },
      raiseHref: null,
    });
    const stranger = await aViewer(portal, {
      role: 'safeguarding-lead',
      organisationId: await anOrganisation(portal, partnershipId),
    });
    expect((await findEscalationNote(db, stranger, 'action', actionId, '2027-01-11')).note).toBeNull();
    await db.updateTable('action').set({ status: 'done' }).where('id', '=', actionId).execute();
    await expect(press(portal, manager, actionId, 1)).rejects.toThrow('not late any more');
    await endMovedEscalations(portal);
    expect(await standing()).toMatchObject({ status: 'ended', ended_because: 'done' });
    const listed = await listEscalations(db, chair, readEscalationFilter(new URLSearchParams('standing=ended')), 1);
    expect(listed.total).toBe(2);
    const { steps, next } = await getEscalation(db, chair, first.id, '2027-01-11');
    expect(steps.map(({ kind }) => kind)).toEqual(['ended', 'raised', 'resumed', 'paused', 'raised']);
    expect(next).toBeNull();
  });

  it('follows the ladder that the partnership set, and keeps it from being overwritten unseen', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { partnershipId, manager } = await aLateAction(portal, 'voluntary', '2026-10-30');
    const form = new FormData();
    for (const [name, value] of Object.entries({
      revision: '0',
      'name-1': 'At once',
      'days-1': '0',
      'count-1': 'working',
      'from-1': 'due',
      'told-1': 'owner',
      'letter-1': '',
    }))
      form.append(name, value);
    const parsed = parseForm(ladderFormSchema, form);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect(await saveLadder(portal, manager, 'action', parsed.value)).toEqual({ ok: true });
    expect(await saveLadder(portal, manager, 'action', parsed.value)).toMatchObject({ ok: false });
    expect((await getLadder(db, partnershipId, 'action')).ladder.levels.map(({ name }) => name)).toEqual(['At once']);
    await climb(portal, partnershipId);
    expect((await db.selectFrom('escalation').select('level_name').execute()).map((row) => row.level_name)).toEqual([
      'At once',
    ]);
  });
});

it('names each field of a ladder that cannot be read, and what to write', () => {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    revision: '0',
    'name-1': 'First',
    'days-1': 'ten',
    'told-1': 'owner',
    'name-2': 'Second',
    'days-2': '20',
    'name-3': 'Third',
    'days-3': '10',
    'told-3': 'chair',
    'days-4': '30',
  }))
    form.append(name, value);
  const parsed = parseForm(ladderFormSchema, form);
  expect(parsed).toMatchObject({
    ok: false,
    errors: {
      'days-1': ['Enter the days of level 1 as a number from 0 to 250'],
      'told-2': ['Choose who is told at level 2'],
      'days-3': ['Level 3 comes before the level above it: enter 20 days or more'],
      'name-4': ['Enter what level 4 is called, or empty it'],
    },
  });
});
