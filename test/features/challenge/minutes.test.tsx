import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { changeChallenge } from '../../../app/features/challenge/commands/record-challenge.server.ts';
import { Minutes } from '../../../app/features/challenge/components/minutes.tsx';
import { getMinutes, getMinutesDesk } from '../../../app/features/challenge/minutes/minutes-queries.server.ts';
import { postMinutesForm } from '../../../app/features/challenge/minutes/post-minutes-form.server.ts';
import { approveMinutes, saveMinutes } from '../../../app/features/challenge/minutes/write-minutes.server.ts';
import { drawDocument } from '../../../pdf/draw.tsx';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { aHeldSession, firstEntry, recordFor } from '../../builders/a-held-session.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { someMinutes } from '../../pdf/after-models.ts';
import { expectedTexts } from '../../pdf/expected-words.ts';
import { readPdf } from '../../pdf/read-pdf.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const words = {
  panel: 'Priya Nair, chair',
  opening: 'The panel met two agencies.',
  discussion: '',
  nextSteps: 'Letters follow.',
  reason: '',
};

describeEachDatabase('the minutes of a session', (open) => {
  it('are drafted from the record: who came, what was asked, ratings with reasons, actions with owners', async () => {
    const portal = await open();
    const { parts } = await aHeldSession(portal);
    const desk = await getMinutesDesk(portal, parts.manager, parts.sessionId);
    expect(desk).toMatchObject({ revision: 0, versions: [], changed: null, may: { write: true, approve: false } });
    expect(desk.text.panel).toContain('Priya Nair, Independent chair');
    expect(desk.body).toMatchObject({
      when: '26 February 2027 at 9:30am',
      place: 'Civic Hall',
      chair: 'Priya Nair',
      agenda: [
        { time: '9:30am to 9:50am', organisation: 'Brookmere Council' },
        { time: '9:50am to 10:10am', organisation: 'Brookmere Police' },
      ],
      agencies: [
        {
          name: 'Brookmere Council',
          present: ['Jo Bell', 'A deputy'],
          entries: [
            {
              about: 'A2.1 What about a2-supervision?',
              askedBy: 'Independent chair',
              reply: 'By June.',
              outcome: 'Partly assured',
              agreed: { letter: 'A' },
              agreedReason: 'Work has begun.',
              corrections: [],
            },
          ],
          actions: [{ action: 'Keep notes in one place', owner: 'Jo Bell', due: '26 May 2027' }],
        },
        { name: 'Brookmere Police', present: [], entries: [], actions: [] },
      ],
    });
  });

  it('show a correction as one: what was said before, who changed it and when', async () => {
    const portal = await open();
    const { parts, place, challengeId } = await aHeldSession(portal);
    portal.setTime('2027-02-26T16:10:00Z');
    const entry = { ...firstEntry, reply: 'By July.', agreedPoint: null, agreedReason: null };
    await changeChallenge(portal, parts.chair, place, challengeId, { revision: 1, entry });
    const { body } = await getMinutesDesk(portal, parts.manager, parts.sessionId);
    expect(body.agencies[0]?.entries[0]).toMatchObject({ reply: 'By July.', agreed: null });
    expect(body.agencies[0]?.entries[0]?.corrections).toEqual([
      'Corrected by Priya Nair on 26 February 2027 at 4:10pm. Before, the reply read: “By June.”; the agreed rating was: Partly in place; the reason read: “Work has begun.”.',
    ]);
  });

  it('keep every text of those who wrote them, with who and when', async () => {
    const portal = await open();
    const { parts } = await aHeldSession(portal);
    await saveMinutes(portal, parts.manager, parts.sessionId, { revision: 0, ...words });
    portal.setTime('2027-02-27T09:00:00Z');
    await saveMinutes(portal, parts.chair, parts.sessionId, {
      revision: 1,
      ...words,
      opening: 'The panel met three agencies.',
    });
    const { edits, text } = await getMinutesDesk(portal, parts.chair, parts.sessionId);
    expect(text.opening).toBe('The panel met three agencies.');
    expect(edits.map(({ by, at }) => [by, at])).toEqual([
      ['Priya Nair', '2027-02-27T09:00:00.000Z'],
      ['Ann Moss', '2027-02-26T12:00:00.000Z'],
    ]);
    const [change] = edits[0]?.differences ?? [];
    expect(change).toMatchObject({ label: 'Opening' });
    expect(change?.before).toContainEqual({ text: 'two', change: 'removed' });
    expect(change?.after).toContainEqual({ text: 'three', change: 'added' });
  });

  it('show both texts when two people write at once, and lose neither', async () => {
    const portal = await open();
    const { parts } = await aHeldSession(portal);
    await saveMinutes(portal, parts.manager, parts.sessionId, { revision: 0, ...words });
    const late = await saveMinutes(portal, parts.chair, parts.sessionId, { revision: 0, ...words, opening: 'Mine.' });
    expect(late).toMatchObject({ saved: false, theirs: { opening: words.opening, revision: 1, by: 'Ann Moss' } });
  });

  it('are approved by the chair as they were read, and then never change', async () => {
    const portal = await open();
    const { parts, place } = await aHeldSession(portal);
    await saveMinutes(portal, parts.manager, parts.sessionId, { revision: 0, ...words });
    const read = await getMinutesDesk(portal, parts.chair, parts.sessionId);
    await expect(approveMinutes(portal, parts.manager, parts.sessionId, read)).rejects.toThrow('The chair');
    expect(await approveMinutes(portal, parts.chair, parts.sessionId, read)).toEqual({ version: 1 });
    expect(await approveMinutes(portal, parts.chair, parts.sessionId, read)).toEqual({ version: 1 });
    const frozen = await getMinutes(portal.database.db, parts.manager, parts.sessionId, '1');
    expect(frozen.sha256).toBe(sha256OfValue(frozen.model));
    expect(frozen.model).toMatchObject({
      version: '1',
      opening: words.opening,
      approval: 'Approved by Priya Nair, Independent chair, on 26 February 2027 at 12:00pm',
      contentHash: read.bodySha256,
    });
    await recordFor(portal, parts.manager, place, { ...firstEntry, challenge: 'And the rest?' });
    await portal.database.db.updateTable('organisation').set({ name: 'Renamed' }).execute();
    expect(await getMinutes(portal.database.db, parts.manager, parts.sessionId, '1')).toEqual(frozen);
  });

  it('get a new version beside the approved one when something is put right, with the reason in it', async () => {
    const portal = await open();
    const { parts, place } = await aHeldSession(portal);
    await approve(portal, parts);
    await recordFor(portal, parts.manager, place, { ...firstEntry, challenge: 'And the rest?' });
    const desk = await getMinutesDesk(portal, parts.chair, parts.sessionId);
    expect(desk.changed).toMatchObject({ since: 'approved' });
    expect(desk.changed?.differences.map(({ label }) => label)).toContain('Brookmere Council: challenge 2');
    await expect(approveMinutes(portal, parts.chair, parts.sessionId, desk)).rejects.toThrow('why there is a new');
    expect(await saveMinutes(portal, parts.chair, parts.sessionId, { revision: 0, ...words })).toEqual({
      saved: false,
      problem: 'Enter why there is a new version',
    });
    const reason = 'A question was left out.';
    await saveMinutes(portal, parts.chair, parts.sessionId, { revision: 0, ...words, reason });
    expect(await approve(portal, parts)).toEqual({ version: 2 });
    const { db } = portal.database;
    const [first, second] = [
      await getMinutes(db, parts.manager, parts.sessionId, '1'),
      await getMinutes(db, parts.manager, parts.sessionId, '2'),
    ];
    expect(first.model.change).toBeNull();
    expect(second.model.change).toBe(reason);
    expect([first.newest, first.model.agencies[0]?.entries.length]).toEqual([2, 1]);
    expect(second.model.agencies[0]?.entries).toHaveLength(2);
  });

  it('are not approved unread: a record added after the reading is shown instead', async () => {
    const portal = await open();
    const { parts, place } = await aHeldSession(portal);
    const read = await getMinutesDesk(portal, parts.chair, parts.sessionId);
    await recordFor(portal, parts.manager, place, { ...firstEntry, challenge: 'And the rest?' });
    const form = new FormData();
    form.set('intent', 'approve');
    form.set('bodySha256', read.bodySha256);
    const posted = await postMinutesForm(portal, parts.chair, parts.sessionId, form);
    expect(posted).toMatchObject({ ok: false, reread: true });
    expect(!posted.ok && posted.errors['']?.[0]).toContain('changed after you read them');
  });

  it('come after the session, and are not found by others', async () => {
    const portal = await open();
    const planned = await aSession(portal, 'planned');
    await expect(saveMinutes(portal, planned.manager, planned.sessionId, { revision: 0, ...words })).rejects.toThrow(
      'has not been held yet',
    );
    const { parts } = await aHeldSession(portal);
    await approve(portal, parts);
    const { db } = portal.database;
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'independent-chair', partnershipId: elsewhere });
    const observer = await aViewer(portal, { role: 'observer', partnershipId: parts.partnershipId });
    expect((await getMinutes(db, observer, parts.sessionId, '1')).version).toBe(1);
    for (const read of [
      () => getMinutes(db, stranger, parts.sessionId, '1'),
      () => getMinutes(db, observer, parts.sessionId, '2'),
      () => getMinutesDesk(portal, stranger, parts.sessionId),
      () => getMinutesDesk(portal, observer, parts.sessionId),
    ])
      await expect(read()).rejects.toThrow('Page not found');
  });
});

async function approve(portal: TestPortal, parts: Awaited<ReturnType<typeof aHeldSession>>['parts']) {
  const read = await getMinutesDesk(portal, parts.chair, parts.sessionId);
  return approveMinutes(portal, parts.chair, parts.sessionId, read);
}

it('the page of minutes and their PDF say the same words', async () => {
  const model = someMinutes();
  const squeezed = (words: string) => words.replace(/[\s\u00ad]/g, '');
  const { pages } = await readPdf((await drawDocument(model)).bytes);
  const printed = squeezed(pages.map(({ header, body, footer }) => `${header} ${body} ${footer}`).join(' '));
  const shown = squeezed(renderToStaticMarkup(<Minutes model={model} />).replace(/<[^>]+>/g, ' '));
  const texts = expectedTexts(model).flatMap((words) => words.split('\n').map(squeezed));
  expect(texts.length).toBeGreaterThan(50);
  expect(texts.filter((words) => !printed.includes(words))).toEqual([]);
  const aboutTheFile = [squeezed(model.accessibleAddress), squeezed(model.madeOnText)];
  expect(texts.filter((words) => !shown.includes(words) && !aboutTheFile.includes(words))).toEqual([]);
});
