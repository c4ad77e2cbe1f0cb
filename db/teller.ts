/** Tells connections of PostgreSQL whose rows are in reach, where policies can hold for the role that they run as. */
import { CompiledQuery, type DatabaseConnection } from 'kysely';
import { nothingInReach, type ReachSettings, reachNow } from './reach.ts';

/** For tests alone. */
export interface Seam {
  /** What is in reach where nobody has said; nothing. A test prepares its world outside of any request. */
  readonly elsewhere?: ReachSettings;
  /** Each connection, once, before anything but its setting runs on it. */
  readonly onConnection?: (connection: DatabaseConnection) => void;
}

/** Owners and superusers are held by no policy: for them a setting would be a round trip for nothing. */
const isHeld = CompiledQuery.raw(
  `select not (rolsuper or rolbypassrls) and not exists (
     select 1 from pg_tables where schemaname = 'public' and tableowner = current_user
   ) as held from pg_roles where rolname = current_user`,
);

const setAll = `select set_config('los.scope', $1, false), set_config('los.organisations', $2, false),
  set_config('los.partnerships', $3, false), set_config('los.memberships', $4, false)`;

export class Teller {
  readonly #seam: Seam;
  readonly #carried = new WeakMap<DatabaseConnection, ReachSettings>();
  #held: boolean | undefined;

  constructor(seam: Seam) {
    this.#seam = seam;
  }

  /** False until the first connection was asked, and for roles that no policy holds. */
  get tells(): boolean {
    return this.#held ?? false;
  }

  /**
   * Sets what is in reach, in a statement of its own before anything else runs: no transaction that fails takes it back.
   * A connection that carries it already is not asked again. A new connection carries nothing, so nothing is in reach.
   */
  async tell(connection: DatabaseConnection): Promise<void> {
    if (this.#held === undefined) {
      const { rows } = await connection.executeQuery<{ held: boolean }>(isHeld);
      this.#held = rows[0]?.held ?? true;
    }
    if (!this.#held) return;
    const settings = reachNow() ?? this.#seam.elsewhere ?? nothingInReach;
    const carried = this.#carried.get(connection);
    if (carried === undefined) this.#seam.onConnection?.(connection);
    if (carried === undefined || !isSame(carried, settings)) {
      // Unknown until it is done: a statement that fails half way must not be taken for one that was done.
      this.#carried.delete(connection);
      const { scope, organisations, partnerships, memberships } = settings;
      await connection.executeQuery(CompiledQuery.raw(setAll, [scope, organisations, partnerships, memberships]));
      this.#carried.set(connection, settings);
    }
  }
}

const isSame = (one: ReachSettings, other: ReachSettings) =>
  one === other ||
  (one.scope === other.scope &&
    one.organisations === other.organisations &&
    one.partnerships === other.partnerships &&
    one.memberships === other.memberships);
