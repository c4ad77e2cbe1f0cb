import { partnership } from '../../../db/seed/brookmere.ts';
import { loadLibrary } from '../../../standards/load.server.ts';
import { editionId } from '../../features/questionnaire/editions.server.ts';
import { compileEdition } from '../../features/questionnaire/questionnaire.ts';
import type { Portal } from '../../platform/portal.ts';
import { libraryDir } from '../prepare-database.ts';
import { planEscalation } from './escalation.ts';
import { planNextYear } from './next-cycle.ts';
import { planRetention } from './retention.ts';
import { planSecondPartnership } from './second-partnership.ts';
import { planSchools } from './section-175.ts';
import { planLastYear, planThisYear } from './section-eleven.ts';
import { planSettingUp } from './setting-up.ts';
import { stateOf } from './state.ts';
import { planSystem } from './system.ts';
import { createTimeline } from './timeline.ts';
import { schools, sectionEleven, type World } from './world.ts';

/**
 * Tells more than a year of Brookmere, an invented partnership, through the commands that people's forms call, so that
 * every row, event and summary is what they would have left behind. Dates are relative to today. Does nothing when there
 * is a partnership already. The editions must be installed.
 */
export async function seedDemonstration(portal: Portal, say: (line: string) => void): Promise<void> {
  const state = await stateOf(portal);
  if (state === 'interrupted')
    say(`The demonstration was interrupted while it was loaded: stop, empty ${portal.config.dataDir} and start again.`);
  if (state !== 'empty') return;
  const started = performance.now();
  say('Loading the demonstration partnership; this happens once and takes less than a minute ...');
  const timeline = createTimeline(portal);
  const world: World = {
    timeline,
    say,
    editions: await editionsInUse(),
    partnershipId: '',
    organisationIds: new Map(),
    viewers: new Map(),
    evidence: new Map(),
  };
  const year = Number(timeline.day(12).slice(0, 4));
  planSystem(world);
  planSettingUp(world);
  planLastYear(world, `Section 11, ${year - 1}`);
  planSchools(world, `Schools safeguarding return, ${year}`);
  planThisYear(world, `Section 11, ${year}`);
  planNextYear(world, `Section 11, ${year + 1}`);
  planSecondPartnership(world, year);
  planEscalation(world);
  planRetention(world, 'lanternfield-homes');
  await inOneGo(portal, () => timeline.run());
  say(`${partnership.name} is ready (${Math.round((performance.now() - started) / 1000)} s)`);
}

/**
 * On SQLite the story is on disk when it is over rather than after each of its thousands of steps: a power cut in the
 * middle leaves what `stateOf` calls interrupted. From then on every commit is durable again.
 */
async function inOneGo(portal: Portal, load: () => Promise<void>): Promise<void> {
  const { sqlite } = portal.database;
  sqlite?.pragma('synchronous = NORMAL');
  try {
    await load();
  } finally {
    sqlite?.pragma('synchronous = FULL');
    sqlite?.pragma('wal_checkpoint(TRUNCATE)');
  }
}

/** The editions that the demonstration answers, as the library has them. */
async function editionsInUse(): Promise<World['editions']> {
  const { editions, problems } = await loadLibrary(libraryDir);
  const [problem] = problems;
  if (problem) throw new Error(`${problem.file}: ${problem.reason}`);
  return new Map(
    editions
      .map(({ edition }) => [editionId(edition), compileEdition(edition)] as const)
      .filter(([id]) => id === sectionEleven || id === schools),
  );
}
