import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition } from '../../standards/contract.ts';
import { aFormOfHundred } from './bench-edition.ts';
import { databaseFile, inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { fetchPage, type PageLoad } from './load.ts';
import { paired } from './measure.ts';
import { buildPlainPage } from './plain-build.ts';
import { startLoadGenerator, startPortal, startServer, warmUp } from './processes.ts';
import { aFilledCycle, aSessionCookie } from './savers.ts';

type Page = PageLoad['pages'][number];

const connections = 10;

/** The pages of one standard after another of filled returns, each as the person whose return it is. */
async function standardPages(portal: Portal, edition: Edition, returns: number): Promise<Page[]> {
  const savers = await aFilledCycle(portal, edition, returns);
  const pages: Page[] = [];
  for (const [place, { viewer, returnId }] of savers.entries()) {
    const standard = edition.standards[place % edition.standards.length];
    const cookie = await aSessionCookie(portal, viewer);
    if (standard) pages.push({ path: `/returns/${returnId}/standards/${standard.code}`, cookie });
  }
  return pages;
}

/**
 * The standard page from the portal as people run it, against the plain page, and against the same portal when all
 * hundred questions of the form are one standard.
 */
export function pageRows({ quick }: BenchOptions): Promise<Figure[]> {
  const pairs = quick ? 2 : 9;
  const milliseconds = quick ? 500 : 2500;
  const returns = quick ? 10 : 40;
  return inFolder(async (folder) => {
    const template = await openBenchPortal(folder);
    const standard = await standardPages(template, await aFormOfHundred(), returns);
    const whole = await standardPages(template, await aFormOfHundred(100), returns);
    await template.close();
    const plainFolder = join(folder, 'plain');
    mkdirSync(plainFolder);
    copyFileSync(databaseFile(folder), databaseFile(plainFolder));

    const portal = await startPortal(folder);
    const plain = await startServer([await buildPlainPage()], plainFolder);
    const generator = startLoadGenerator();
    const ask = (origin: string, pages: readonly Page[]) =>
      generator.send({ kind: 'pages', origin, pages, connections, milliseconds });
    const perSecond = async (origin: string, pages: readonly Page[]) => (await ask(origin, pages)).perSecond;
    try {
      await checkSamePage(portal.origin, plain.origin, standard);
      await warmUp(() => ask(plain.origin, standard), quick);
      await warmUp(() => ask(portal.origin, standard), quick);
      const againstPlain = await paired(
        pairs,
        () => perSecond(portal.origin, standard),
        () => perSecond(plain.origin, standard),
      );
      const againstWhole = await paired(
        pairs,
        () => perSecond(portal.origin, standard),
        () => perSecond(portal.origin, whole),
      );
      return [figureOf('standard-page', againstPlain), figureOf('standard-against-whole-form', againstWhole)];
    } finally {
      await generator.stop();
      await plain.stop();
      await portal.stop();
    }
  });
}

/** Both servers show the same elements and words for every page; attributes differ where the router adds its own. */
async function checkSamePage(ours: string, plain: string, pages: readonly Page[]): Promise<void> {
  for (const { path, cookie } of pages) {
    const mine = mainPart(await fetchPage(ours, path, cookie));
    if (mine.split('<textarea').length < 5) throw new Error(`${path} shows no form`);
    if (mine !== mainPart(await fetchPage(plain, path, cookie)))
      throw new Error(`${path} is not the same page on both servers`);
  }
}

const mainPart = (html: string): string =>
  html.slice(html.indexOf('<main'), html.indexOf('</main>')).replaceAll(/<(\w+)[^>]*>/g, '<$1>');
