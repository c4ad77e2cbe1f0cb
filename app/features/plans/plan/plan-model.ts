import type { ActionPlanModel, Fact, PlanAction } from '../../../../pdf/models.ts';
import { countOf, dayInWords, instantInWords } from '../../../platform/words.ts';
import { actionSources, actionStatuses, priorities } from '../../actions/rules.ts';
import { ragInWords, setByWords } from '../columns.ts';
import type { PlanGroup, PlanRow, Said } from '../plan-rows.server.ts';

export interface PlanModelParts {
  readonly partnership: { readonly name: string; readonly shortName: string };
  /** Whose plan: an organisation's name, or the partnership's. */
  readonly scope: string;
  readonly title: string;
  readonly today: string;
  /** The instant at which it is made. */
  readonly madeOn: string;
  readonly address: string;
  readonly narrowed: string;
  readonly summary: readonly Fact[];
  readonly rows: readonly PlanRow[];
  /** All that the filter lets through, also what is not among the rows. */
  readonly total: number;
  /** The groups in order of their rows; empty where they are not put together. */
  readonly groups: ReadonlyMap<string, PlanGroup & { readonly words: string }>;
}

/** A plan, already worded, for its PDF and its page. What does not fit is told, with where it is. */
export function actionPlanModel(parts: PlanModelParts): ActionPlanModel {
  const { rows, total, groups } = parts;
  const byGroup = Map.groupBy(rows, ({ groupKey }) => groupKey);
  return {
    kind: 'action-plan',
    title: parts.title,
    language: 'en-GB',
    madeOn: parts.madeOn,
    madeOnText: instantInWords(parts.madeOn),
    partnership: parts.partnership.name,
    reference: `${parts.partnership.shortName} action plan ${parts.today}`,
    accessibleAddress: parts.address,
    scope: parts.scope,
    asAt: `As at ${dayInWords(parts.today)}`,
    narrowed: parts.narrowed,
    leftOut:
      rows.length < total
        ? `The first ${rows.length} of ${countOf(total, 'action')} stand here. All are in the workbook and the CSV of this plan; narrow the plan to print the others.`
        : null,
    summary: [...parts.summary],
    parts: [...byGroup].map(([key, its]) => {
      const group = groups.get(key);
      return {
        heading: group?.words ?? null,
        note: group ? groupNote(group) : '',
        actions: its.map(planAction),
      };
    }),
  };
}

/** "12 actions, 3 overdue". */
export const groupNote = ({ total, overdue }: Pick<PlanGroup, 'total' | 'overdue'>): string =>
  `${countOf(total, 'action')}${overdue > 0 ? `, ${overdue} overdue` : ''}`;

/** One action in the words of the plan table. */
export function planAction(row: PlanRow): PlanAction {
  return {
    reference: row.reference,
    origin: [
      actionSources[row.source],
      ...(row.cycle === null ? [] : [row.standardCode === null ? row.cycle : `${row.cycle}, ${row.standardCode}`]),
    ],
    marks: [priorities[row.priority], ...(row.serves ? [`${setByWords[row.serves.setBy]}: ${row.serves.title}`] : [])],
    action: row.what,
    finding: row.finding,
    successMeasure: row.successMeasure,
    days: [
      { label: 'Given', day: dayInWords(row.givenOn) },
      ...dated('Starts', row.startsOn),
      ...(row.firstDueOn === row.dueOn ? [] : dated('First due', row.firstDueOn)),
      { label: 'Due', day: dayInWords(row.dueOn) },
      ...dated('Done', row.doneOn),
      ...dated('Closed', row.closedOn),
      ...dated('Impact check', row.impactCheckOn),
    ],
    overdue: row.overdue ? 'Overdue' : null,
    state: stateOf(row),
    said: [...(row.latest ? [said('Progress', row.latest)] : []), ...(row.impact ? [said('Done', row.impact)] : [])],
    responsible: [
      ...(row.organisation === null ? [] : [{ label: 'Organisation', value: row.organisation }]),
      ...(row.group === null ? [] : [{ label: 'Group', value: row.group }]),
      { label: 'Owner', value: row.owner },
      ...(row.sponsor === null ? [] : [{ label: 'Sponsor', value: row.sponsor }]),
    ],
  };
}

/** "In progress, 60%", "Amber: at risk". */
const stateOf = ({ status, percent, rag }: PlanRow): string[] => [
  status === 'in-progress' ? `${actionStatuses[status].words}, ${percent}%` : actionStatuses[status].words,
  ...(rag === null ? [] : [ragInWords(rag)]),
];

const dated = (label: string, day: string | null) => (day === null ? [] : [{ label, day: dayInWords(day) }]);

const said = (kind: string, { by, on, text, proof }: Said): PlanAction['said'][number] => ({
  who: `${kind}, ${by}, ${dayInWords(on)}`,
  text,
  proof,
});
