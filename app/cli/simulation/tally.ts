import type { Portal } from '../../platform/portal.ts';
import type { Town } from './town.ts';

/** What happened in one month, and how things stood at its end. */
export interface MonthTally {
  readonly month: string;
  /** Messages that went out, by template. */
  readonly sent: Readonly<Record<string, number>>;
  /** Levels reached, by what is late and the level. */
  readonly escalated: Readonly<Record<string, number>>;
  /** Escalations that ended, by reason. */
  readonly ended: Readonly<Record<string, number>>;
  readonly letters: number;
  readonly actions: {
    readonly given: number;
    readonly done: number;
    readonly closed: number;
    readonly sentBack: number;
    readonly reopened: number;
    readonly moreTime: number;
  };
  /** What became of returns: sent for signature, signed, sent, moderated, asked about in sessions; letters and replies. */
  readonly returns: Readonly<Record<string, number>>;
  /** At the end of the month. */
  readonly standing: {
    readonly openActions: number;
    readonly overdueActions: number;
    readonly returnsSent: number;
    readonly returnsDue: number;
    readonly raised: number;
  };
}

export interface YearTally {
  readonly seed: string;
  readonly from: string;
  readonly to: string;
  readonly months: readonly MonthTally[];
  /** Of ordinary messages; more than one a day would break the promise. */
  readonly mostADay: number;
  readonly people: number;
  readonly messages: number;
}

type Counted = readonly { readonly key: string; readonly count: number }[];
const asRecord = (rows: Counted): Record<string, number> =>
  Object.fromEntries(
    rows.map(({ key, count }) => [key, Number(count)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Counts one month, of which `to` is the last day. */
export async function tallyMonth(town: Town, from: string, to: string): Promise<MonthTally> {
  const { portal, partnershipId } = town;
  const { db } = portal.database;
  const start = `${from}T00:00:00.000Z`;
  const end = `${to}T23:59:59.999Z`;
  const sent = await db
    .selectFrom('outbox_message')
    .select((eb) => ['template as key', eb.fn.countAll<number>().as('count')])
    .where('status', '=', 'sent')
    .where('attempted_at', '>=', start)
    .where('attempted_at', '<=', end)
    .groupBy('template')
    .execute();
  const steps = await db
    .selectFrom('escalation_step as step')
    .innerJoin('escalation', 'escalation.id', 'step.escalation_id')
    .select(['step.kind', 'step.level', 'escalation.subject', 'escalation.ended_because'])
    .where('step.partnership_id', '=', partnershipId)
    .where('step.made_on', '>=', from)
    .where('step.made_on', '<=', to)
    .execute();
  const counted = (keys: readonly string[]): Record<string, number> =>
    asRecord([...Map.groupBy(keys, (key) => key)].map(([key, same]) => ({ key, count: same.length })));
  const updates = asRecord(
    await db
      .selectFrom('action_update')
      .select((eb) => ['kind as key', eb.fn.countAll<number>().as('count')])
      .where('partnership_id', '=', partnershipId)
      .where('made_at', '>=', start)
      .where('made_at', '<=', end)
      .groupBy('kind')
      .execute(),
  );
  const { given } = await db
    .selectFrom('action')
    .select((eb) => eb.fn.countAll<number>().as('given'))
    .where('partnership_id', '=', partnershipId)
    .where('created_at', '>=', start)
    .where('created_at', '<=', end)
    .executeTakeFirstOrThrow();
  return {
    month: from.slice(0, 7),
    sent: asRecord(sent),
    escalated: counted(steps.flatMap(({ kind, subject, level }) => (kind === 'raised' ? [`${subject} ${level}`] : []))),
    ended: counted(steps.flatMap(({ kind, ended_because }) => (kind === 'ended' ? [ended_because ?? ''] : []))),
    letters: steps.filter(({ kind }) => kind === 'letter-released').length,
    actions: {
      given: Number(given),
      done: updates.done ?? 0,
      closed: updates.verified ?? 0,
      sentBack: updates.returned ?? 0,
      reopened: updates.reopened ?? 0,
      moreTime: updates.rescheduled ?? 0,
    },
    returns: await tallyReturns(town, start, end),
    standing: await standingOn(portal, partnershipId, to),
  };
}

/** What the record of changes has of each kind that a return goes through. */
const returnEvents = {
  'return.sent-for-sign-off': 'sent for signature',
  'return.signed': 'signed',
  'return.submitted': 'sent',
  'moderation.finished': 'moderated',
  'challenge.recorded': 'challenges recorded',
  'letter.issued': 'letters issued',
  'letter.replied': 'replies',
  'return.closed': 'closed',
} as const;

async function tallyReturns({ portal, partnershipId }: Town, start: string, end: string) {
  const rows = await portal.database.db
    .selectFrom('event')
    .select((eb) => ['type as key', eb.fn.countAll<number>().as('count')])
    .where('partnership_id', '=', partnershipId)
    .where('type', 'in', Object.keys(returnEvents))
    .where('at', '>=', start)
    .where('at', '<=', end)
    .groupBy('type')
    .execute();
  const counts = new Map(rows.map(({ key, count }) => [key, Number(count)]));
  return Object.fromEntries(
    Object.entries(returnEvents).flatMap(([type, words]) => {
      const count = counts.get(type);
      return count === undefined ? [] : [[words, count] as const];
    }),
  );
}

async function standingOn({ database: { db } }: Portal, partnershipId: string, day: string) {
  const actions = await db
    .selectFrom('action')
    .select((eb) => [
      eb.fn.countAll<number>().as('open'),
      eb.fn.sum<number>(eb.case().when('due_on', '<=', day).then(1).else(0).end()).as('overdue'),
    ])
    .where('partnership_id', '=', partnershipId)
    .where('status', 'in', ['open', 'in-progress'])
    .executeTakeFirstOrThrow();
  const returns = await db
    .selectFrom('agency_return')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select((eb) => [
      eb.fn.countAll<number>().as('due'),
      eb.fn
        .sum<number>(eb.case().when('agency_return.status', 'in', ['submitted', 'closed']).then(1).else(0).end())
        .as('sent'),
    ])
    .where('agency_return.partnership_id', '=', partnershipId)
    .where('cycle.status', '=', 'open')
    .where('agency_return.first_due_on', '<=', day)
    .executeTakeFirstOrThrow();
  const { raised } = await db
    .selectFrom('escalation')
    .select((eb) => eb.fn.countAll<number>().as('raised'))
    .where('partnership_id', '=', partnershipId)
    .where('status', 'in', ['open', 'paused'])
    .executeTakeFirstOrThrow();
  return {
    openActions: Number(actions.open),
    overdueActions: Number(actions.overdue ?? 0),
    returnsSent: Number(returns.sent ?? 0),
    returnsDue: Number(returns.due),
    raised: Number(raised),
  };
}

/** What holds for the whole span. */
export async function tallyMail({ database: { db } }: Portal, from: string) {
  const rows = await db
    .selectFrom('outbox_message')
    .select(['to_address', 'attempted_at'])
    .where('status', '=', 'sent')
    .where('urgent', '=', 0)
    .where('attempted_at', '>=', `${from}T00:00:00.000Z`)
    .execute();
  const days = Map.groupBy(rows, ({ to_address, attempted_at }) => `${to_address} ${attempted_at?.slice(0, 10)}`);
  return {
    mostADay: Math.max(0, ...[...days.values()].map((same) => same.length)),
    people: new Set(rows.map(({ to_address }) => to_address)).size,
    messages: rows.length,
  };
}
