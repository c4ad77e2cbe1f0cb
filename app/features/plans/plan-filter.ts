import { z } from 'zod';
import { type ActionSource, actionSources, type actionStatusCodes, actionStatuses } from '../actions/rules.ts';
import { sectorNames } from '../organisations/rules.ts';

/** Whose actions a plan can be narrowed to by sector; a group of the partnership has none. */
export const planSectors = { ...sectorNames, group: 'Group of the partnership' } as const;
export type PlanSector = keyof typeof planSectors;

export const planStatuses = {
  current: 'Not closed',
  overdue: 'Overdue',
  open: actionStatuses.open.words,
  'in-progress': actionStatuses['in-progress'].words,
  done: actionStatuses.done.words,
  verified: actionStatuses.verified.words,
  closed: actionStatuses.closed.words,
  all: 'All',
} as const satisfies Record<(typeof actionStatusCodes)[number] | 'current' | 'overdue' | 'all', string>;
export type PlanStatus = keyof typeof planStatuses;

/** What the rows of a plan can be put together by. */
export const groupings = {
  none: 'Due date alone',
  agency: 'Agency',
  sector: 'Sector',
  group: 'Group or sub-group',
  priority: 'Partnership priority or youth theme',
  source: 'Where it comes from',
  status: 'Status',
} as const;
export type Grouping = keyof typeof groupings;

const codes = <Code extends string>(words: Readonly<Record<Code, string>>) => Object.keys(words) as [Code, ...Code[]];
const id = z.string().min(1).max(64).optional().catch(undefined);

/** The query string of a plan, the same on each of its pages and files; what it does not know is left out, not refused. */
export const planFilterSchema = z.object({
  partnership: id,
  organisation: id,
  sector: z.enum(codes<PlanSector>(planSectors)).optional().catch(undefined),
  group: id,
  priority: id,
  source: z.enum(codes<ActionSource>(actionSources)).optional().catch(undefined),
  status: z.enum(codes<PlanStatus>(planStatuses)).catch('current'),
  by: z.enum(codes<Grouping>(groupings)).catch('none'),
});
export type PlanFilter = z.output<typeof planFilterSchema>;

/** Reads the filter from an address. */
export const readPlanFilter = (search: URLSearchParams): PlanFilter =>
  planFilterSchema.parse(Object.fromEntries(search));

/** The query string of a filter, shortest form: `?status=overdue`, or nothing for the plan as it opens. */
export function planQuery(filter: PlanFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === '' || (name === 'status' && value === 'current')) continue;
    if (name === 'by' && value === 'none') continue;
    query.set(name, value);
  }
  const words = query.toString();
  return words === '' ? '' : `?${words}`;
}
