import { buildPdfWorker } from '../../pdf/build-worker.ts';
import { createPdfRenderer } from '../../pdf/render.server.ts';
import { aPackModel } from '../builders/a-pack-model.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';
import { aFormOfHundred, scaleOf } from './bench-edition.ts';
import { inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import type { Acknowledged, SaverLoad } from './load.ts';
import { startLoadGenerator, startPortal } from './processes.ts';
import { aFilledCycle, aSessionCookie, ratedQuestions } from './savers.ts';
import { aLargeFile, uploadEvidence } from './uploads.ts';

/** Each of the crowd saves once in so many seconds: a sentence, or a tick. */
const every = 4;

/** Two hundred people save what they type for five minutes, while files are uploaded and packs are drawn. */
export function crowdRows({ quick }: BenchOptions): Promise<Figure[]> {
  const people = quick ? 10 : 200;
  const milliseconds = quick ? 2000 : 300_000;
  return inFolder(async (folder) => {
    const crowd = await aCrowd(folder, people);
    const writer = aWriter(aRandom(17));
    const server = await startPortal(folder);
    const generator = startLoadGenerator();
    let over = false;
    const uploads = (async () => {
      for (let number = 0; !over; number += 1) {
        await uploadEvidence(server.origin, crowd[0]?.cookie ?? '', `Plan ${number}`, aLargeFile(quick ? 1 : 24.9));
        await pause(quick ? 200 : 5000);
      }
    })();
    const drawing = (async () => {
      const renderer = createPdfRenderer({ workers: 1, workerFile: await buildPdfWorker() });
      while (!over) {
        await renderer.render(aPackModel(quick ? { agencies: 1 } : { agencies: 14, concerns: 12, words: 250 }));
        await pause(quick ? 200 : 10_000);
      }
      await renderer.close();
    })();
    const beside = Promise.all([uploads, drawing]);
    // Waited for below; until then a fault must not look like one that nobody handles.
    beside.catch(() => undefined);
    try {
      const sent = await generator.send({
        kind: 'saves',
        origin: server.origin,
        savers: crowd,
        texts: Array.from({ length: 500 }, () => writer.prose(40)),
        perSecond: people / every,
        milliseconds,
      });
      over = true;
      await beside;
      await server.stop();
      return [
        figureOf('crowd-autosave-p95', { value: sent.p95, baseline: null, ratio: null }),
        figureOf('crowd-saves-lost', {
          value: await countLost(folder, sent.acknowledged),
          baseline: null,
          ratio: null,
        }),
      ];
    } finally {
      over = true;
      await generator.stop();
      await server.stop();
    }
  });
}

async function aCrowd(folder: string, people: number): Promise<SaverLoad[]> {
  const portal = await openBenchPortal(folder);
  const edition = await aFormOfHundred();
  const questions = ratedQuestions(edition).map(({ question }) => ({
    code: question.code,
    point: scaleOf(edition, question)?.points[0]?.code ?? '',
  }));
  const crowd: SaverLoad[] = [];
  for (const { viewer, returnId } of await aFilledCycle(portal, edition, people))
    crowd.push({ returnId, questions, cookie: await aSessionCookie(portal, viewer) });
  await portal.close();
  return crowd;
}

/** Answers that are not there as they were acknowledged, nor in a later revision. */
async function countLost(folder: string, acknowledged: readonly Acknowledged[]): Promise<number> {
  const portal = await openBenchPortal(folder);
  const rows = await portal.database.db
    .selectFrom('answer')
    .select(['return_id', 'question_code', 'revision', 'value'])
    .execute();
  await portal.close();
  const stored = new Map(rows.map((row) => [`${row.return_id} ${row.question_code}`, row]));
  return acknowledged.filter(({ returnId, code, revision, narrative }) => {
    const row = stored.get(`${returnId} ${code}`);
    if (!row || row.revision < revision) return true;
    return row.revision === revision && !row.value.includes(narrative);
  }).length;
}

const pause = (duration: number) => new Promise<void>((done) => setTimeout(done, duration));
