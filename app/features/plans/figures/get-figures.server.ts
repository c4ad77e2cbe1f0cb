import { stringify } from 'csv-stringify/sync';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { addMonths } from '../../actions/rules.ts';
import { type PlanFilter, readPlanFilter } from '../plan-filter.ts';
import { listPlanChoices, type PlanChoices } from '../plan-rows.server.ts';
import { planScope } from '../scope.server.ts';
import { type Ages, ageBands, agesOf, type BurnDown, burnDown, type OnTime, onTime, type Share } from './figures.ts';
import { type KnownHistory, loadHistories } from './load-histories.server.ts';

/** How far back the figures may look, in months. */
export const periods = [12, 6, 24, 36] as const;
export type Period = (typeof periods)[number];

export interface PlanFigures {
  readonly filter: PlanFilter;
  readonly choices: PlanChoices;
  readonly months: Period;
  readonly from: string;
  readonly today: string;
  readonly actions: number;
  readonly burnDown: BurnDown;
  readonly onTime: OnTime;
  /** The rates of each kind of organisation, by its name. */
  readonly byKind: readonly { readonly kind: string; readonly onTime: OnTime }[];
  readonly ages: Ages;
}

/** The period that an address asks for; twelve months for anything else. */
export const readPeriod = (search: URLSearchParams): Period =>
  periods.find((months) => String(months) === search.get('months')) ?? 12;

/** The figures of the plan that an address asks for, read as of one moment. */
export async function getPlanFigures(portal: Portal, viewer: Viewer, search: URLSearchParams): Promise<PlanFigures> {
  const scope = planScope(viewer);
  const filter = readPlanFilter(search);
  const months = readPeriod(search);
  const { today } = portal.stamp();
  return portal.database.readTogether(async (trx) => {
    const choices = await listPlanChoices(trx, scope, today);
    return { filter, choices, ...figuresOf(await loadHistories(trx, scope, filter, today), months, today) };
  });
}

function figuresOf(actions: readonly KnownHistory[], months: Period, today: string) {
  const from = addMonths(today, -months);
  return {
    months,
    from,
    today,
    actions: actions.length,
    burnDown: burnDown(actions, from, today),
    onTime: onTime(actions, from, today),
    byKind: [...Map.groupBy(actions, ({ kind }) => kind)]
      .map(([kind, its]) => ({ kind, onTime: onTime(its, from, today) }))
      .filter((one) => one.onTime.byFirst.of > 0)
      .toSorted((one, other) => one.kind.localeCompare(other.kind, 'en-GB')),
    ages: agesOf(actions, today),
  };
}

const columns = ['figure', 'of', 'day', 'name', 'count', 'counted', 'per_cent'];

/** The figures as CSV: a row for each number, with a byte order mark and no formula. Same column names every year. */
export function figuresAsCsv({ burnDown: { steps, months }, onTime: all, byKind, ages }: PlanFigures): string {
  const rateRows = (of: string, { counts, byFirst, byGranted }: OnTime) => [
    ...Object.entries(counts).map(([name, count]) => ['timing', of, '', name, count, '', '']),
    shareRow(of, 'by first date', byFirst),
    shareRow(of, 'by date in force', byGranted),
  ];
  const rows = [
    ...steps.flatMap(({ at, open, notDone }) => [
      ['open actions', '', at, 'open', open, '', ''],
      ['open actions', '', at, 'not done', notDone, '', ''],
    ]),
    ...months.flatMap(({ at, overdue, pastFirst }) => [
      ['late at the end of the month', '', at, 'overdue', overdue, '', ''],
      ['late at the end of the month', '', at, 'past first date', pastFirst, '', ''],
    ]),
    ...rateRows('all', all),
    ...byKind.flatMap(({ kind, onTime: rates }) => rateRows(kind, rates)),
    ...ageBands.flatMap(({ code, words }) => [
      ['age', 'not done', '', words, ages.notDone[code], '', ''],
      ['age', 'done, not closed', '', words, ages.done[code], '', ''],
    ]),
  ];
  return stringify(rows, { header: true, columns, bom: true, escape_formulas: true });
}

const shareRow = (of: string, name: string, { count, of: counted, percent }: Share) => [
  'on-time rate',
  of,
  '',
  name,
  count,
  counted,
  percent ?? '',
];
