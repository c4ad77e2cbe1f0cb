import { describe, expect, it } from 'vitest';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { listExportedFigures } from '../../../app/features/exchange/export/exported-surveys.server.ts';
import { addFigure, correctFigure, removeFigure } from '../../../app/features/surveys/commands/save-figure.server.ts';
import {
  bringInSurvey,
  changeSurvey,
  withdrawSurvey,
} from '../../../app/features/surveys/commands/save-survey.server.ts';
import { listFiguresOfCycle } from '../../../app/features/surveys/figures.server.ts';
import { getFigureImportPage, postFigureImport } from '../../../app/features/surveys/import/import-figures.server.ts';
import {
  getFigurePage,
  getOwnFiguresPage,
  getSurveyPage,
  listFiguresToAnswer,
} from '../../../app/features/surveys/pages.server.ts';
import { listSurveys } from '../../../app/features/surveys/queries.server.ts';
import {
  agreementOf,
  answeredInWords,
  conflictOf,
  figureInWords,
  usualThresholds,
} from '../../../app/features/surveys/rules.ts';
import { readFigure, surveySchema, type TypedFigure } from '../../../app/features/surveys/schema.ts';
import { findThresholds, setThresholds } from '../../../app/features/surveys/thresholds.server.ts';
import { writeWorkbook } from '../../../app/platform/workbook.server.ts';
import {
  aCycle,
  anInstalledEdition,
  anOrganisation,
  aPartnership,
  aReturn,
  aViewer,
} from '../../builders/a-partnership.ts';
import { sessionEdition } from '../../builders/a-session.ts';
import { aFigure, aFigureForm, aSurvey, aSurveyForm } from '../../builders/a-survey.ts';
import { anEdition } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const typed = (parts: Partial<TypedFigure>): TypedFigure => ({
  invited: '',
  answered: '',
  agreed: '',
  percent: '',
  mean: '',
  low: '',
  high: '',
  ...parts,
});
const kept = (parts: Partial<TypedFigure>) => {
  const read = readFigure(typed(parts));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.figure;
};
const problems = (parts: Partial<TypedFigure>) => {
  const read = readFigure(typed(parts));
  return 'problems' in read ? read.problems.map(({ field }) => field) : [];
};

describe('a survey figure', () => {
  it('is a share of those who answered, by number or per cent, or a mean on a scale', () => {
    const counted = kept({ invited: '60', answered: '45', agreed: '28' });
    expect(agreementOf(counted)).toBe(62.2);
    expect(figureInWords(counted, 5)).toBe('62.2% agreed (28 of 45)');
    expect(answeredInWords(counted, 5)).toBe('45 of 60 who were asked');
    expect(agreementOf(kept({ answered: '45', percent: '62,5 %' }))).toBe(62.5);
    const mean = kept({ answered: '45', mean: '3.9', low: '1', high: '5' });
    expect(agreementOf(mean)).toBe(72.5);
    expect(figureInWords(mean, 5)).toBe('Mean 3.9 on a scale from 1 to 5, which is 72.5% of the way up');
  });

  it('says what does not go together, at its field', () => {
    expect(problems({})).toEqual(['answered']);
    expect(problems({ answered: '40' })).toEqual(['agreed']);
    expect(problems({ answered: '40', agreed: '41' })).toEqual(['agreed']);
    expect(problems({ invited: '30', answered: '40', agreed: '1' })).toEqual(['answered']);
    expect(problems({ answered: '40', percent: '0.62' })).toEqual(['percent']);
    expect(problems({ answered: '40', percent: '101' })).toEqual(['percent']);
    expect(problems({ answered: '40', agreed: '20', percent: '70' })).toEqual(['percent']);
    expect(problems({ answered: '40', mean: '3', low: '5', high: '1' })).toEqual(['high']);
    expect(problems({ answered: '40', mean: '6', low: '1', high: '5' })).toEqual(['mean']);
    expect(problems({ answered: '40', mean: '3' })).toEqual(['low', 'high']);
    expect(problems({ answered: '40', agreed: '3', mean: '3', low: '1', high: '5' })).toEqual(['mean']);
  });

  it('says otherwise than the best rating while few agree, and than one that asks for an action while nearly all do', () => {
    const [scale] = anEdition().scales;
    const asks = (point: string, agreement: number | null) => conflictOf(agreement, scale, point, usualThresholds);
    expect(asks('green', 74.9)).toBe('agree-less');
    expect(asks('green', 75)).toBeNull();
    expect(asks('red', 90)).toBe('agree-more');
    expect(asks('red', 89.9)).toBeNull();
    expect(asks('green', null)).toBeNull();
    expect(asks('not-applicable', 3)).toBeNull();
  });

  it('is never shown from fewer than five answers, whatever a form says', () => {
    const form = { cycle: 'c', title: 'T', asked: 'staff', source: 'S', fromOn: '2026-01-01', toOn: '2026-01-02' };
    const problem = surveySchema.safeParse({ ...form, leastAnswers: '4' });
    expect(problem.error?.issues.map(({ message }) => message)).toEqual(['Enter a whole number from 5 to 100']);
    expect(surveySchema.safeParse({ ...form, leastAnswers: '5', toOn: '2025-12-31' }).success).toBe(false);
  });
});

async function aPlace(portal: TestPortal, slug = 'brookmere') {
  const partnershipId = await aPartnership(portal, slug);
  await anInstalledEdition(portal, sessionEdition);
  const cycleId = await aCycle(portal, partnershipId, 'test-set/2026.1');
  const police = await anOrganisation(portal, partnershipId, { name: `Police of ${slug}`, kind: 'police' });
  const trust = await anOrganisation(portal, partnershipId, { name: `Hospital of ${slug}` });
  return {
    partnershipId,
    cycleId,
    cycle: { id: cycleId, partnershipId },
    police,
    trust,
    manager: await aViewer(portal, { role: 'business-manager', partnershipId }),
    moderator: await aViewer(portal, { role: 'moderator', partnershipId }),
    lead: await aViewer(portal, { role: 'safeguarding-lead', organisationId: police }),
  };
}

const uploadOf = (fields: Record<string, string | Uint8Array<ArrayBuffer>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') form.set(name, value);
    else form.set(name, new File([value], 'figures'));
  return new Request('http://portal.test/', { method: 'POST', body: form });
};
const bytesOf = (text: string) => new TextEncoder().encode(text);
const heads = 'Organisation,Standard or question,Statement,Number asked,Number answered,Number agreed,Per cent agreed';

describeEachDatabase('survey results that were brought in', (open) => {
  it('are read by the partnership and, if it shares them, by each organisation for itself alone', async () => {
    const portal = await open();
    const { db } = portal.database;
    const ours = await aPlace(portal);
    const theirs = await aPlace(portal, 'otherside');
    const surveyId = await aSurvey(portal, ours.manager, { cycle: ours.cycleId });
    await aFigure(portal, ours.manager, surveyId, { organisation: ours.police });
    await aFigure(portal, ours.manager, surveyId, { organisation: ours.trust, agreed: '39' });
    const page = await getSurveyPage(db, ours.moderator, surveyId, 1);
    expect(page.figures.items.map(({ organisationName, about }) => [organisationName, about])).toEqual([
      ['Hospital of brookmere', 'A1: What about a1-policy?'],
      ['Police of brookmere', 'A1: What about a1-policy?'],
    ]);
    expect(page.mayChange).toBe(false);
    await expect(getSurveyPage(db, theirs.manager, surveyId, 1)).rejects.toThrow('Page not found');
    expect((await getOwnFiguresPage(db, ours.lead, 1)).items).toEqual([]);
    const shared = aSurveyForm({ cycle: ours.cycleId, shared: 'yes', revision: '1' });
    await changeSurvey(portal, ours.manager, surveyId, shared);
    expect((await getOwnFiguresPage(db, ours.lead, 1)).items.map(({ organisationId }) => organisationId)).toEqual([
      ours.police,
    ]);
    expect(await listExportedFigures(db, { organisationIds: [ours.police] })).toMatchObject([
      { survey: 'Staff survey', question: 'a1-policy', answered: 40, percentAgreed: 25, tooFew: false },
    ]);
    const edition = sessionEdition;
    const returnId = await aReturn(portal, { ...ours, organisationId: ours.police, edition });
    const own = { organisationId: ours.police, id: returnId, editionId: 'test-set/2026.1' };
    expect((await listFiguresToAnswer(db, ours.lead, own, 'a1')).map(agreementOf)).toEqual([25]);
    expect(await listFiguresToAnswer(db, theirs.lead, own, 'a1')).toEqual([]);
    expect(await listFiguresToAnswer(db, ours.lead, own, 'a2')).toEqual([]);
    const [listed] = (await listSurveys(db, { partnershipIds: [ours.partnershipId] }, 1)).items;
    expect(listed).toMatchObject({ figures: 2, organisations: 2, shared: true });
    await expect(bringInSurvey(portal, ours.manager, aSurveyForm({ cycle: theirs.cycleId }))).resolves.toMatchObject({
      saved: false,
      field: 'cycle',
    });
    await expect(
      addFigure(portal, ours.manager, surveyId, aFigureForm({ organisation: theirs.police })),
    ).resolves.toMatchObject({ saved: false, errors: { organisation: expect.anything() } });
    expect(await verifyChains(db)).toMatchObject({ faults: [] });
  });

  it('keep nothing of too few answers but that there were too few, and hide more where the fewest are raised', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, cycleId, cycle, police, trust } = await aPlace(portal);
    const surveyId = await aSurvey(portal, manager, { cycle: cycleId });
    const few = await aFigure(portal, manager, surveyId, {
      organisation: police,
      invited: '6',
      answered: '4',
      agreed: '1',
    });
    await aFigure(portal, manager, surveyId, { organisation: trust, answered: '8', agreed: '1' });
    const row = await db.selectFrom('survey_figure').selectAll().where('series', '=', few).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ too_few: 1, invited: null, answered: null, agreed: null, agree_tenths: null });
    const shown = async () =>
      (await listFiguresOfCycle(db, cycle)).map((figure) => figureInWords(figure, figure.leastAnswers));
    expect(await shown()).toEqual(
      expect.arrayContaining(['Not shown: fewer than 5 people answered', '12.5% agreed (1 of 8)']),
    );
    const raised = (least: string, revision: string) =>
      changeSurvey(portal, manager, surveyId, aSurveyForm({ cycle: cycleId, leastAnswers: least, revision }));
    expect(await raised('10', '1')).toMatchObject({ saved: true });
    expect(new Set(await shown())).toEqual(new Set(['Not shown: fewer than 10 people answered']));
    expect((await listFiguresOfCycle(db, cycle)).map(({ answered, agreed }) => [answered, agreed])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(await raised('5', '2')).toMatchObject({ saved: false, field: 'leastAnswers' });
  });

  it('are corrected and taken out with a reason, and what was said before stays in the history', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, cycleId, cycle, police, lead } = await aPlace(portal);
    const surveyId = await aSurvey(portal, manager, { cycle: cycleId, shared: 'yes' });
    const series = await aFigure(portal, manager, surveyId, { organisation: police });
    const place = { surveyId, series };
    await expect(addFigure(portal, manager, surveyId, aFigureForm({ organisation: police }))).resolves.toMatchObject({
      saved: false,
      errors: { statement: ['There is a figure for this statement already: correct that one'] },
    });
    const better = { ...typed({ answered: '40', agreed: '38' }), revision: 1, reason: 'A column was shifted' };
    await correctFigure(portal, manager, place, better);
    await expect(correctFigure(portal, manager, place, better)).rejects.toThrow('Somebody else has changed this');
    await removeFigure(portal, manager, place, { revision: 2, reason: 'Of another organisation' });
    const { versions } = await getFigurePage(db, manager, place, 1);
    expect(versions.items.map(({ figure, reason }) => [figure && agreementOf(figure), reason])).toEqual([
      [null, 'Of another organisation'],
      [95, 'A column was shifted'],
      [25, ''],
    ]);
    expect(await listFiguresOfCycle(db, cycle)).toEqual([]);
    expect(await aFigure(portal, manager, surveyId, { organisation: police })).toBe(series);
    await withdrawSurvey(portal, manager, surveyId, { revision: 1, because: 'Held badly' });
    expect(await listFiguresOfCycle(db, cycle)).toEqual([]);
    expect((await getOwnFiguresPage(db, lead, 1)).items).toEqual([]);
    await expect(removeFigure(portal, manager, place, { revision: 4, reason: 'x' })).rejects.toThrow('was withdrawn');
  });

  it('come from a CSV file or a workbook, whole or not at all, with each problem at its cell', async () => {
    const portal = await open();
    const { manager, cycleId, police } = await aPlace(portal);
    const surveyId = await aSurvey(portal, manager, { cycle: cycleId });
    const bring = async (bytes: Uint8Array<ArrayBuffer>) => {
      const posted = await postFigureImport(portal, manager, surveyId, uploadOf({ file: bytes }));
      if (posted.kind !== 'go') return posted.problem;
      return getFigureImportPage(portal, manager, surveyId, new URL(posted.to, 'http://x').searchParams.get('file'));
    };
    const planned = async (bytes: Uint8Array<ArrayBuffer>) => {
      const page = await bring(bytes);
      if (typeof page === 'string' || !page.dryRun) throw new Error(String(page));
      return page.dryRun;
    };
    const press = async (run: { sha256: string; outcome: string }, reason = '') =>
      postFigureImport(
        portal,
        manager,
        surveyId,
        uploadOf({ kept: run.sha256, outcome: run.outcome, reason, intent: 'apply' }),
      );
    expect(await bring(bytesOf('Name,Percent\r\na,1'))).toContain('Missing: “Organisation”');
    expect(await bring(bytesOf('\0\0'))).toContain('This is not a CSV file');
    const wrong = await planned(
      bytesOf(`${heads}\r\nNobody,a1-policy,Yes?,,40,10,\r\nPolice of brookmere,z9,Yes?,,4,9,\r\n`),
    );
    expect(wrong.rows.flatMap((row) => row.problems)).toEqual([
      'Cell A2: no organisation of the partnership has this name, URN or ODS code',
      'Cell B3: no standard and no question of this cycle has this code or number',
      'Cell F3: no more people can have agreed than answered',
    ]);
    expect(await press(wrong)).toMatchObject({ kind: 'stay', status: 409 });
    const rows = [
      heads.split(','),
      ['police OF brookmere', 'A1', 'Leaders listen', '60', '40', '30', ''],
      ['Police of brookmere', 'a1-policy', 'I know our policy', '', '40', '', '62.5'],
    ];
    const first = await planned(await writeWorkbook([{ name: 'Figures', rows }], 'xlsx'));
    expect(first.rows.map(({ outcome, about, now }) => [outcome, about, now])).toEqual([
      ['new', 'A1 Leadership and accountability', '75% agreed (30 of 40)'],
      ['new', 'A1: What about a1-policy?', '62.5% agreed'],
    ]);
    expect(await press(first)).toEqual({ kind: 'go', to: `/surveys/${surveyId}?imported=2` });
    expect(await press(first)).toMatchObject({ kind: 'stay', problem: expect.stringContaining('applied already') });
    const again = await planned(
      bytesOf(
        `${heads}\r\nPolice of brookmere,A1,Leaders listen,60,40,30,\r\nPolice of brookmere,a1-policy,I know our policy,,40,,65%\r\n`,
      ),
    );
    expect(again.rows.map(({ outcome, was }) => [outcome, was])).toEqual([
      ['same', null],
      ['corrected', '62.5% agreed'],
    ]);
    expect(await press(again)).toMatchObject({ kind: 'stay', field: 'reason' });
    expect(await press(again, 'Late answers')).toMatchObject({ kind: 'go' });
    const stored = await portal.database.db
      .selectFrom('survey_figure')
      .select(['revision', 'agree_tenths', 'reason'])
      .where('organisation_id', '=', police)
      .where('question_code', '=', 'a1-policy')
      .orderBy('revision')
      .execute();
    expect(stored).toEqual([
      { revision: 1, agree_tenths: 625, reason: '' },
      { revision: 2, agree_tenths: 650, reason: 'Late answers' },
    ]);
  });

  it('say otherwise from a share on that the partnership sets for a cycle', async () => {
    const portal = await open();
    const { db } = portal.database;
    const ours = await aPlace(portal);
    const theirs = await aPlace(portal, 'otherside');
    expect(await findThresholds(db, ours.cycle)).toEqual(usualThresholds);
    await setThresholds(portal, ours.manager, ours.cycleId, { under: 60, over: 95 });
    expect(await findThresholds(db, ours.cycle)).toEqual({ under: 60, over: 95 });
    await expect(setThresholds(portal, theirs.manager, ours.cycleId, usualThresholds)).rejects.toThrow(
      'Page not found',
    );
    await db.updateTable('cycle').set({ status: 'closed' }).where('id', '=', ours.cycleId).execute();
    await expect(setThresholds(portal, ours.manager, ours.cycleId, usualThresholds)).rejects.toThrow('closed');
  });
});
