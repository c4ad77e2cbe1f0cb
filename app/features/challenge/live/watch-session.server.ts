import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseHandle } from '../../../../db/client.server.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { versionOfSession } from './live-state.server.ts';

/**
 * Tells everybody who watches a session in this process when it changes. One look-up for all of them, several times a
 * second while anybody watches: it needs nothing of the database but a query, so it works the same on both, and however
 * many processes there are.
 */
const lookEvery = 150;

type Listener = (version: string) => void;
interface Watch {
  readonly listeners: Set<Listener>;
  version: string | undefined;
  timer: NodeJS.Timeout | undefined;
}

const watches = new WeakMap<DatabaseHandle, Map<string, Watch>>();

/** Calls `tell` with the version now and with each that follows, until the returned function is called. */
export function watchSession(
  database: DatabaseHandle,
  scope: PartnershipScope,
  sessionId: string,
  tell: Listener,
): () => void {
  // Called by the look-up of whoever watched first, and reaches as far as the one it tells.
  const listener = AsyncLocalStorage.bind(tell);
  const ofDatabase = watches.get(database) ?? new Map<string, Watch>();
  watches.set(database, ofDatabase);
  const known = ofDatabase.get(sessionId);
  const watch: Watch = known ?? { listeners: new Set(), version: undefined, timer: undefined };
  watch.listeners.add(listener);
  if (known === undefined) {
    ofDatabase.set(sessionId, watch);
    void look(database, scope, sessionId, watch);
  } else if (watch.version !== undefined) listener(watch.version);
  return () => {
    watch.listeners.delete(listener);
    if (watch.listeners.size > 0) return;
    clearTimeout(watch.timer);
    if (ofDatabase.get(sessionId) === watch) ofDatabase.delete(sessionId);
  };
}

async function look(database: DatabaseHandle, scope: PartnershipScope, sessionId: string, watch: Watch): Promise<void> {
  try {
    const version = await versionOfSession(database.db, scope, sessionId);
    if (version !== watch.version) {
      watch.version = version;
      for (const listener of watch.listeners) listener(version);
    }
  } catch {
    // The database is away for a moment, or closing: whoever watches still has what was true last.
  }
  if (watch.listeners.size === 0) return;
  watch.timer = setTimeout(() => void look(database, scope, sessionId, watch), lookEvery);
  watch.timer.unref();
}
