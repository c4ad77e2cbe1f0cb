import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { carryForward } from '../../app/features/returns/commands/carry-forward.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { openSqlite } from '../../db/sqlite-driver.ts';
import { type Edition, successionSchema } from '../../standards/contract.ts';
import { anInstalledSuccession } from '../builders/a-carried-return.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aReturn } from '../builders/a-partnership.ts';
import { aSubmission } from '../builders/a-submission.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';
import { aFormOfHundred, anAnswerTo } from './bench-edition.ts';
import { databaseFile, inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { milliseconds, paired } from './measure.ts';

/** The form of a hundred, or so many of its standards, as one edition and the next, in which every question is reworded. */
async function twoEditions(standards: number): Promise<{ old: Edition; young: Edition }> {
  const form = await aFormOfHundred();
  const old = { ...form, set: `carry-${standards}`, standards: form.standards.slice(0, standards) };
  const young = {
    ...old,
    edition: '2027.1',
    standards: old.standards.map((standard) => ({
      ...standard,
      questions: standard.questions.map((question) => ({
        ...question,
        text: `This year: ${question.text}`.slice(0, 300),
      })),
    })),
  };
  return { old, young };
}

/**
 * A database with organisations that each sent a full return of the old edition and have one open on the new. One is
 * made by the builders and copied by SQLite itself. Gives the ids of the open returns.
 */
async function makeReturns(folder: string, standards: number, returns: number): Promise<string[]> {
  const portal = await openBenchPortal(folder);
  const { old, young } = await twoEditions(standards);
  const oldId = await anInstalledEdition(portal, old);
  const youngId = await anInstalledEdition(portal, young);
  const questions = old.standards.flatMap((standard) => standard.questions);
  await anInstalledSuccession(
    portal,
    successionSchema.parse({
      contract: 1,
      set: old.set,
      from: old.edition,
      to: young.edition,
      fates: questions.map(({ code }) => ({ from: [code], to: [code], fate: 'reworded', carry: 'keep-and-confirm' })),
    }),
  );
  const partnershipId = await aPartnership(portal, 'bench');
  const organisationId = await anOrganisation(portal, partnershipId);
  const random = aRandom(7);
  const writer = aWriter(random);
  const sent = await aSubmission(portal, {
    partnershipId,
    organisationId,
    cycleId: await aCycle(portal, partnershipId, oldId, 'Last year'),
    edition: old,
    answers: Object.fromEntries(
      questions.map((question) => [question.code, anAnswerTo(old, question, random, writer)]),
    ),
  });
  const cycleId = await aCycle(portal, partnershipId, youngId, 'This year');
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition: young });
  await portal.close();
  copyReturns(
    folder,
    { organisationId, oldReturnId: sent.returnId, submissionId: sent.submissionId, returnId },
    returns,
  );
  return [returnId, ...Array.from({ length: returns - 1 }, (_, place) => `return-${place + 1}`)];
}

function copyReturns(
  folder: string,
  ids: { organisationId: string; oldReturnId: string; submissionId: string; returnId: string },
  returns: number,
): void {
  const sqlite = openSqlite(databaseFile(folder));
  for (const pragma of ['foreign_keys = off', 'synchronous = off']) sqlite.pragma(pragma);
  const copy = (table: string, id: string, changed: Record<string, string>) => {
    const columns = sqlite
      .prepare<[], { name: string }>(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name);
    sqlite.exec(
      `insert into ${table} (${columns.join(', ')}) with recursive n(n) as (select 1 union all select n + 1 from n where n < ${returns - 1}) ` +
        `select ${columns.map((name) => changed[name] ?? name).join(', ')} from ${table}, n where id = '${id}'`,
    );
  };
  const organisation_id = `'organisation-' || n`;
  copy('organisation', ids.organisationId, { id: organisation_id });
  copy('agency_return', ids.oldReturnId, { id: `'old-' || n`, organisation_id });
  copy('submission', ids.submissionId, {
    id: `'submission-' || n`,
    organisation_id,
    return_id: `'old-' || n`,
    reference: `'REF-' || n`,
  });
  copy('agency_return', ids.returnId, { id: `'return-' || n`, organisation_id });
  sqlite.close();
}

async function carryAll(portal: Portal, returnIds: readonly string[], questions: number): Promise<number> {
  const { db } = portal.database;
  await db.deleteFrom('carried_answer').execute();
  await db.deleteFrom('carry_forward').execute();
  const took = await milliseconds(async () => {
    for (const returnId of returnIds) await carryForward(portal, { returnId });
  });
  const { waiting } = await db
    .selectFrom('carried_answer')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  if (Number(waiting) !== returnIds.length * questions) throw new Error(`${waiting} answers were carried`);
  return took;
}

/** The answers of a whole area's schools carried into a new edition, against the same with half the questions. */
export function carryForward650({ quick }: BenchOptions): Promise<Figure> {
  const returns = quick ? 12 : 650;
  return inFolder(async (folder) => {
    const [whole, half] = ['whole', 'half'].map((name) => join(folder, name));
    if (!whole || !half) throw new Error('Two folders');
    for (const one of [whole, half]) mkdirSync(one);
    const [wholeIds, halfIds] = [await makeReturns(whole, 10, returns), await makeReturns(half, 5, returns)];
    const [ours, baseline] = [await openBenchPortal(whole), await openBenchPortal(half)];
    try {
      return figureOf(
        'carry-forward-650',
        await paired(
          quick ? 1 : 5,
          () => carryAll(ours, wholeIds, 100),
          () => carryAll(baseline, halfIds, 50),
        ),
      );
    } finally {
      await ours.close();
      await baseline.close();
    }
  });
}
