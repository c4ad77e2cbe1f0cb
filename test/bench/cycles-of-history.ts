import { openSqlite } from '../../db/sqlite-driver.ts';
import { aCycle, anInstalledEdition, aPartnership } from '../builders/a-partnership.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';
import { aFormOfHundred } from './bench-edition.ts';
import { databaseFile, openBenchPortal } from './bench-portal.ts';

export interface HistorySize {
  readonly cycles: number;
  /** In each cycle, one for each organisation. */
  readonly returns: number;
}

export interface History {
  readonly partnershipId: string;
  /** The newest cycle, which the dashboard shows. */
  readonly cycleId: string;
  readonly answers: number;
}

/**
 * Makes a database with a partnership that has run many cycles of a form of a hundred questions: every return answered
 * in full, those of older cycles all sent, those of the newest at every stage. Rows are made by SQLite itself, because
 * ten million answers through the commands would take hours.
 */
export async function makeHistory(folder: string, { cycles, returns }: HistorySize): Promise<History> {
  const portal = await openBenchPortal(folder);
  const edition = await aFormOfHundred();
  const editionId = await anInstalledEdition(portal, edition);
  const partnershipId = await aPartnership(portal, 'bench');
  const cycleIds: string[] = [];
  for (let number = 1; number <= cycles; number += 1)
    cycleIds.push(await aCycle(portal, partnershipId, editionId, `Cycle ${number}`));
  const author = await portal.database.db.selectFrom('person').select('id').limit(1).executeTakeFirstOrThrow();
  await portal.close();

  const sqlite = openSqlite(databaseFile(folder));
  // A power cut in the middle of this loses nothing but a file that is thrown away afterwards.
  for (const pragma of ['foreign_keys = off', 'synchronous = off', 'temp_store = memory']) sqlite.pragma(pragma);
  const writer = aWriter(aRandom(100));
  const questions = edition.standards.flatMap((standard) =>
    standard.questions.map(({ code }) => [code, standard.code, writer.prose(8)]),
  );
  sqlite.exec(`
    create temp table counted as with recursive n(n) as (select 1 union all select n + 1 from n where n < ${returns}) select n from n;
    create temp table standard as select value ->> 0 as code from json_each('${JSON.stringify(edition.standards.map(({ code }) => [code]))}');
    create temp table question(code text, standard text, words text)`);
  const addQuestion = sqlite.prepare('insert into question values (?, ?, ?)');
  for (const question of questions) addQuestion.run(...question);
  sqlite.exec(`
    insert into organisation (id, name, kind, sector, duty_basis, status, facts, created_at, updated_at, revision)
      select printf('01organisation%012d', n), printf('Organisation %d', n), 'voluntary', 'agency', 'section-11', 'open', '{}', '2020-01-01', '2020-01-01', 1 from counted;
    insert into partnership_member (id, partnership_id, organisation_id, joined_on, created_at)
      select printf('01member%018d', n), '${partnershipId}', printf('01organisation%012d', n), '2020-01-01', '2020-01-01' from counted;
    insert into role_grant (id, person_id, role, organisation_id, from_on, created_at)
      select printf('01grant%019d', n), '${author.id}', 'safeguarding-lead', printf('01organisation%012d', n), '2020-01-01', '2020-01-01' from counted where n % 20 > 0;
    insert into event_chain (chain, head_seq, head_hash) select printf('organisation:01organisation%012d', n), ${cycles}, '' from counted`);
  for (const [place, cycleId] of cycleIds.entries())
    sqlite.transaction(() =>
      sqlite.exec(
        statementsOf({ place, cycleId, partnershipId, editionId, author: author.id, newest: place === cycles - 1 }),
      ),
    )();
  sqlite.pragma('wal_checkpoint(truncate)');
  sqlite.close();
  const newest = cycleIds.at(-1);
  if (newest === undefined) throw new RangeError('A history has at least one cycle');
  return { partnershipId, cycleId: newest, answers: cycles * returns * questions.length };
}

interface OneCycle {
  readonly place: number;
  readonly cycleId: string;
  readonly partnershipId: string;
  readonly editionId: string;
  readonly author: string;
  readonly newest: boolean;
}

/** The rows of one cycle. `n` counts its organisations; a rating follows from the numbers alone. */
function statementsOf({ place, cycleId, partnershipId, editionId, author, newest }: OneCycle): string {
  const day = `date('2000-01-01', '+${place * 3} months')`;
  const returnId = `printf('01return%04d%014d', ${place}, n)`;
  const organisationId = `printf('01organisation%012d', n)`;
  const stage = newest
    ? `case n % 10 when 0 then 'not-started' when 1 then 'in-progress' when 2 then 'awaiting-sign-off' else 'submitted' end`
    : `'closed'`;
  const sent = newest ? 'n % 10 > 2' : 'true';
  const point = (salt: string) => `case (n * 7 + ${salt}) % 5 when 0 then 'red' when 1 then 'amber' else 'green' end`;
  return `
    insert into agency_return (id, organisation_id, partnership_id, cycle_id, edition_id, status, due_on, first_due_on, profile, opened_at, revision)
      select ${returnId}, ${organisationId}, '${partnershipId}', '${cycleId}', '${editionId}', ${stage}, ${day}, ${day}, '{}', ${day}, 1 from counted;
    insert into answer (organisation_id, return_id, question_code, standard_code, value, point, revision, saved_at, saved_by)
      select ${organisationId}, ${returnId}, code, standard, json_object('type', 'rating', 'point', ${point('question.rowid')}, 'narrative', words),
        ${point('question.rowid')}, 1, ${day}, '${author}' from counted cross join question order by ${returnId}, code;
    insert into standard_progress (organisation_id, partnership_id, cycle_id, return_id, standard_code, questions, required, answered, required_complete, marked_complete)
      select ${organisationId}, '${partnershipId}', '${cycleId}', ${returnId}, code, 10, 10, 10, n % 11, 0 from counted cross join standard;
    insert into submission (id, organisation_id, partnership_id, cycle_id, return_id, edition_id, version, reference, snapshot, sha256, submitted_at, submitted_by)
      select printf('01submission%04d%010d', ${place}, n), ${organisationId}, '${partnershipId}', '${cycleId}', ${returnId}, '${editionId}', 1,
        printf('S-%d-%d', ${place}, n), '{}', '', ${day}, '${author}' from counted where ${sent};
    insert into submission_standard (partnership_id, cycle_id, organisation_id, submission_id, standard_code, scale_code, self_point)
      select '${partnershipId}', '${cycleId}', ${organisationId}, printf('01submission%04d%010d', ${place}, n), code, 'rag', ${point('standard.rowid')}
      from counted cross join standard where ${sent};
    insert into event (chain, seq, id, type, at, organisation_id, partnership_id, subject_kind, subject_id, detail, prev_hash, hash)
      select printf('organisation:01organisation%012d', n), ${place + 1}, printf('01event%04d%015d', ${place}, n), 'reminder.sent', ${day}, ${organisationId},
        '${partnershipId}', 'return', ${returnId}, '{}', '', '' from counted where n % 3 = 0`;
}
