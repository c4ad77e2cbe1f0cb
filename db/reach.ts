/**
 * Which owners' rows a statement may touch at all. PostgreSQL holds it with policies (`db/wall.server.ts`) where the portal
 * runs as a role that owns nothing: each connection is told, as it is taken, whose rows are in reach. Nothing is, until
 * somebody says so: a request begins with nothing, and goes on with the reach of the person behind it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type DialectAdapter, sql } from 'kysely';
import type { Reader, Trx } from './client.server.ts';
import type { PortalReason } from './portal-reasons.ts';

/** The owners of all that a person may touch. */
export interface Reach {
  /** Organisations: their own, those of partnerships they work for, those assigned to them. */
  readonly organisations: readonly string[];
  /** Partnerships that they work for. */
  readonly partnerships: readonly string[];
  /** Partnerships in which their organisations are, or were, members. */
  readonly memberships: readonly string[];
}

/** What a connection carries, as the policies read it. */
export interface ReachSettings {
  readonly scope: '' | 'accounts' | 'portal';
  readonly organisations: string;
  readonly partnerships: string;
  readonly memberships: string;
}

export const nothingInReach: ReachSettings = { scope: '', organisations: '', partnerships: '', memberships: '' };
const accounts: ReachSettings = { ...nothingInReach, scope: 'accounts' };
export const wholePortal: ReachSettings = { ...nothingInReach, scope: 'portal' };

/** One for each request; what it holds changes once, when it is known who asks. */
interface Holder {
  settings: ReachSettings;
  /** Why everybody's rows are in reach. */
  readonly reason?: PortalReason;
  /** Of the request within which this runs. */
  readonly request?: Holder | undefined;
}

declare global {
  /** One for the process: the built pages hold a copy of this module beside the server's own. */
  var lineOfSightReach:
    | { readonly current: AsyncLocalStorage<Holder>; readonly told: WeakMap<DialectAdapter, () => boolean> }
    | undefined;
}
globalThis.lineOfSightReach ??= { current: new AsyncLocalStorage(), told: new WeakMap() };
/** `told`: databases whose connections are told, by the adapter, which each open database has one of. */
const { current, told } = globalThis.lineOfSightReach;

/** What the code that runs now may touch; undefined where nobody has said. */
export const reachNow = (): ReachSettings | undefined => current.getStore()?.settings;

/** Answers a request. Until it is known who asks, no owner's rows are in reach. */
export const withinRequest = <T>(body: () => T): T => current.run({ settings: nothingInReach }, body);

/** The person behind the request is known: from here on the request reaches as far as they do. */
export function enterReach(reach: Reach): void {
  const request = requestNow();
  if (request) request.settings = settingsOf(reach);
}

/** Found out within another scope too: it is the request that reaches further from here on. */
const requestNow = (): Holder | undefined => {
  const holder = current.getStore();
  return holder?.request ?? holder;
};

const settingsOf = ({ organisations, partnerships, memberships }: Reach): ReachSettings => ({
  scope: '',
  organisations: listed(organisations),
  partnerships: listed(partnerships),
  memberships: listed(memberships),
});

function listed(ids: readonly string[]): string {
  const sorted = [...new Set(ids)].toSorted();
  // Commas part the list: an id that has one would open other owners.
  if (sorted.some((id) => id.includes(','))) throw new Error('An id with a comma cannot be in reach');
  return sorted.join(',');
}

/** Runs what has to know who holds which role before the person is known. Beside the tables of accounts nothing is in reach. */
export const amongAccounts = <T>(body: () => T): T =>
  reachNow()?.scope === 'portal' ? body() : current.run({ settings: accounts, request: requestNow() }, body);

/**
 * Runs what is right to reach everybody's rows: jobs, the operator's commands, what is open to everybody, and the few
 * things that an owner's command has to know of others. `portal-reasons.ts` lists every reason with the places that give
 * it, and a test holds the list. Inside a transaction `trx` must be given: its connection is taken already.
 */
export async function asThePortal<T>(reason: PortalReason, body: () => Promise<T>, trx?: Reader): Promise<T> {
  if (reachNow()?.scope === 'portal') return body();
  const run = () => current.run({ settings: wholePortal, reason, request: requestNow() }, body);
  if (!trx?.isTransaction || !isTold(trx)) return run();
  const { rows } = await sql<{ before: string | null }>`select current_setting('los.scope', true) as before`.execute(
    trx,
  );
  await sql`select set_config('los.scope', 'portal', true)`.execute(trx);
  // When the body fails the transaction does too, and takes the setting back with it.
  const result = await run();
  await sql`select set_config('los.scope', ${rows[0]?.before ?? ''}, true)`.execute(trx);
  return result;
}

/** Until the end of the transaction, organisations that it makes or takes in are in reach too. */
export async function reachAlso(trx: Trx, organisations: readonly string[]): Promise<void> {
  if (organisations.length === 0 || !isTold(trx)) return;
  await sql`select set_config('los.organisations',
    concat_ws(',', nullif(current_setting('los.organisations', true), ''), ${listed(organisations)}::text), true)`.execute(
    trx,
  );
}

export const tellConnections = (adapter: DialectAdapter, ask: () => boolean): void => void told.set(adapter, ask);
/** Whether connections of this database are told whose rows are in reach. */
export const isTold = (db: Reader): boolean => told.get(db.getExecutor().adapter)?.() ?? false;
