import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { closeReturn } from '../../../app/features/challenge/commands/close-return.server.ts';
import { issueLetter } from '../../../app/features/challenge/commands/issue-letter.server.ts';
import { recordChallenge } from '../../../app/features/challenge/commands/record-challenge.server.ts';
import { saveLetterText } from '../../../app/features/challenge/commands/save-letter.server.ts';
import { holdSession } from '../../../app/features/challenge/commands/schedule-session.server.ts';
import { Letter } from '../../../app/features/challenge/components/letter.tsx';
import { getIssuedLetter, openLetterFile } from '../../../app/features/challenge/letter/issued-letter.server.ts';
import { getLetterDesk, getSlotSubmission } from '../../../app/features/challenge/letter/letter-queries.server.ts';
import { getSession } from '../../../app/features/challenge/queries.server.ts';
import { buildPdfWorker } from '../../../pdf/build-worker.ts';
import type { OutcomeLetterModel } from '../../../pdf/models.ts';
import { createPdfRenderer } from '../../../pdf/render.server.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession, type SessionParts } from '../../builders/a-session.ts';
import { expectedTexts } from '../../pdf/expected-words.ts';
import { readPdf } from '../../pdf/read-pdf.ts';
import { describeEachDatabase, openTestPortal, type TestPortal } from '../../setup/each-database.ts';

/** A session that was held, with one challenge, one agreed rating and one action for its first agency. */
async function aHeldSession(portal: TestPortal) {
  portal.setTime('2027-02-26T12:00:00Z');
  const parts = await aSession(portal);
  const agency = parts.agencies[0];
  if (!agency) throw new Error('The session has agencies');
  const scope = partnershipScope(parts.manager, 'session.read');
  const session = await getSession(portal.database.db, scope, parts.sessionId, '2027-02-26');
  await holdSession(portal, parts.manager, parts.sessionId, { revision: session.revision });
  const place = { sessionId: parts.sessionId, slotId: session.slots[0]?.id ?? '' };
  const recorded = await recordChallenge(portal, parts.manager, place, {
    about: { standardCode: null, questionCode: 'a2-supervision' },
    askedBy: 'Independent chair',
    challenge: 'When will all notes be in one place?',
    reply: 'By June.',
    outcome: 'partly-assured',
    agreedPoint: 'amber',
    agreedReason: 'Work has begun.',
  });
  if (!recorded.saved) throw new Error('The entry is saved');
  await createAction(portal, parts.manager, {
    organisation: agency.organisationId,
    challenge: recorded.challengeId,
    submission: null,
    question: null,
    finding: 'Three places',
    what: 'Keep notes in one place',
    successMeasure: 'An audit finds them',
    owner: agency.lead.personId,
    ownerName: null,
    dueOn: '2027-05-26',
    priority: 'high',
  });
  return { parts, agency, place };
}

async function issue(portal: TestPortal, parts: SessionParts, submissionId: string) {
  const { bodySha256 } = await getLetterDesk(portal, parts.manager, submissionId);
  return issueLetter(portal, parts.manager, submissionId, { bodySha256 });
}

describeEachDatabase('the outcome letter', (open) => {
  it('is drafted from the record: ratings, questions, replies, actions', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    const desk = await getLetterDesk(portal, parts.manager, agency.submissionId);
    expect(desk).toMatchObject({ revision: 0, issued: null, mayIssue: true, organisation: 'Brookmere Council' });
    expect(desk.text.opening).toContain('The panel met you on 26 February 2027');
    expect(desk.body).toMatchObject({
      addressee: { name: 'Rhys Moran', role: 'Director of operations' },
      salutation: 'Dear Rhys Moran',
      signatory: { name: 'Priya Nair', role: 'Independent chair' },
      copies: ['Jo Bell, Safeguarding lead'],
      challenges: [
        {
          about: 'A2.1 What about a2-supervision?',
          challenge: 'When will all notes be in one place?',
          reply: 'By June.',
          outcome: 'Partly assured',
        },
      ],
      actions: [{ action: 'Keep notes in one place', owner: 'Jo Bell', due: '26 May 2027' }],
    });
    expect(
      desk.body.ratings.map(({ standardNumber, self, agreed, reason }) => [
        standardNumber,
        self?.letter,
        agreed?.letter,
        reason,
      ]),
    ).toEqual([
      ['A1', 'A', 'A', 'A1.1: The policy has no date.'],
      ['A2', 'R', 'A', 'A2.1: Work has begun.'],
    ]);
  });

  it('carries the words that a person gave it, and shows both when two people write at once', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    const words = {
      opening: 'Thank you.',
      strengths: 'Strong leadership\n\nGood records',
      closing: 'Until next year.',
    };
    expect(await saveLetterText(portal, parts.manager, agency.submissionId, { revision: 0, ...words })).toEqual({
      saved: true,
    });
    const desk = await getLetterDesk(portal, parts.chair, agency.submissionId);
    expect(desk).toMatchObject({ revision: 1, savedBy: 'Ann Moss' });
    expect(desk.body).toMatchObject({ opening: 'Thank you.', strengths: ['Strong leadership', 'Good records'] });
    const late = await saveLetterText(portal, parts.chair, agency.submissionId, {
      revision: 0,
      ...words,
      opening: 'x',
    });
    expect(late).toMatchObject({ saved: false, theirs: { opening: 'Thank you.', revision: 1, by: 'Ann Moss' } });
    await saveLetterText(portal, parts.chair, agency.submissionId, { revision: 1, ...words, opening: 'Dear all' });
    expect((await getLetterDesk(portal, parts.chair, agency.submissionId)).text.opening).toBe('Dear all');
  });

  it('is issued once, as it was read, and the agency is told', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    const { db } = portal.database;
    const before = await getLetterDesk(portal, parts.manager, agency.submissionId);
    await saveLetterText(portal, parts.chair, agency.submissionId, {
      revision: 0,
      ...before.text,
      closing: 'Changed.',
    });
    await expect(
      issueLetter(portal, parts.manager, agency.submissionId, { bodySha256: before.bodySha256 }),
    ).rejects.toMatchObject({ code: 'stale-revision' });
    const { reference } = await issue(portal, parts, agency.submissionId);
    expect(reference).toMatch(/^LTR-/);
    await expect(issue(portal, parts, agency.submissionId)).rejects.toThrow('already been issued');
    const letter = await getIssuedLetter(db, agency.lead, agency.returnId);
    expect(letter.model).toMatchObject({ reference, date: '26 February 2027', closing: 'Changed.' });
    expect(letter.sha256).toBe(sha256OfValue(letter.model));
    const messages = await db
      .selectFrom('outbox_message')
      .select(['to_address', 'body'])
      .where('template', '=', 'outcome-letter')
      .execute();
    expect(messages.map(({ to_address }) => to_address)).toEqual([agency.lead.email]);
    expect(messages[0]?.body).toContain(`/returns/${agency.returnId}/letter`);
    const events = await db.selectFrom('event').select('detail').where('type', '=', 'letter.issued').execute();
    expect(events).toHaveLength(1);
    await expect(
      saveLetterText(portal, parts.manager, agency.submissionId, { revision: 1, ...before.text }),
    ).rejects.toThrow('cannot change');
  });

  it('closes the record behind it, and never changes with what happens later', async () => {
    const portal = await open();
    const { parts, agency, place } = await aHeldSession(portal);
    await issue(portal, parts, agency.submissionId);
    const before = await getIssuedLetter(portal.database.db, parts.manager, agency.returnId);
    await expect(
      recordChallenge(portal, parts.manager, place, {
        about: { standardCode: null, questionCode: null },
        askedBy: 'Lay member',
        challenge: 'x',
        reply: 'y',
        outcome: 'assured',
        agreedPoint: null,
        agreedReason: null,
      }),
    ).rejects.toThrow('record of this agency is closed');
    await portal.database.db.updateTable('organisation').set({ name: 'Renamed' }).execute();
    await portal.database.db.updateTable('challenge').set({ reply: 'Never' }).execute();
    expect(await getIssuedLetter(portal.database.db, parts.manager, agency.returnId)).toEqual(before);
  });

  it('must be issued before the return can be closed', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    await expect(closeReturn(portal, parts.manager, agency.returnId)).rejects.toThrow('Issue the outcome letter first');
    await issue(portal, parts, agency.submissionId);
    portal.setTime('2027-03-01T09:00:00Z');
    await closeReturn(portal, parts.manager, agency.returnId);
    await closeReturn(portal, parts.manager, agency.returnId);
    const row = await portal.database.db
      .selectFrom('agency_return')
      .select(['status', 'closed_at'])
      .where('id', '=', agency.returnId)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ status: 'closed', closed_at: '2027-03-01T09:00:00.000Z' });
    const events = await portal.database.db
      .selectFrom('event')
      .select('id')
      .where('type', '=', 'return.closed')
      .execute();
    expect(events).toHaveLength(1);
  });

  it('can answer a return that was heard at no session', async () => {
    const portal = await open();
    const { parts, agency, place } = await aHeldSession(portal);
    const { db } = portal.database;
    const scope = partnershipScope(parts.manager, 'letter.read');
    expect(await getSlotSubmission(db, scope, place.sessionId, place.slotId)).toBe(agency.submissionId);
    const other = parts.agencies[1];
    if (!other) throw new Error('The session has two agencies');
    await db.deleteFrom('session_slot').where('submission_id', '=', other.submissionId).execute();
    const desk = await getLetterDesk(portal, parts.manager, other.submissionId);
    expect(desk.text.opening).not.toContain('The panel met you');
    expect(desk.text.strengths).toBe('A1 Leadership and accountability: In place\nA2 Supervision: In place');
    expect(desk.body.signatory).toEqual({ name: 'Ann Moss', role: 'Business manager' });
    await issue(portal, parts, other.submissionId);
    expect((await getIssuedLetter(db, other.lead, other.returnId)).model.organisation).toBe('Brookmere Police');
  });

  it('is not found by others, and not written by those who may only read', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    await issue(portal, parts, agency.submissionId);
    const { db } = portal.database;
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    const organisationId = await anOrganisation(portal, elsewhere);
    const outsider = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    for (const viewer of [stranger, outsider])
      await expect(getIssuedLetter(db, viewer, agency.returnId)).rejects.toThrow('Page not found');
    await expect(getLetterDesk(portal, stranger, agency.submissionId)).rejects.toThrow('Page not found');
    await expect(closeReturn(portal, stranger, agency.returnId)).rejects.toThrow('Page not found');
    await expect(issueLetter(portal, parts.moderator, agency.submissionId, { bodySha256: 'x' })).rejects.toThrow(
      'Page not found',
    );
    expect((await getLetterDesk(portal, parts.moderator, agency.submissionId)).mayIssue).toBe(false);
    const second = parts.agencies[1];
    await expect(getIssuedLetter(db, agency.lead, second?.returnId ?? '')).rejects.toThrow('Page not found');
  });
});

it('the letter is printed once, and says on the page every word of the file but where that page is', async () => {
  const base = await openTestPortal('sqlite');
  const build = join(import.meta.dirname, '../../../build');
  mkdirSync(build, { recursive: true });
  const folder = mkdtempSync(join(build, 'letter-test-'));
  const renderer = createPdfRenderer({ workers: 1, workerFile: await buildPdfWorker(join(folder, 'worker.js')) });
  let drawn = 0;
  const portal: TestPortal = {
    ...base,
    documents: {
      render(model, options) {
        drawn += 1;
        return renderer.render(model as OutcomeLetterModel, options ?? {});
      },
      close: async () => undefined,
    },
  };
  try {
    const { parts, agency } = await aHeldSession(portal);
    await issue(portal, parts, agency.submissionId);
    const first = await openLetterFile(portal, agency.lead, agency.returnId);
    const bytes = new Uint8Array(await new Response(first.stream).arrayBuffer());
    const second = await openLetterFile(portal, parts.manager, agency.returnId);
    await second.stream.cancel();
    expect([drawn, second.sha256]).toEqual([1, first.sha256]);
    const { model } = await getIssuedLetter(portal.database.db, agency.lead, agency.returnId);
    const pages = (await readPdf(bytes)).pages;
    const squeezed = (text: string) => text.replace(/[\s\u00ad]/g, '');
    const printed = squeezed(pages.map(({ header, body, footer }) => `${header} ${body} ${footer}`).join(' '));
    const shown = squeezed(renderToStaticMarkup(<Letter model={model} />).replace(/<[^>]+>/g, ' '));
    const texts = expectedTexts(model)
      .map(squeezed)
      .filter((text) => text !== squeezed(model.madeOnText));
    expect(texts.length).toBeGreaterThan(25);
    expect(texts.filter((text) => !printed.includes(text))).toEqual([]);
    expect(texts.filter((text) => !shown.includes(text))).toEqual([squeezed(model.accessibleAddress)]);
  } finally {
    await renderer.close();
    await base.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
