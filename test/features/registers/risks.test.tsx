import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { partnershipScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { postRiskForm } from '../../../app/features/registers/risks/commands/post-risk-form.server.ts';
import { raiseRisk } from '../../../app/features/registers/risks/commands/raise-risk.server.ts';
import { RiskMatrix } from '../../../app/features/registers/risks/components/risk-matrix.tsx';
import { RiskReport } from '../../../app/features/registers/risks/components/risk-report.tsx';
import { getRisk } from '../../../app/features/registers/risks/get-risk.server.ts';
import { proposeRisk } from '../../../app/features/registers/risks/origin.server.ts';
import {
  countMatrix,
  countRisks,
  findRisksOfEntry,
  listRisks,
} from '../../../app/features/registers/risks/queries.server.ts';
import { getRiskReport, writeRiskReport } from '../../../app/features/registers/risks/report/get-report.server.ts';
import { newRiskSchema, readRiskFilter } from '../../../app/features/registers/risks/schema.ts';
import { parseForm } from '../../../app/platform/form-parsing.ts';
import { readWorkbook } from '../../../app/platform/workbook.server.ts';
import { drawDocument } from '../../../pdf/draw.tsx';
import { aGroup } from '../../builders/a-group.ts';
import { aLoggedChallenge } from '../../builders/a-logged-challenge.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aRisk, aRiskForm } from '../../builders/a-risk.ts';
import { aSession } from '../../builders/a-session.ts';
import { expectedTexts } from '../../pdf/expected-words.ts';
import { bodyOf, readPdf, wordsOf } from '../../pdf/read-pdf.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function aRegister(portal: TestPortal, slug = 'brookmere') {
  const partnershipId = await aPartnership(portal, slug);
  return {
    partnershipId,
    manager: await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss'),
    chair: await aViewer(portal, { role: 'independent-chair', partnershipId }),
    observer: await aViewer(portal, { role: 'observer', partnershipId }),
  };
}

function aForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const day = (name: string, date: string) => {
  const [year = '', month = '', of = ''] = date.split('-');
  return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
};

const post = (portal: TestPortal, viewer: Viewer, id: string, fields: Record<string, string>) =>
  postRiskForm(portal, viewer, id, aForm(fields));

const read = (portal: TestPortal, viewer: Viewer, id: string) =>
  getRisk(portal.database.db, viewer, partnershipScope(viewer, 'risk.read'), id, portal.stamp().today);

const listed = async (portal: TestPortal, viewer: Viewer, query = '') =>
  (
    await listRisks(
      portal.database.db,
      partnershipScope(viewer, 'risk.read'),
      readRiskFilter(new URLSearchParams(query)),
      portal.stamp().today,
      1,
    )
  ).items.map(({ event }) => event);

const aReview = (revision: number, parts: Record<string, string> = {}) => ({
  intent: 'review',
  revision: String(revision),
  likelihood: '2',
  impact: '4',
  standing: 'open',
  note: 'Two posts are filled.',
  ...day('reviewOn', '2027-02-01'),
  ...parts,
});

it('a risk says field by field what is missing, and keeps what was typed', () => {
  const parsed = parseForm(newRiskSchema, aForm({ cause: ' ', event: 'Late', ...day('reviewOn', '2027-02-31') }));
  expect(parsed.ok ? {} : parsed.errors).toMatchObject({
    category: ['Choose what it is about'],
    cause: ['Enter the cause'],
    effect: ['Enter what it would lead to'],
    level: ['Choose the level'],
    likelihood: ['Choose how likely it is now'],
    reviewOn: ['Enter the day of the next review as a real date, like 27 3 2027'],
  });
  expect(parsed.ok ? {} : parsed.values).toMatchObject({ event: 'Late' });
});

it('the matrix says in words, by letter and by shape how great the risks of a cell are', () => {
  const html = renderToStaticMarkup(
    <RiskMatrix cells={[{ likelihood: 5, impact: 5, count: 3 }]} caption="Where these risks lie" />,
  );
  const first = /<tbody.*?<\/tr>/s.exec(html)?.[0] ?? '';
  const cells = [...first.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
    cell.replaceAll(/<svg.*?<\/svg>/gs, 'shape ').replaceAll(/<[^>]+>/g, ''),
  );
  expect(cells).toEqual([
    '5 Almost certain',
    'shape MModerate: 0',
    'shape HHigh: 0',
    'shape EExtreme: 0',
    'shape EExtreme: 0',
    'shape EExtreme: 3',
  ]);
});

describeEachDatabase('the risk register', (open) => {
  it('keeps every review beside the one before, moves between two levels, and closes with a reason', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, chair, observer } = await aRegister(portal);
    const group = await aGroup(portal, manager);
    const id = await aRisk(portal, manager, { group, controls: 'Weekly list\n\nDuty desk' });
    expect(await read(portal, observer, id)).toMatchObject({
      level: 'operational',
      group: { name: 'Neglect sub-group' },
      controls: [{ words: 'Weekly list' }, { words: 'Duty desk' }],
      reviewOn: '2027-02-02',
      may: { change: false, review: false, close: false },
    });
    expect(await post(portal, manager, id, aReview(1, day('reviewOn', '2027-03-03')))).toMatchObject({
      errors: { reviewOn: ['Enter a day no later than 2 March 2027: risks are reviewed every quarter'] },
    });
    expect(await post(portal, manager, id, aReview(1))).toMatchObject({ ok: true });
    portal.setTime('2026-11-20T10:00:00Z');
    expect(await post(portal, chair, id, aReview(1, { note: 'From an old page' }))).toMatchObject({
      ok: false,
      values: { note: 'From an old page' },
    });
    const second = aReview(2, { likelihood: '1', standing: 'watched', note: 'All posts are filled.' });
    expect(await post(portal, chair, id, second)).toMatchObject({ ok: true });
    const up = { intent: 'level', revision: '3', note: 'It is the same in every agency.' };
    expect(await post(portal, chair, id, up)).toMatchObject({ ok: true });
    expect(await listed(portal, observer, 'level=strategic&status=watched')).toEqual(['Visits are late']);
    const ending = { intent: 'close', revision: '4', because: 'at-target', note: 'Three quarters at target.' };
    expect(await post(portal, manager, id, ending)).toMatchObject({ ok: true });
    expect(await post(portal, manager, id, aReview(5))).toMatchObject({ ok: false });
    const { history, ...risk } = await read(portal, manager, id);
    expect(risk).toMatchObject({ level: 'strategic', status: 'closed', closedBecause: 'at-target' });
    expect(history.map((entry) => [entry.kind, entry.level, entry.risk.likelihood, entry.note])).toEqual([
      ['closed', 'strategic', 1, 'Three quarters at target.'],
      ['moved', 'strategic', 1, 'It is the same in every agency.'],
      ['reviewed', 'operational', 1, 'All posts are filled.'],
      ['reviewed', 'operational', 2, 'Two posts are filled.'],
      ['raised', 'operational', 4, ''],
    ]);
    expect(await verifyChains(db)).toMatchObject({ faults: [] });
  });

  it('is filtered, sorted, counted in its matrix, and says which reviews are overdue', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager } = await aRegister(portal);
    const scope = partnershipScope(manager, 'risk.read');
    await aRisk(portal, manager, { event: 'Small', risk: [1, 2] });
    await aRisk(portal, manager, { event: 'Great', risk: [5, 5], level: 'strategic' });
    portal.setTime('2027-02-02T10:00:00Z');
    expect((await countRisks(db, scope, '2027-02-02')).overdue).toBe(0);
    portal.setTime('2027-02-03T10:00:00Z');
    await aRisk(portal, manager, { event: 'New', risk: [3, 3] });
    expect(await countRisks(db, scope, '2027-02-03')).toEqual({ strategic: 1, operational: 2, overdue: 2 });
    expect(await listed(portal, manager)).toEqual(['Great', 'New', 'Small']);
    expect(await listed(portal, manager, 'sort=review')).toEqual(['Small', 'Great', 'New']);
    expect(await listed(portal, manager, 'overdue=yes&band=low')).toEqual(['Small']);
    expect(await listed(portal, manager, 'q=GREAT')).toEqual(['Great']);
    const all = readRiskFilter(new URLSearchParams());
    expect((await countMatrix(db, scope, all, '2027-02-03')).toSorted((a, b) => a.impact - b.impact)).toEqual([
      { likelihood: 1, impact: 2, count: 1 },
      { likelihood: 3, impact: 3, count: 1 },
      { likelihood: 5, impact: 5, count: 1 },
    ]);
  });

  it('takes a risk from a question of a return and from the challenge log, prefilled and linked both ways', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, agencies } = await aSession(portal);
    const [council] = agencies;
    const scope = partnershipScope(manager, 'risk.change');
    const submission = council?.submissionId ?? '';
    const fromReturn = await proposeRisk(
      portal,
      scope,
      new URLSearchParams({ submission, question: 'a2-supervision' }),
    );
    expect(fromReturn.origin).toMatchObject({ source: 'moderation', questionCode: 'a2-supervision' });
    expect(fromReturn.origin?.cause).toContain('Brookmere Council is not assured on this:');
    const entry = await aLoggedChallenge(portal, manager, { organisationId: council?.organisationId ?? '' });
    const fromLog = await proposeRisk(portal, scope, new URLSearchParams({ entry }));
    expect(fromLog.origin).toMatchObject({ source: 'challenge-log', scores: { likelihood: 4, impact: 3 } });
    const id = await aRisk(portal, manager, { from: { entry } });
    expect(await read(portal, manager, id)).toMatchObject({
      source: 'challenge-log',
      from: { href: `/challenge-log/${entry}` },
    });
    const { partnershipId } = await read(portal, manager, id);
    expect(await findRisksOfEntry(db, manager, { id: entry, partnershipId })).toMatchObject({ raised: [{ id }] });
    const lead = council?.lead;
    if (lead) expect(await findRisksOfEntry(db, lead, { id: entry, partnershipId })).toBeUndefined();
  });

  it('stays with its partnership: no other finds it, no agency reads it, and an observer changes nothing', async () => {
    const portal = await open();
    const ours = await aRegister(portal);
    const theirs = await aRegister(portal, 'otherside');
    const id = await aRisk(portal, ours.manager);
    const organisationId = await anOrganisation(portal, ours.partnershipId);
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    expect(await listed(portal, theirs.manager)).toEqual([]);
    const entry = await aLoggedChallenge(portal, ours.manager, { organisationId });
    for (const refused of [
      () => read(portal, theirs.manager, id),
      () => listed(portal, lead),
      () => getRiskReport(portal, lead, new URLSearchParams()),
      () => post(portal, theirs.manager, id, aReview(1)),
      () => post(portal, ours.observer, id, aReview(1)),
      () => raiseRisk(portal, lead, aRiskForm(portal)),
      () => raiseRisk(portal, theirs.manager, aRiskForm(portal, { from: { entry } })),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'not-found' });
    const group = await aGroup(portal, theirs.manager);
    expect(await raiseRisk(portal, ours.manager, aRiskForm(portal, { group }))).toMatchObject({ field: 'group' });
  });

  it('is reported by quarter as it stood, alike on the page, in the PDF and in the workbook', async () => {
    const portal = await open();
    const { manager } = await aRegister(portal);
    const id = await aRisk(portal, manager, { event: '=SUM(A1) is no formula', risk: [4, 5] });
    await aRisk(portal, manager, { event: 'Other', level: 'strategic' });
    portal.setTime('2026-12-20T10:00:00Z');
    await post(portal, manager, id, aReview(1));
    portal.setTime('2027-01-15T10:00:00Z');
    const moved = { intent: 'level', revision: '2', note: 'Raised after the quarter' };
    expect(await post(portal, manager, id, moved)).toMatchObject({ ok: true });
    const { model } = await getRiskReport(portal, manager, new URLSearchParams({ quarter: '2026-q3' }));
    expect(model.summary.map(({ value }) => value)).toEqual(['0', '2', '0', '0', '1', '0', '2']);
    expect(model.levels.map(({ risks }) => risks.map(({ event, atEnd }) => [event, atEnd]))).toEqual([
      [['Other', '16, extreme']],
      [['=SUM(A1) is no formula', '8, high']],
    ]);
    const { model: later } = await getRiskReport(portal, manager, new URLSearchParams({ quarter: '2026-q4' }));
    expect(later.levels.map(({ risks }) => risks.length)).toEqual([2, 0]);
    const page = wordsOf(
      renderToStaticMarkup(<RiskReport model={model} />)
        .replaceAll(/<svg[^>]*class="app-rating-shape".*?<\/svg>/g, '')
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll('&#x27;', "'")
        .replaceAll('&amp;', '&'),
    );
    const file = await readPdf((await drawDocument(model)).bytes);
    const printed = wordsOf([bodyOf(file), file.pages[0]?.footer, file.pages.at(-1)?.header].join('\n'));
    const expected = wordsOf(expectedTexts(model).join('\n'));
    expect([...expected].filter(([word, count]) => (printed.get(word) ?? 0) < count)).toEqual([]);
    const letters = new Set(model.bars.flatMap(({ key }) => key.map(({ mark }) => mark.letter)));
    expect([...expected.keys()].filter((word) => !letters.has(word) && !page.has(word))).toEqual([]);
    const { bytes, fileName } = await writeRiskReport(
      portal,
      manager,
      new URLSearchParams({ quarter: '2026-q3' }),
      'xlsx',
    );
    expect(fileName).toBe('risk-register-2026-q3.xlsx');
    const book = await readWorkbook(bytes);
    const sheets = 'sheets' in book ? book.sheets : [];
    const cells = wordsOf(sheets.flatMap(({ rows }) => rows.flat()).join('\n'));
    const risks = model.levels.flatMap((level) => level.risks.flatMap((risk) => Object.values(risk)));
    expect([...wordsOf(risks.join('\n')).keys()].filter((word) => !cells.has(word))).toEqual([]);
    expect(sheets.flatMap(({ rows }) => rows).some((row) => row[1] === '=SUM(A1) is no formula')).toBe(true);
  });
});
