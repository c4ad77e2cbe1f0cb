import type { Reader } from '../../../../db/client.server.ts';
import type { ActionPlanModel, Fact } from '../../../../pdf/models.ts';
import type { Page } from '../../../platform/paging.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { listInWords } from '../../../platform/words.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { actionSources, actionStatusCodes, actionStatuses } from '../../actions/rules.ts';
import type { ActionScope } from '../../actions/scope.server.ts';
import { setByWords } from '../columns.ts';
import {
  type Grouping,
  groupings,
  type PlanFilter,
  planQuery,
  planSectors,
  planStatuses,
  readPlanFilter,
} from '../plan-filter.ts';
import { planActions } from '../plan-query.server.ts';
import {
  listPlan,
  listPlanChoices,
  listPlanGroups,
  loadPlanRows,
  type PlanChoices,
  type PlanGroup,
  type PlanRow,
} from '../plan-rows.server.ts';
import { getPlanOrganisation, planScope } from '../scope.server.ts';
import { actionPlanModel } from './plan-model.ts';

/** Actions on paper: what takes seconds to draw and what somebody can hold. */
export const mostOnPaper = 500;
/** Actions in a workbook or a CSV: more than any partnership has. */
const mostInFile = 20_000;

export type NamedGroup = PlanGroup & { readonly words: string };

export interface PlanPage {
  readonly filter: PlanFilter;
  readonly summary: readonly Fact[];
  readonly choices: PlanChoices;
  readonly groups: readonly NamedGroup[];
  readonly actions: Page<PlanRow>;
}

/** A page of the plan that an address asks for, with what it can be narrowed to. Nine statements, however many actions. */
export async function getPlanPage(
  db: Reader,
  scope: ActionScope,
  filter: PlanFilter,
  today: string,
  pageAsked: number,
): Promise<PlanPage> {
  const choices = await listPlanChoices(db, scope, today);
  return {
    filter,
    choices,
    summary: await summaryOf(db, scope, filter, today),
    groups: nameGroups(await listPlanGroups(db, scope, filter, today), filter.by, choices),
    actions: await listPlan(db, scope, filter, today, pageAsked),
  };
}

/** How many actions of the plan stand where, whatever status it is narrowed to. */
async function summaryOf(db: Reader, scope: ActionScope, filter: PlanFilter, today: string): Promise<Fact[]> {
  const rows = await planActions(db, scope, { ...filter, status: 'all' }, today)
    .select((eb) => [
      'action.status',
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number>(eb.case().when('action.due_on', '<', today).then(1).else(0).end()).as('past'),
    ])
    .groupBy('action.status')
    .execute();
  const of = (...statuses: readonly string[]) => rows.filter(({ status }) => statuses.includes(status));
  const total = (...statuses: readonly string[]) =>
    String(of(...statuses).reduce((sum, row) => sum + Number(row.total), 0));
  return [
    { label: 'Not done', value: total('open', 'in-progress') },
    { label: 'Overdue', value: String(of('open', 'in-progress').reduce((sum, row) => sum + Number(row.past), 0)) },
    { label: 'Waiting to be checked', value: total('done') },
    { label: 'Waiting for the board', value: total('verified') },
    { label: 'Closed', value: total('closed') },
  ];
}

const noneWords: Readonly<Record<Grouping, string>> = {
  none: '',
  agency: 'Without an organisation',
  sector: '',
  group: 'Followed by no group',
  priority: 'Without a partnership priority or youth theme',
  source: '',
  status: '',
};

/** Groups with their words, in the order of their rows; those without one of their own come last. */
function nameGroups(groups: readonly PlanGroup[], by: Grouping, { priorities }: PlanChoices): NamedGroup[] {
  const wordsOf = ({ key, name }: PlanGroup): string => {
    if (by === 'sector') return Object.entries(planSectors).find(([code]) => code === key)?.[1] ?? key;
    if (by === 'source') return Object.entries(actionSources).find(([code]) => code === key)?.[1] ?? key;
    if (by === 'status') return Object.entries(actionStatuses).find(([code]) => code === key)?.[1].words ?? key;
    if (name === '') return noneWords[by];
    const setBy = by === 'priority' ? priorities.find(({ id }) => id === key)?.setBy : undefined;
    return setBy ? `${setByWords[setBy]}: ${name}` : name;
  };
  const named = groups.map((group) => ({ ...group, words: wordsOf(group) }));
  const places: readonly string[] | undefined =
    by === 'priority' ? priorities.map(({ id }) => id) : by === 'status' ? actionStatusCodes : undefined;
  const placeOf = ({ key, words }: NamedGroup): string =>
    places ? String(places.indexOf(key)).padStart(4, '0') : by === 'source' || by === 'sector' ? key : words;
  const isNone = ({ key }: NamedGroup) => (key === '' ? 1 : 0);
  return named.toSorted(
    (one, other) => isNone(one) - isNone(other) || placeOf(one).localeCompare(placeOf(other), 'en-GB'),
  );
}

/** What a plan is narrowed to, in words: "Not closed, of Housing, by agency". */
function narrowedWords(filter: PlanFilter, choices: PlanChoices): string {
  const named = (list: readonly { readonly id: string; readonly name: string }[], id: string | undefined) =>
    list.find((one) => one.id === id)?.name;
  return [
    planStatuses[filter.status],
    filter.sector && planSectors[filter.sector],
    named(choices.groups, filter.group),
    named(choices.priorities, filter.priority),
    filter.source && `from ${actionSources[filter.source].toLowerCase()}`,
    filter.by === 'none' ? 'by due date' : `by ${groupings[filter.by].toLowerCase()}`,
  ]
    .filter((words) => words !== undefined && words !== '')
    .join(', ');
}

export interface WholePlan {
  readonly filter: PlanFilter;
  readonly model: ActionPlanModel;
  /** Begins the name of its files. */
  readonly fileName: string;
}

/**
 * The plan that an address asks for, as a document of at most 500 actions. An organisation that the viewer does not read
 * is refused as not found.
 */
export async function getWholePlan(portal: Portal, viewer: Viewer, search: URLSearchParams): Promise<WholePlan> {
  const scope = planScope(viewer);
  const filter = readPlanFilter(search);
  const { now, today } = portal.stamp();
  return portal.database.readTogether(async (trx) => {
    const whose = await whosePlan(trx, scope, filter);
    const partnership = await findPlanPartnership(trx, scope, filter);
    const choices = await listPlanChoices(trx, scope, today);
    const groups = nameGroups(await listPlanGroups(trx, scope, filter, today), filter.by, choices);
    const { total } = await planActions(trx, scope, filter, today)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const model = actionPlanModel({
      partnership,
      scope: whose ?? partnership.name,
      title: 'Action plan',
      today,
      madeOn: now,
      address: `${portal.config.publicOrigin}/action-plans/plan${planQuery(filter)}`,
      narrowed: narrowedWords(filter, choices),
      summary: await summaryOf(trx, scope, filter, today),
      rows: await loadPlanRows(trx, scope, filter, today, { limit: mostOnPaper }),
      total: Number(total),
      groups: new Map(groups.map((group) => [group.key, group])),
    });
    return { filter, model, fileName: `action-plan-${today}` };
  });
}

/** Every action that an address asks for, for a file. The same refusals as the document. */
export async function loadPlanFile(
  portal: Portal,
  viewer: Viewer,
  search: URLSearchParams,
): Promise<{
  readonly rows: readonly PlanRow[];
  readonly title: string;
  readonly creator: string;
  readonly fileName: string;
}> {
  const scope = planScope(viewer);
  const filter = readPlanFilter(search);
  const { today } = portal.stamp();
  return portal.database.readTogether(async (trx) => {
    const whose = await whosePlan(trx, scope, filter);
    const partnership = await findPlanPartnership(trx, scope, filter);
    return {
      rows: await loadPlanRows(trx, scope, filter, today, { limit: mostInFile }),
      title: `Action plan: ${whose ?? partnership.name}`,
      creator: partnership.name,
      fileName: `action-plan-${today}`,
    };
  });
}

/** Whose plan it is where it is not the partnership's: the organisation asked for, or all that the viewer reads. */
async function whosePlan(db: Reader, scope: ActionScope, { organisation }: PlanFilter): Promise<string | undefined> {
  if (organisation) return (await getPlanOrganisation(db, scope, organisation)).name;
  if (scope.partnerships || !scope.organisations) return undefined;
  const rows = await db
    .selectFrom('organisation')
    .select('name')
    .where('id', 'in', scope.organisations.organisationIds)
    .orderBy('name')
    .execute();
  return listInWords(rows.map(({ name }) => name));
}

/** The partnership whose plan it is: the one asked for, else the first that has an action in scope or is the viewer's. */
export async function findPlanPartnership(
  db: Reader,
  scope: ActionScope,
  { partnership, organisation }: Pick<PlanFilter, 'partnership' | 'organisation'>,
): Promise<{ readonly id: string; readonly name: string; readonly shortName: string }> {
  const found = await db
    .selectFrom('partnership')
    .select(['id', 'name', 'short_name as shortName'])
    .where((eb) =>
      eb.or([
        ...(scope.partnerships ? [eb('id', 'in', scope.partnerships.partnershipIds)] : []),
        ...(scope.organisations
          ? [
              eb('id', 'in', (members) =>
                members
                  .selectFrom('partnership_member')
                  .select('partnership_id')
                  .where('organisation_id', 'in', scope.organisations?.organisationIds ?? [])
                  .$if(organisation !== undefined, (query) => query.where('organisation_id', '=', organisation ?? '')),
              ),
            ]
          : []),
      ]),
    )
    .$if(partnership !== undefined, (query) => query.where('id', '=', partnership ?? ''))
    .orderBy('name')
    .limit(1)
    .executeTakeFirst();
  if (!found) throw notFound();
  return found;
}
