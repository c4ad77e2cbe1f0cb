import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { getPlanPage } from '../../app/features/plans/plan/get-plan.server.ts';
import { readPlanFilter } from '../../app/features/plans/plan-filter.ts';
import { planScope } from '../../app/features/plans/scope.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { anOrganisation, aPartnership, aViewer } from '../builders/a-partnership.ts';
import { aPlannedAction } from '../builders/a-planned-action.ts';
import { inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { milliseconds, paired } from './measure.ts';
import type { markupOf } from './plan-markup.tsx';
import { benchBuildDir } from './processes.ts';

const agencies = 40;

/** A partnership of forty agencies with so many open actions, each with two notes; gives its manager. */
async function aPlan(portal: Portal, slug: string, actions: number): Promise<Viewer> {
  const partnershipId = await aPartnership(portal, slug);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const organisations: string[] = [];
  for (let at = 0; at < agencies; at += 1) organisations.push(await anOrganisation(portal, partnershipId));
  const { db } = portal.database;
  const { id } = await aPlannedAction(portal, {
    partnership_id: partnershipId,
    created_by: manager.personId,
    organisation_id: organisations[0] ?? null,
  });
  const row = await db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  for (let start = 1; start < actions; start += 100) {
    const rows = Array.from({ length: Math.min(100, actions - start) }, (_, at) => ({
      ...row,
      id: portal.newId(),
      reference: `${slug}-${start + at}`,
      organisation_id: organisations[(start + at) % agencies] ?? null,
      due_on: `2026-${String(1 + ((start + at) % 12)).padStart(2, '0')}-15`,
    }));
    await db.insertInto('action').values(rows).execute();
    await db
      .insertInto('action_update')
      .values(
        rows.flatMap((action) =>
          ['2026-06-10T10:00:00.000Z', '2026-07-10T10:00:00.000Z'].map((made_at) => ({
            id: portal.newId(),
            partnership_id: partnershipId,
            organisation_id: action.organisation_id,
            action_id: action.id,
            kind: 'progress' as const,
            note: 'What has been done since the last time, in a sentence or two as people write them.',
            made_by: manager.personId,
            made_at,
          })),
        ),
      )
      .execute();
  }
  return manager;
}

type Markup = typeof markupOf;

/** Node runs no JSX as it is. */
async function buildMarkup(): Promise<Markup> {
  const outfile = join(benchBuildDir, 'plan-markup.js');
  await build({
    entryPoints: [join(import.meta.dirname, 'plan-markup.tsx')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    logLevel: 'warning',
  });
  const built: { markupOf: Markup } = await import(pathToFileURL(outfile).href);
  return built.markupOf;
}

/** What a request for the first page of a plan by agency takes in this process: every query, and its markup. */
async function openPlan(portal: Portal, viewer: Viewer, markup: Markup): Promise<number> {
  const filter = readPlanFilter(new URLSearchParams('by=agency'));
  const { today } = portal.stamp();
  const page = await getPlanPage(portal.database.db, planScope(viewer), filter, today, 1);
  if (!markup(page).includes(page.actions.items[0]?.reference ?? 'no action'))
    throw new Error('The plan does not show its actions');
  return page.actions.total;
}

/** A page of a plan of 3,000 open actions, against the same page of a plan of 100. */
export function planPage({ quick }: BenchOptions): Promise<Figure> {
  const size = quick ? 300 : 3000;
  return inFolder(async (folder) => {
    const portal = await openBenchPortal(folder);
    try {
      const markup = await buildMarkup();
      const large = await aPlan(portal, 'large', size);
      const small = await aPlan(portal, 'small', 100);
      if ((await openPlan(portal, large, markup)) !== size) throw new Error('The plan misses actions');
      return figureOf(
        'plan-page-3000',
        await paired(
          quick ? 3 : 25,
          () => milliseconds(() => openPlan(portal, large, markup)),
          () => milliseconds(() => openPlan(portal, small, markup)),
        ),
      );
    } finally {
      await portal.close();
    }
  });
}
