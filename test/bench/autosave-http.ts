import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';
import { aFormOfHundred, scaleOf } from './bench-edition.ts';
import { databaseFile, inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import type { SaverLoad } from './load.ts';
import { paired } from './measure.ts';
import { startLoadGenerator, startPortal, startServer, warmUp } from './processes.ts';
import { aFilledCycle, aSessionCookie, ratedQuestions } from './savers.ts';

const savers = 10;
/** Of what the portal carries at most at that moment: at saturation a percentile measures the queue. */
const load = 0.6;

/** Ten people at ten agencies save while they type, at the portal as people run it and at the bare server. */
export function autosaveHttp({ quick }: BenchOptions): Promise<Figure[]> {
  const pairs = quick ? 2 : 11;
  const milliseconds = quick ? 500 : 3000;
  return inFolder(async (folder) => {
    const bareFolder = join(folder, 'bare');
    mkdirSync(bareFolder);
    const people = await aCrowd(folder);
    copyFileSync(databaseFile(folder), databaseFile(bareFolder));
    const writer = aWriter(aRandom(11));
    const texts = Array.from({ length: 500 }, () => writer.prose(70));

    const portal = await startPortal(folder);
    const bare = await startServer(['test/bench/bare-autosave.ts'], bareFolder);
    const generator = startLoadGenerator();
    const send = (origin: string, perSecond?: number) =>
      generator.send({
        kind: 'saves',
        origin,
        savers: people,
        texts,
        milliseconds,
        ...(perSecond === undefined ? {} : { perSecond }),
      });
    try {
      await warmUp(() => send(bare.origin), quick);
      await warmUp(() => send(portal.origin), quick);
      let most = await send(portal.origin);
      let turns = 0;
      const p99 = async (origin: string) => {
        // At a rate that fitted a minute ago, a machine that slows down since makes of a percentile the length of a queue.
        if (turns % 2 === 0) most = await send(portal.origin);
        turns += 1;
        return (await send(origin, most.perSecond * load)).p99;
      };
      const measured = await paired(
        pairs,
        () => p99(portal.origin),
        () => p99(bare.origin),
      );
      const reply = { value: Math.round(most.bytes), baseline: null, ratio: null };
      return [figureOf('autosave-http-p99', measured), figureOf('autosave-reply', reply)];
    } finally {
      await generator.stop();
      await bare.stop();
      await portal.stop();
    }
  });
}

async function aCrowd(folder: string): Promise<SaverLoad[]> {
  const portal = await openBenchPortal(folder);
  const edition = await aFormOfHundred();
  const questions = ratedQuestions(edition).map(({ question }) => ({
    code: question.code,
    point: scaleOf(edition, question)?.points[0]?.code ?? '',
  }));
  const people: SaverLoad[] = [];
  for (const { viewer, returnId } of await aFilledCycle(portal, edition, savers))
    people.push({ returnId, questions, cookie: await aSessionCookie(portal, viewer) });
  await portal.close();
  return people;
}
