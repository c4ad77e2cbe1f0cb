import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { askColleague } from '../../../app/features/returns/commands/ask-colleague.server.ts';
import { getCheckPage } from '../../../app/features/submissions/check-page.server.ts';
import { sendReturnBack } from '../../../app/features/submissions/commands/send-back.server.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../../app/features/submissions/commands/sign-return.server.ts';
import { WarningList } from '../../../app/features/submissions/components/missing-list.tsx';
import { EveryAnswer } from '../../../app/features/submissions/components/reading.tsx';
import { ReturnCopy } from '../../../app/features/submissions/components/return-copy.tsx';
import { openSubmissionDocument } from '../../../app/features/submissions/documents.server.ts';
import { getPrintPage, getReceiptPage, getReturnCopy } from '../../../app/features/submissions/pages.server.ts';
import { getSignOffPage } from '../../../app/features/submissions/sign-off-page.server.ts';
import { answer, attachLink, aWorld, hashShown, rated, submitted } from '../../builders/a-filled-return.ts';
import { anOrganisation, aPartnership, aReturn, aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { expectedTexts } from '../../pdf/expected-words.ts';
import { readPdf } from '../../pdf/read-pdf.ts';
import { bytesOf, drawingProcess, squeezed, textOfHtml } from '../../setup/drawing.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const edition = anEdition({
  standards: [
    aStandard('a1', [
      aQuestion('board-lead'),
      aQuestion('volunteers'),
      aQuestion('checks', { answer: { type: 'yes-no', detail: 'when-yes' } }),
      aQuestion('trained-on', { answer: { type: 'date' } }),
    ]),
    aStandard('a2'),
  ],
});
const answers = {
  'board-lead': rated('green'),
  volunteers: rated('not-applicable'),
  checks: { type: 'yes-no', value: 'yes', detail: 'Checked each year.' },
  'trained-on': { type: 'date', value: '2026-06-14' },
  'a2-rating': rated('red', 'No policy yet.'),
} as const;

describeEachDatabase('checking before sending', (open) => {
  it('says which parts are still with colleagues, each a link to where it is taken back or accepted', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    const { organisationId, returnId } = world;
    const kim = await aViewer(portal, { role: 'contributor', organisationId }, 'Kim Osei');
    const senior = await aViewer(portal, { role: 'senior-lead', organisationId });
    await askColleague(portal, world.lead, {
      returnId,
      asking: { parts: ['a2'], person: { kind: 'known', personId: kim.personId }, by: '2026-11-20', note: '' },
    });
    const shown = async (viewer: Viewer) =>
      renderToStaticMarkup(
        <MemoryRouter>
          <WarningList page={await getCheckPage(portal.database.db, viewer, returnId, '2026-11-02')} />
        </MemoryRouter>,
      );
    const { id } = await portal.database.db.selectFrom('delegation').select('id').executeTakeFirstOrThrow();
    expect(await shown(world.lead)).toContain(`href="/returns/${returnId}/people/${id}"`);
    expect(textOfHtml(await shown(senior))).toContain('Kim Osei, by 20 November 2026: Asked');
    expect(await shown(senior)).not.toContain('/people/');
    await portal.database.db.updateTable('delegation').set({ status: 'taken-back', ended_at: '2026-11-02' }).execute();
    expect(await shown(world.lead)).not.toContain('Kim Osei');
  });

  it('lists everything that is missing, each with a link to its own field', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    await answer(portal, world, {
      'board-lead': rated('green', ''),
      volunteers: { type: 'rating', point: 'not-applicable', narrative: '' },
      checks: { type: 'yes-no', value: 'yes', detail: '' },
    });
    const page = await getCheckPage(portal.database.db, world.lead, world.returnId, '2026-11-02');
    const at = `/returns/${world.returnId}/standards`;
    expect(page.missing.map(({ number, href }) => [number, href])).toEqual([
      ['A1.1', `${at}/a1#board-lead-narrative`],
      ['A1.2', `${at}/a1#volunteers-reason`],
      ['A1.3', `${at}/a1#checks-detail`],
      ['A1.4', `${at}/a1#trained-on-answer-day`],
      ['A2.1', `${at}/a2#a2-rating-answer`],
    ]);
    expect(page.standards.map(({ answered, missing }) => [answered, missing])).toEqual([
      [3, 4],
      [0, 1],
    ]);
    expect(page.signOff.signatories).toMatchObject([{ title: 'Senior lead', holders: [], signature: null }]);
    expect(page.signOff.whomToAsk).toHaveLength(1);
  });

  it('asks for the profile page first, and for its confirmation', async () => {
    const portal = await open();
    const withProfile = anEdition({ set: 'with-profile', profile: [aProfileQuestion('volunteers')] });
    const world = await aWorld(portal, withProfile);
    const missing = async () =>
      (await getCheckPage(portal.database.db, world.lead, world.returnId, '2026-11-02')).missing.map(
        ({ href }) => href,
      );
    const details = `/returns/${world.returnId}/details`;
    await answer(portal, world, { 'a1-rating': rated('green') });
    expect(await missing()).toEqual([`${details}#profile-volunteers`]);
    const { db } = portal.database;
    await db.updateTable('agency_return').set({ profile: '{"volunteers":false}' }).execute();
    expect(await missing()).toEqual([details]);
    await db.updateTable('agency_return').set({ profile_confirmed_at: portal.stamp().now }).execute();
    expect(await missing()).toEqual([]);
  });

  it('warns of a standard that nobody marked as complete, and still lets the lead ask', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    await answer(portal, world, answers);
    const page = await getCheckPage(portal.database.db, world.lead, world.returnId, '2026-11-02');
    expect(page).toMatchObject({ missing: [], mayAsk: true, maySend: true, overdue: false });
    expect(page.standards.map(({ markedComplete }) => markedComplete)).toEqual([false, false]);
    expect(page.warnings.map(({ problem }) => problem)).toEqual(['no-evidence']);
    const late = await getCheckPage(portal.database.db, world.lead, world.returnId, '2026-12-12');
    expect(late.overdue).toBe(true);
  });
});

describeEachDatabase('reading before signing', (open) => {
  it('puts what asks for an action first, and names what changed since the last return', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    const { signatory } = await submitted(portal, world, answers);
    const { db } = portal.database;
    const before = await db.selectFrom('cycle').selectAll().where('id', '=', world.cycleId).executeTakeFirstOrThrow();
    const cycleId = portal.newId();
    await db
      .insertInto('cycle')
      .values({ ...before, id: cycleId, name: 'Next' })
      .execute();
    const { partnershipId, organisationId } = world;
    const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition });
    const next = { ...world, cycleId, returnId };
    await answer(portal, next, { ...answers, 'board-lead': rated('amber') });
    await sendForSignOff(portal, next.lead, { returnId });
    const page = await getSignOffPage(db, signatory, returnId, '2026-11-02');
    expect(page.concerns.map(({ code }) => code)).toEqual(['a2-rating', 'board-lead']);
    expect(page.changes).toMatchObject({ since: before.name, list: [{ code: 'board-lead', kind: 'worse' }] });
    expect(page).toMatchObject({ maySignAs: ['senior-lead'], maySendBack: true, maySend: false });
    const asLead = await getSignOffPage(db, next.lead, returnId, '2026-11-02');
    expect(asLead).toMatchObject({ maySignAs: [], maySendBack: false });
    await signReturn(portal, signatory, { returnId, signatory: 'senior-lead', contentHash: page.contentHash });
    expect(await getSignOffPage(db, next.lead, returnId, '2026-11-02')).toMatchObject({ maySend: true });
  });

  it('gives who signs every piece of evidence to open, beside the answer it stands for', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    await answer(portal, world, answers);
    await attachLink(portal, world, 'board-lead', 'Board minutes');
    const { db } = portal.database;
    const signatory = await aViewer(portal, { role: 'senior-lead', organisationId: world.organisationId });
    const page = await getSignOffPage(db, signatory, world.returnId, '2026-11-02');
    const [question] = page.standards
      .flatMap(({ questions }) => questions)
      .filter(({ evidence }) => evidence.length > 0);
    expect(question?.evidence).toMatchObject([{ title: 'Board minutes', href: expect.stringMatching(/^https:/) }]);
    expect(renderToStaticMarkup(<EveryAnswer standards={page.standards} />)).toContain(
      `href="${question?.evidence[0]?.href}"`,
    );
  });

  it('shows the lead the note of whoever sent it back, and the signatures that no longer count', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    const { returnId, organisationId } = world;
    const senior = await aViewer(portal, { role: 'senior-lead', organisationId }, 'Sam Senior');
    await answer(portal, world, answers);
    await sendForSignOff(portal, world.lead, { returnId });
    const contentHash = await hashShown(portal, world);
    await signReturn(portal, senior, { returnId, signatory: 'senior-lead', contentHash });
    await sendReturnBack(portal, senior, { returnId, note: 'A2 needs a date.' });
    const { signOff } = await getCheckPage(portal.database.db, world.lead, returnId, '2026-11-02');
    expect(signOff.sentBack).toMatchObject({ by: 'Sam Senior', note: 'A2 needs a date.' });
    expect(signOff.voided).toMatchObject([{ name: 'Sam Senior', voidReason: 'Sent back by Sam Senior' }]);
    expect(signOff.signatories[0]?.signature).toBeNull();
    await sendForSignOff(portal, world.lead, { returnId });
    expect((await getCheckPage(portal.database.db, world.lead, returnId, '2026-11-02')).signOff.sentBack).toBeNull();
  });
});

const drawing = drawingProcess();

describeEachDatabase('the copy of a return that was sent', (open) => {
  it('says on the page and in the file every word of the snapshot, and is drawn once', async () => {
    const { portal, drawn } = drawing(await open());
    const world = await aWorld(portal, edition, { name: 'Alder & Beech <Trust>' });
    await attachLink(portal, world, 'board-lead', 'Board minutes', { covers_from: '2026-06-01' });
    await submitted(portal, world, answers);
    const { model } = await getReturnCopy(portal, world.lead, world.returnId);
    const page = squeezed(textOfHtml(renderToStaticMarkup(<ReturnCopy model={model} title="Copy of a return" />)));
    for (const text of [...model.standards.flatMap(({ questions }) => questions.map((one) => one.text))])
      expect(page).toContain(squeezed(text));
    for (const words of ['Board minutes', 'We have no volunteers.', 'Checked each year.', '14 June 2026', 'Sam Senior'])
      expect(page).toContain(squeezed(words));
    const first = await openSubmissionDocument(portal, world.lead, world.returnId, 'copy');
    expect(first.fileName).toBe(`${model.reference}-copy.pdf`);
    const bytes = await bytesOf(first.stream);
    const file = await readPdf(bytes);
    const printed = squeezed(file.pages.map(({ header, body, footer }) => `${header}${body}${footer}`).join(''));
    expect(expectedTexts(model).filter((text) => !printed.includes(squeezed(text)))).toEqual([]);
    const second = await openSubmissionDocument(portal, world.lead, world.returnId, 'copy');
    expect(await bytesOf(second.stream)).toEqual(bytes);
    expect(drawn()).toBe(1);
    const receipt = await openSubmissionDocument(portal, world.lead, world.returnId, 'receipt');
    expect((await readPdf(await bytesOf(receipt.stream))).pages.map(({ body }) => body).join()).toContain(
      model.reference,
    );
  });

  it('is there for the organisation and the partnership it was sent to, and for nobody else', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    const draftFor = await aWorld(portal, edition, { slug: 'other' });
    await submitted(portal, world, answers);
    const { partnershipId, returnId } = world;
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId });
    expect((await getReceiptPage(portal, moderator, returnId)).ours).toBe(false);
    expect((await getReceiptPage(portal, world.lead, returnId)).ours).toBe(true);
    const strangers: Viewer[] = [
      draftFor.lead,
      await aViewer(portal, { role: 'observer', partnershipId }),
      await aViewer(portal, { role: 'moderator', partnershipId: await aPartnership(portal, 'elsewhere') }),
      await aViewer(portal, { role: 'safeguarding-lead', organisationId: await anOrganisation(portal, partnershipId) }),
    ];
    for (const viewer of strangers) {
      await expect(getReturnCopy(portal, viewer, returnId)).rejects.toMatchObject({ code: 'not-found' });
      await expect(getReceiptPage(portal, viewer, returnId)).rejects.toMatchObject({ code: 'not-found' });
      await expect(openSubmissionDocument(portal, viewer, returnId, 'copy')).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(getPrintPage(portal, viewer, returnId, { blank: false })).rejects.toMatchObject({
        code: 'not-found',
      });
    }
  });

  it('never shows a partnership a draft', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    await answer(portal, world, answers);
    const { partnershipId, returnId, lead } = world;
    const moderator = await aViewer(portal, { role: 'business-manager', partnershipId });
    for (const blank of [true, false])
      await expect(getPrintPage(portal, moderator, returnId, { blank })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getReturnCopy(portal, lead, returnId)).rejects.toMatchObject({ code: 'not-found' });
    const draft = await getPrintPage(portal, lead, returnId, { blank: false });
    expect(draft).toMatchObject({ kind: 'filled', model: { reference: 'Draft' } });
    expect(JSON.stringify(draft.model)).toContain('No policy yet.');
    const blank = await getPrintPage(portal, lead, returnId, { blank: true });
    expect(JSON.stringify(blank.model)).not.toContain('No policy yet.');
    expect(blank.model.standards[0]?.questions[0]?.answer[0]).toEqual({
      type: 'list',
      items: ['In place', 'Partly in place', 'Not yet in place', 'Not applicable'],
    });
  });
});
