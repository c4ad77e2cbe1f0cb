import { parse } from 'csv-parse/sync';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, it } from 'vitest';
import { partnershipScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { installSuccession } from '../../../app/features/questionnaire/successions.server.ts';
import { YearOnYearTables } from '../../../app/features/reports/components/year-on-year-tables.tsx';
import { type CyclePair, getCyclePair, listCyclePairs } from '../../../app/features/reports/cycle-pairs.server.ts';
import { getOwnYears } from '../../../app/features/reports/own-years.server.ts';
import { getYearOnYear } from '../../../app/features/reports/year-on-year.server.ts';
import { yearOnYearAsCsv } from '../../../app/features/reports/year-on-year-export.server.ts';
import type { Edition } from '../../../standards/contract.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aJudgement, aSubmission } from '../../builders/a-submission.ts';
import { anEdition, aQuestion, aStandard, aSuccession } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const then = anEdition({
  edition: '2025.1',
  standards: [
    aStandard('a1', [aQuestion('policy'), aQuestion('board'), aQuestion('gone')]),
    aStandard('a2', [aQuestion('old-code', { text: 'Is there supervision?' })]),
  ],
});
const today = anEdition({
  edition: '2026.1',
  standards: [
    aStandard('a1', [aQuestion('policy'), aQuestion('board', { text: 'Does a board member lead?' }), aQuestion('new')]),
    aStandard('a2', [aQuestion('new-code', { text: 'Is there supervision?' })]),
  ],
});
const succession = aSuccession({
  from: '2025.1',
  to: '2026.1',
  fates: [
    { from: ['policy'], to: ['policy'], fate: 'unchanged', carry: 'keep' },
    { from: ['board'], to: ['board'], fate: 'reworded', carry: 'keep-and-confirm' },
    { from: ['gone'], fate: 'withdrawn', carry: 'retire' },
    { to: ['new'], fate: 'added', carry: 'ask-again' },
    { from: ['old-code'], to: ['new-code'], fate: 'renumbered', carry: 'keep' },
  ],
});

describeEachDatabase('the ratings of two years', (open) => {
  let portal: TestPortal;
  let partnershipId: string;
  let manager: Viewer;
  let cycleThen: string;
  let cycleNow: string;
  let sent: { returnId: string; lead: Viewer; submissionId: string }[];
  const db = () => portal.database.db;

  beforeEach(async () => {
    portal = await open();
    partnershipId = await aPartnership(portal);
    manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    for (const edition of [then, today]) await anInstalledEdition(portal, edition);
    await portal.database.transaction((trx) =>
      installSuccession(trx, portal.stamp(), { succession, sha256: 's'.repeat(64) }),
    );
    cycleThen = await aCycle(portal, partnershipId, 'test-set/2025.1', 'Section 11, 2025');
    cycleNow = await aCycle(portal, partnershipId, 'test-set/2026.1', 'Section 11, 2026');
    await db().updateTable('cycle').set({ opens_on: '2025-10-01' }).where('id', '=', cycleThen).execute();
    sent = [];
    for (const [name, before, now] of [
      ['Alder', ['amber', 'green', 'red', 'red'], ['green', 'green', 'red', 'amber']],
      ['Birch', ['amber', 'red', 'red', 'green'], ['amber', 'red', 'red', 'amber']],
      ['Cedar', null, ['red', 'red', 'red', 'red']],
    ] as const) {
      const organisationId = await anOrganisation(portal, partnershipId, { name });
      if (before) await submit(organisationId, cycleThen, then, before, '2025-12-01T09:00:00.000Z');
      sent.push(await submit(organisationId, cycleNow, today, now, '2026-12-01T09:00:00.000Z'));
    }
  });

  const submit = (
    organisationId: string,
    cycleId: string,
    edition: Edition,
    points: readonly string[],
    submittedAt: string,
  ) => {
    const codes = edition.standards.flatMap(({ questions }) => questions.map(({ code }) => code));
    return aSubmission(portal, {
      partnershipId,
      cycleId,
      organisationId,
      edition,
      submittedAt,
      points: Object.fromEntries(codes.map((code, at) => [code, points[at] ?? 'red'])),
    });
  };

  const pairOf = async (cycle: string | null = null): Promise<CyclePair> =>
    getCyclePair(db(), partnershipScope(manager, 'cycle.read'), cycle);
  const read = async (basis: 'latest' | 'self' = 'self') => getYearOnYear(portal, await pairOf(), { basis, page: 1 });

  it('set a cycle beside the one before it on the same set, in the same partnership', async () => {
    const { now, before } = await pairOf();
    expect([now.id, before.id]).toEqual([cycleNow, cycleThen]);
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    const theirs = partnershipScope(stranger, 'cycle.read');
    expect(await listCyclePairs(db(), theirs)).toEqual([]);
    await expect(getCyclePair(db(), theirs, cycleNow)).rejects.toThrow('Page not found');
    await expect(pairOf(cycleThen)).rejects.toThrow('Page not found');
  });

  it('count each level in both years, say what moved in words, and mark what may not be compared', async () => {
    const years = await read();
    expect([years.now.sent, years.before.sent, years.sentBoth]).toEqual([3, 2, 2]);
    const [a1, a2] = years.standards.items;
    expect(a1?.questions.map(({ code, now, before, change }) => ({ code, now, before, change }))).toEqual([
      {
        code: 'policy',
        now: { green: 1, amber: 1, red: 1 },
        before: { amber: 2 },
        change: '1 up one level, 1 the same',
      },
      {
        code: 'board',
        now: { green: 1, red: 2 },
        before: { green: 1, red: 1 },
        change: 'Not comparable: the question changed',
      },
      { code: 'new', now: { red: 3 }, before: {}, change: 'Not comparable: the question is new' },
      { code: 'gone', now: {}, before: { red: 2 }, change: 'Not comparable: the question is no longer asked' },
    ]);
    expect(a1?.whole?.change).toMatch(/^2 the same\. With care: 2 of its 3 ratings changed or are new, 1 that counted/);
    expect(a2?.questions[0]).toMatchObject({
      code: 'new-code',
      before: { red: 1, green: 1 },
      now: { amber: 2, red: 1 },
      change: '1 up one level, 1 down one level',
    });
  });

  it('look at the rating agreed or checked first when asked, as the heatmap does', async () => {
    const first = sent[0];
    if (!first) throw new Error('Nobody sent a return');
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId });
    const parts = { partnershipId, standardCode: 'a1', questionCode: 'policy', moderator };
    await aJudgement(portal, { ...parts, submissionId: first.submissionId, point: 'red', reason: 'No date.' });
    const policy = async (basis: 'latest' | 'self') =>
      (await read(basis)).standards.items[0]?.questions.find(({ code }) => code === 'policy')?.change;
    expect(await policy('self')).toBe('1 up one level, 1 the same');
    expect(await policy('latest')).toBe('1 the same, 1 down one level');
  });

  it('count a return that was sent twice once, by its newest copy', async () => {
    const [first] = sent;
    if (!first) throw new Error('Nobody sent a return');
    const row = await db()
      .selectFrom('submission')
      .selectAll()
      .where('id', '=', first.submissionId)
      .executeTakeFirstOrThrow();
    await db().updateTable('submission').set({ superseded_at: row.submitted_at }).where('id', '=', row.id).execute();
    await db()
      .insertInto('submission')
      .values({ ...row, id: 'second', version: 2, reference: 'SECOND' })
      .execute();
    await db()
      .insertInto('submission_rating')
      .values({
        partnership_id: partnershipId,
        cycle_id: cycleNow,
        organisation_id: row.organisation_id,
        submission_id: 'second',
        standard_code: 'a1',
        question_code: 'policy',
        scale_code: 'rag',
        self_point: 'red',
      })
      .execute();
    const years = await read();
    expect([years.now.sent, years.sentBoth]).toEqual([3, 2]);
    expect(years.standards.items[0]?.questions[0]?.now).toEqual({ red: 2, amber: 1 });
  });

  it('ask the same number of queries however many have sent', async () => {
    await read();
    portal.takeQueries();
    await read();
    const forThree = portal.takeQueries().length;
    const organisationId = await anOrganisation(portal, partnershipId, { name: 'Damson' });
    await submit(organisationId, cycleNow, today, ['red', 'red', 'red', 'red'], '2026-12-02T09:00:00.000Z');
    portal.takeQueries();
    await read();
    const queries = portal.takeQueries();
    expect(queries).toHaveLength(forThree);
    for (const query of queries) expect(query).not.toMatch(/"snapshot"/);
  });

  it('are a file with a row for each rating, year and level', async () => {
    const csv = await yearOnYearAsCsv(portal, await pairOf(), 'self');
    const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true });
    const of = (code: string) => rows.filter((row) => row.question_code === code);
    expect(
      of('policy').map(({ year, level_code, level, organisations }) => [year, level_code, level, organisations]),
    ).toEqual([
      ['before', 'green', 'In place', '0'],
      ['before', 'amber', 'Partly in place', '2'],
      ['before', 'red', 'Not yet in place', '0'],
      ['before', 'not-applicable', 'Not applicable', '0'],
      ['now', 'green', 'In place', '1'],
      ['now', 'amber', 'Partly in place', '1'],
      ['now', 'red', 'Not yet in place', '1'],
      ['now', 'not-applicable', 'Not applicable', '0'],
    ]);
    expect(of('board')[0]).toMatchObject({
      cycle: 'Section 11, 2026',
      cycle_before: 'Section 11, 2025',
      comparable: 'no',
      why_not: 'the question changed',
      change: 'Not comparable: the question changed',
    });
    expect(of('gone')).toHaveLength(4);
  });

  it('say on the page in words what moved, with the figures of the picture as a table', async () => {
    const html = renderToStaticMarkup(<YearOnYearTables years={await read()} />);
    for (const words of ['1 up one level, 1 the same', 'Not comparable: the question changed', 'No longer asked'])
      expect(html).toContain(words);
    expect(html).toMatch(/<svg[^>]*role="img"/);
    expect(html).toContain('Figures of the standards in both years');
  });

  it('of one organisation are its own ratings alone, for its people and nobody else’s', async () => {
    const [first, , third] = sent;
    if (!first || !third) throw new Error('Nobody sent a return');
    const years = await getOwnYears(portal, first.lead, first.returnId);
    expect([years.before, years.now]).toEqual(['Section 11, 2025', 'Section 11, 2026']);
    expect(
      years.standards.flatMap(({ questions }) =>
        questions.map(({ code, before, now, change }) => [code, before?.code, now?.code, change]),
      ),
    ).toEqual([
      ['policy', 'amber', 'green', 'Up one level'],
      ['board', 'green', 'green', 'Not comparable: the question changed'],
      ['new', undefined, 'red', 'Not comparable: the question is new'],
      ['new-code', 'red', 'amber', 'Up one level'],
    ]);
    expect(await getOwnYears(portal, third.lead, third.returnId)).toMatchObject({ before: null, standards: [] });
    await expect(getOwnYears(portal, third.lead, first.returnId)).rejects.toThrow('Page not found');
  });
});
