import type { MonthTally, YearTally } from './tally.ts';

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

/** One month as it is printed. */
export const monthLines = ({
  month,
  sent,
  escalated,
  ended,
  letters,
  actions,
  returns,
  standing,
}: MonthTally): string[] => [
  '',
  month,
  `  sent       ${list(sent)}`,
  `  escalated  ${list(escalated)}; letters released ${letters}`,
  `  ended      ${list(ended)}`,
  `  actions    given ${actions.given}, done ${actions.done}, closed ${actions.closed}, sent back ${actions.sentBack}, opened again ${actions.reopened}, more time ${actions.moreTime}`,
  `  returns    ${list(returns)}`,
  `  at its end ${standing.openActions} actions open, ${standing.overdueActions} of them overdue; ${standing.returnsSent} of ${standing.returnsDue} returns that were due are sent; ${standing.raised} matters raised`,
];

const sum = (months: readonly MonthTally[], of: (month: MonthTally) => Readonly<Record<string, number>>) => {
  const total: Record<string, number> = {};
  for (const month of months)
    for (const [name, count] of Object.entries(of(month))) total[name] = (total[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(total).toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** The whole span as it is printed. */
export function summaryLines({ seed, from, to, months, mostADay, people, messages }: YearTally): string[] {
  const actions = sum(months, (month) => month.actions);
  return [
    '',
    `${from} to ${to}, seed ${seed}`,
    `  sent       ${list(sum(months, ({ sent }) => sent))}`,
    `  escalated  ${list(sum(months, ({ escalated }) => escalated))}`,
    `  ended      ${list(sum(months, ({ ended }) => ended))}`,
    `  letters    ${months.reduce((total, { letters }) => total + letters, 0)}`,
    `  actions    given ${actions.given}, done ${actions.done}, closed ${actions.closed}, sent back ${actions.sentBack}, opened again ${actions.reopened}, more time ${actions.moreTime}`,
    `  returns    ${list(sum(months, ({ returns }) => returns))}`,
    `  mail       ${messages} ordinary messages to ${people} people, never more than ${mostADay} a day to one of them`,
  ];
}
