import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { postEntryForm } from '../../../app/features/challenge-log/commands/post-entry-form.server.ts';
import { Report } from '../../../app/features/challenge-log/components/report.tsx';
import { quarterFigures, type ReportedEntry } from '../../../app/features/challenge-log/report/figures.ts';
import {
  getChallengeReport,
  writeChallengeReport,
} from '../../../app/features/challenge-log/report/get-report.server.ts';
import { quarterOf, quartersBetween } from '../../../app/features/challenge-log/report/quarters.ts';
import { readWorkbook } from '../../../app/platform/workbook.server.ts';
import { drawDocument } from '../../../pdf/draw.tsx';
import { aLoggedChallenge } from '../../builders/a-logged-challenge.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { expectedTexts } from '../../pdf/expected-words.ts';
import { bodyOf, readPdf, wordsOf } from '../../pdf/read-pdf.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

it('a quarter of the financial year is named by its number, its years and its months', () => {
  expect(quarterOf('2026-11-28')).toEqual({
    code: '2026-q3',
    from: '2026-10-01',
    to: '2026-12-31',
    words: 'Quarter 3 of 2026 to 2027: October to December 2026',
  });
  expect(quarterOf('2027-03-31').words).toBe('Quarter 4 of 2026 to 2027: January to March 2027');
  expect(quarterOf('2027-04-01').code).toBe('2027-q1');
  expect(quartersBetween('2026-01-15', '2026-11-28').map(({ code }) => code)).toEqual([
    '2026-q3',
    '2026-q2',
    '2026-q1',
    '2025-q4',
  ]);
});

const anEntry = (parts: Partial<ReportedEntry>): ReportedEntry => ({
  id: '1',
  reference: 'CHL-1',
  raisedBy: 'The board',
  raisedTo: 'Police',
  reason: 'Why',
  raisedOn: '2026-10-05',
  firstDueOn: '2026-11-05',
  reportRequested: false,
  risk: { likelihood: 4, impact: 5 },
  updates: [],
  ...parts,
});

const update = (kind: ReportedEntry['updates'][number]['kind'], on: string, parts = {}) => ({
  kind,
  on,
  dueTo: null,
  outcome: null,
  risk: null,
  ...parts,
});

const quarter = { from: '2026-10-01', end: '2026-12-31' };

it('an answer is late by the first date, also where the date was moved before it passed', () => {
  const moved = anEntry({
    updates: [update('rescheduled', '2026-11-01', { dueTo: '2026-12-01' }), update('answered', '2026-11-20')],
  });
  expect(quarterFigures([moved], quarter).answers).toEqual({ 'on-time': 0, late: 1, waiting: 0 });
  const onTheDay = anEntry({ updates: [update('answered', '2026-11-05')] });
  expect(quarterFigures([onTheDay], quarter).answers).toEqual({ 'on-time': 1, late: 0, waiting: 0 });
  expect(quarterFigures([anEntry({})], quarter).answers).toEqual({ 'on-time': 0, late: 0, waiting: 1 });
});

it('a quarter is told as it stood at its end, whatever happened since', () => {
  const entry = anEntry({
    updates: [
      update('answered', '2026-11-04'),
      update('closed', '2027-01-10', { outcome: 'accepted', risk: { likelihood: 1, impact: 5 } }),
    ],
  });
  const then = quarterFigures([entry], quarter);
  expect(then).toMatchObject({ opened: 1, closed: 0, stillOpen: 1, ages: { 'to-90': 1 }, riskAfter: { extreme: 1 } });
  const next = quarterFigures([entry], { from: '2027-01-01', end: '2027-03-31' });
  expect(next).toMatchObject({
    carriedIn: 1,
    opened: 0,
    closed: 1,
    outcomes: { accepted: 1 },
    riskBefore: { extreme: 1 },
    riskAfter: { moderate: 1 },
    riskMoved: { lower: 1, same: 0, higher: 0 },
  });
});

it('whatever happened, all that was open or opened is closed or still open', () => {
  const day = fc
    .integer({ min: 0, max: 300 })
    .map((days) => new Date(Date.UTC(2026, 6, 1 + days)).toISOString().slice(0, 10));
  const history = fc.record({
    raisedOn: day,
    moves: fc.array(fc.tuple(fc.constantFrom('answered' as const, 'closed' as const, 'reopened' as const), day), {
      maxLength: 6,
    }),
  });
  fc.assert(
    fc.property(fc.array(history, { maxLength: 12 }), (histories) => {
      const entries = histories.map(({ raisedOn, moves }, place) =>
        anEntry({
          reference: `CHL-${place}`,
          raisedOn,
          firstDueOn: raisedOn,
          updates: possible(moves.map(([kind, on]) => ({ kind, on })).filter(({ on }) => on >= raisedOn)),
        }),
      );
      const { carriedIn, opened, reopened, closed, stillOpen, bodies, riskBefore, riskAfter } = quarterFigures(
        entries,
        quarter,
      );
      const sum = (counts: Readonly<Record<string, number>>) =>
        Object.values(counts).reduce((total, one) => total + one, 0);
      expect(carriedIn + opened + reopened).toBe(closed + stillOpen);
      expect(sum(riskBefore)).toBe(closed + stillOpen);
      expect(sum(riskAfter)).toBe(closed + stillOpen);
      expect(bodies.reduce((total, body) => total + body.closed + body.stillOpen, 0)).toBe(closed + stillOpen);
    }),
    { numRuns: 150 },
  );
});

/** The moves that the log would allow, in the order of their days. */
function possible(moves: readonly { kind: 'answered' | 'closed' | 'reopened'; on: string }[]) {
  let status = 'open';
  return moves
    .toSorted((one, other) => (one.on < other.on ? -1 : 1))
    .flatMap(({ kind, on }) => {
      if (kind === 'answered' ? status === 'closed' : kind === 'closed' ? status === 'closed' : status === 'open')
        return [];
      status = kind === 'reopened' ? 'open' : kind;
      return [update(kind, on, kind === 'closed' ? { outcome: 'accepted' } : {})];
    });
}

function aForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** A quarter with one of everything: 2026-10-01 to 2026-12-31, seen in January. */
async function aQuarter(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const police = await anOrganisation(portal, partnershipId, { name: 'Fenshire Police' });
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: police });
  const post = (viewer: Viewer, id: string, fields: Record<string, string>) =>
    postEntryForm(portal, viewer, id, { form: aForm(fields), file: undefined });
  const raise = (reason: string, dueOn: string, organisationId?: string) =>
    aLoggedChallenge(portal, manager, { reason, dueOn, risk: [4, 5], ...(organisationId ? { organisationId } : {}) });
  const accepted = await raise('=SUM(A1) is no formula', '2026-11-20', police);
  await raise('Training is not counted', '2026-12-01');
  portal.setTime('2026-11-10T10:00:00Z');
  await post(lead, accepted, { intent: 'answer', note: 'Answered' });
  portal.setTime('2026-11-12T10:00:00Z');
  const closing = { intent: 'close', outcome: 'accepted', note: 'Seen', likelihood: '1', impact: '3', revision: '2' };
  expect(await post(manager, accepted, closing)).toMatchObject({ ok: true });
  portal.setTime('2027-01-15T10:00:00Z');
  return { partnershipId, manager, lead };
}

const asked = new URLSearchParams({ quarter: '2026-q3' });

describeEachDatabase('the report of a quarter to the board', (open) => {
  it('counts what was opened, answered, closed and left, by agency, with the risk before and after', async () => {
    const portal = await open();
    const { manager, lead } = await aQuarter(portal);
    const { model, quarters } = await getChallengeReport(portal, manager, asked);
    expect(quarters.map(({ code }) => code)).toEqual(['2026-q4', '2026-q3']);
    expect(model).toMatchObject({
      period: 'Quarter 3 of 2026 to 2027: October to December 2026',
      asAt: 'As at 31 December 2026, the end of the quarter',
      bodies: [
        { body: 'Fenshire Police', opened: '1', onTime: '1', closed: '1', highestRisk: 'None open' },
        { body: 'Neglect sub-group', waiting: '1', stillOpen: '1', highestRisk: '20, extreme' },
      ],
    });
    expect(model.summary.map(({ value }) => value)).toEqual(['0', '2', '0', '1', '1']);
    expect(model.bars.map(({ rows }) => rows.map(({ counts }) => counts.map(({ count }) => count)))).toEqual([
      [[1, 0, 1]],
      [[1, 0, 0, 0]],
      [[0, 1, 0, 0]],
      [
        [0, 0, 0, 2],
        [1, 0, 0, 1],
      ],
    ]);
    await expect(getChallengeReport(portal, lead, asked)).rejects.toMatchObject({ code: 'not-found' });
    const foreign = await aPartnership(portal, 'otherside');
    await expect(
      getChallengeReport(portal, manager, new URLSearchParams({ partnership: foreign })),
    ).rejects.toMatchObject({ code: 'not-found' });
    const { model: unknown } = await getChallengeReport(portal, manager, new URLSearchParams({ quarter: 'soon' }));
    expect(unknown.period).toBe('Quarter 4 of 2026 to 2027: January to March 2027');
  });

  it('says the same on its page, in its PDF and in its workbook', async () => {
    const portal = await open();
    const { manager } = await aQuarter(portal);
    const { model } = await getChallengeReport(portal, manager, asked);
    const page = wordsOf(
      renderToStaticMarkup(<Report model={model} />)
        .replaceAll(/<svg[^>]*class="app-rating-shape".*?<\/svg>/g, '')
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll('&#x27;', "'")
        .replaceAll('&amp;', '&'),
    );
    const file = await readPdf((await drawDocument(model)).bytes);
    const printed = wordsOf([bodyOf(file), file.pages[0]?.footer, file.pages.at(-1)?.header].join('\n'));
    const expected = wordsOf(expectedTexts(model).join('\n'));
    expect([...expected].filter(([word, count]) => (printed.get(word) ?? 0) < count)).toEqual([]);
    // The page shows counts by their words where the print shows letters.
    const letters = new Set(model.bars.flatMap(({ key }) => key.map(({ mark }) => mark.letter)));
    expect([...expected.keys()].filter((word) => !letters.has(word) && !page.has(word))).toEqual([]);
    const { bytes, fileName } = await writeChallengeReport(portal, manager, asked);
    expect(fileName).toBe('challenge-log-2026-q3.xlsx');
    const book = await readWorkbook(bytes);
    const sheets = 'sheets' in book ? book.sheets : [];
    expect(sheets.map(({ name }) => name)).toEqual(['Figures', 'By agency and group', 'Challenges']);
    const cells = wordsOf(sheets.flatMap(({ rows }) => rows.flat()).join('\n'));
    const challenges = expectedTexts({ ...model, bars: [] }).filter((text) => text !== model.accessibleAddress);
    const notInBook = [
      ...wordsOf([...model.challenges, ...model.bodies].flatMap((one) => Object.values(one)).join('\n')).keys(),
    ];
    expect(notInBook.filter((word) => !cells.has(word))).toEqual([]);
    expect(challenges.length).toBeGreaterThan(20);
    expect(sheets[2]?.rows.some((row) => row[3] === '=SUM(A1) is no formula')).toBe(true);
  });
});
