/**
 * Every address, read and posted to, by everybody, for a return in every stage: what came is compared with what may
 * come, and every byte is searched for words of somebody else.
 */
import { createHash } from 'node:crypto';
import { askRoute, loadRoute, postOnly, type RouteEntry, routeTable } from '../routes/ask-route.ts';
import type { Difference } from '../setup/beside-the-wall.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { access, guardedByToken } from './access.ts';
import { canariesOf } from './canaries.ts';
import { type Asked, expectedOf, type Owners } from './expected.ts';
import type { Change, Opening, Stage } from './opening.ts';
import { type Asker, everybody } from './people.ts';
import { readableText } from './readable.ts';
import { returnStates, type Tenants, threeTenants } from './tenants.ts';

export interface MatrixReport {
  readonly checks: number;
  /** In how many answers the words of others were looked for, and how many different files were opened for it. */
  readonly searched: number;
  readonly files: number;
  /** Answered where the table says closed, changed where it says no, or somebody else's words in what was sent. */
  readonly leaks: readonly string[];
  /** Closed where the table says open. */
  readonly wrongDenials: readonly string[];
  /** On PostgreSQL: reads of what the table says is open whose answer would be another one beside the wall. */
  readonly hidden: readonly string[];
  readonly faults: readonly string[];
  readonly unlisted: readonly string[];
  readonly seconds: number;
}

/** Which part of the matrix: everything, or one stage of a return. */
export interface MatrixOptions {
  readonly stages?: readonly Stage[];
}

const allStages: readonly Stage[] = ['with-everything', ...returnStates];

export async function runMatrix(dialect: 'sqlite' | 'postgres', options: MatrixOptions = {}): Promise<MatrixReport> {
  let hidden: (difference: Difference) => void = () => undefined;
  const portal = await openTestPortal(dialect, { asRunner: true, besideTheWall: (difference) => hidden(difference) });
  try {
    const started = performance.now();
    const tenants = await threeTenants(portal);
    const people = await everybody(portal, tenants);
    const work = new Matrix(portal, tenants, people, options.stages ?? allStages);
    hidden = (difference) => work.noteHidden(difference);
    await work.run();
    return { ...work.report, seconds: Math.round((performance.now() - started) / 100) / 10 };
  } finally {
    await portal.close();
  }
}

/** Addresses that the lists do not know, or not what can be done there, and those of the lists that are no route. */
export async function findUnlisted(): Promise<string[]> {
  const unlisted: string[] = [];
  for (const { path, file } of routeTable) {
    if (guardedByToken.has(path)) continue;
    const listed = access[path];
    const { loader, action } = await loadRoute(file);
    if (!listed) unlisted.push(path);
    else if (loader && !listed.read && !listed.readIsEmpty) unlisted.push(`${path} is read`);
    else if (action && !listed.change) unlisted.push(`${path} is changed`);
  }
  const paths = new Set(routeTable.map(({ path }) => path));
  for (const path of [...Object.keys(access), ...guardedByToken, ...postOnlyPaths()])
    if (!paths.has(path)) unlisted.push(`${path} is listed and is no route`);
  return unlisted;
}

class Matrix {
  readonly #portal: TestPortal;
  readonly #tenants: Tenants;
  readonly #people: readonly Asker[];
  readonly #stages: readonly Stage[];
  readonly #canaries: ReturnType<typeof canariesOf>;
  readonly #ours: Owners;
  readonly #texts = new Map<string, string>();
  #checks = 0;
  #searched = 0;
  readonly #leaks: string[] = [];
  readonly #wrongDenials: string[] = [];
  readonly #hidden = new Map<string, string>();
  readonly #faults: string[] = [];
  /** What is asked now, where the table says that it is open. */
  #asking: string | undefined;
  readonly #unlisted: string[] = [];

  constructor(portal: TestPortal, tenants: Tenants, people: readonly Asker[], stages: readonly Stage[]) {
    this.#portal = portal;
    this.#tenants = tenants;
    this.#people = people;
    this.#stages = stages;
    this.#canaries = canariesOf(tenants);
    this.#ours = ownersOf('/:returnId', tenants);
  }

  get report() {
    return {
      checks: this.#checks,
      searched: this.#searched,
      files: this.#texts.size,
      leaks: this.#leaks,
      wrongDenials: this.#wrongDenials,
      hidden: [...this.#hidden.values()],
      faults: this.#faults,
      unlisted: this.#unlisted,
    };
  }

  /** Once for each statement. What is refused anyway may look for something and find nothing. */
  noteHidden({ sql, within, beside }: Difference): void {
    if (this.#asking !== undefined)
      this.#hidden.set(sql, `${this.#asking}: ${within} rows of ${beside} of ${sql.slice(0, 300)}`);
  }

  async run(): Promise<void> {
    this.#unlisted.push(...(await findUnlisted()));
    for (const route of routeTable) {
      const listed = access[route.path];
      if (guardedByToken.has(route.path) || !listed) continue;
      const { loader, action } = await loadRoute(route.file);
      for (const place of placesOf(route, this.#tenants, this.#stages)) {
        if (loader && listed.read) for (const asker of this.#people) await this.#ask(route, place, asker, listed.read);
        if (action)
          for (const change of listed.change ?? [])
            for (const asker of this.#people) await this.#ask(route, place, asker, change.open, change);
      }
    }
  }

  async #ask(route: RouteEntry, place: Place, asker: Asker, opening: Opening, change?: Change): Promise<void> {
    const namesOurs = Object.values(change?.form ?? {}).some((value) => value.startsWith('{'));
    const reading = change || !asker.reads ? asker : { ...asker, holds: [...asker.holds, ...asker.reads] };
    const expected = expectedOf(
      reading,
      opening,
      namesOurs && place.owners.partnershipIds === undefined ? { ...place, owners: this.#ours } : place,
    );
    if (change?.deniedOnly && expected === 'open') return;
    const { loader, action } = await loadRoute(route.file);
    const handler = change ? action : loader;
    if (!handler) return;
    const body = change ? this.#formOf(change, place.params) : undefined;
    const before = change && expected !== 'open' ? await this.#written() : 0;
    const intent = change?.form?.intent === undefined ? '' : ` (${change.form.intent})`;
    const about = `${change ? 'POST' : 'GET'} ${route.path}${intent} [${place.stage ?? '-'}${
      place.standard ? `, ${place.standard}` : ''
    }] as ${asker.name}`;
    this.#asking = expected === 'open' ? about : undefined;
    const answer = await askRoute(this.#portal, handler, route, {
      params: place.params,
      token: asker.token,
      ...(body ? { body } : {}),
    });
    this.#checks += 1;
    if (answer.kind === 'fault') {
      this.#faults.push(`${about}: ${answer.error instanceof Error ? answer.error.message : String(answer.error)}`);
      return;
    }
    if (expected === 'open' && answer.kind !== 'answered') this.#wrongDenials.push(`${about}: ${answer.kind}`);
    if (expected !== 'open' && answer.kind === 'answered') this.#leaks.push(`${about}: ${answer.text.slice(0, 90)}`);
    if (expected === 'sign-in' && answer.kind === 'not-found') this.#leaks.push(`${about}: told that there is no page`);
    if (expected !== 'open' && change && (await this.#written()) !== before) this.#leaks.push(`${about}: wrote`);
    // Nothing of anybody is on a page that is for everybody, nor in what a refusal says.
    if (answer.kind === 'sign-in') return;
    this.#searched += 1;
    const text = await this.#readable(answer.text, answer.kind === 'answered' ? answer.bytes : undefined);
    for (const { words, of, mayRead } of this.#canaries)
      if (text.includes(words) && !mayRead(reading)) this.#leaks.push(`${about}: words of ${of}`);
  }

  /** How many events there are: whoever is refused leaves none. */
  async #written(): Promise<number> {
    const { events } = await this.#portal.database.db
      .selectFrom('event_chain')
      .select((eb) => eb.fn.sum<number>('head_seq').as('events'))
      .executeTakeFirstOrThrow();
    return Number(events);
  }

  #formOf({ form = {} }: Change, params: Readonly<Record<string, string>>): FormData {
    const body = new FormData();
    const named: Record<string, string> = { ...params, ...this.#tenants.things };
    for (const [name, value] of Object.entries(form))
      body.set(
        name,
        value.replace(/^\{(\w+)\}$/, (_, key: string) => named[key] ?? key),
      );
    return body;
  }

  async #readable(text: string, bytes: Uint8Array | undefined): Promise<string> {
    if (!bytes) return text;
    const key = createHash('sha256').update(bytes).digest('hex');
    const known = this.#texts.get(key) ?? (await readableText(bytes));
    this.#texts.set(key, known);
    return `${text}\n${known}`;
  }
}

interface Place extends Asked {
  readonly params: Readonly<Record<string, string>>;
}

const postOnlyPaths = () => routeTable.filter(({ file }) => postOnly.has(file)).map(({ path }) => path);

/** One address for each stage of a return, and for each of two standards, where it names them. */
function placesOf({ path }: RouteEntry, tenants: Tenants, stages: readonly Stage[]): Place[] {
  const base = { ...tenants.ours.params, setCode: 'test-set', edition: '2026.1' } as Record<string, string>;
  const owners = ownersOf(path, tenants);
  const returnIsNamed = /:(returnId|submissionId|cycleId|delegationId)/.test(path);
  const standardIsNamed = /:(standardCode|questionCode)/.test(path);
  const standards = standardIsNamed
    ? [
        { standardCode: 'a1', questionCode: 'a1-board' },
        { standardCode: 'a2', questionCode: 'a2-supervision' },
      ]
    : [undefined];
  return (returnIsNamed ? stages : [null]).flatMap((stage) => {
    const state = stage === null || stage === 'with-everything' ? undefined : tenants.states[stage];
    if (state && /:submissionId/.test(path) && state.submissionId === undefined) return [];
    const ofStage = state
      ? {
          returnId: state.returnId,
          cycleId: state.cycleId,
          delegationId: state.delegationId,
          ...(state.submissionId === undefined ? {} : { submissionId: state.submissionId }),
        }
      : {};
    return standards.map((standard) => ({
      owners,
      stage,
      standard: standard?.standardCode,
      params: { ...base, ...ofStage, ...standard },
    }));
  });
}

/** Words in addresses that every tenant has. */
const commonNames = new Set([
  ...['setCode', 'edition', 'standardCode', 'questionCode', 'letter', 'duty', 'subject'],
  'line',
]);

function ownersOf(path: string, tenants: Tenants): Owners {
  const { organisationId, trustId, neighbourId, ours, thirdId } = tenants;
  const areaIds = [organisationId, trustId, neighbourId];
  const all: Owners = { organisationIds: undefined, partnershipIds: undefined, areaIds };
  const named = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').filter((name) => !commonNames.has(name));
  if (named.length === 0) return all;
  if (named[0] === 'groupId') return { ...all, organisationIds: [trustId], partnershipIds: [] };
  // An organisation belongs to every area that it is a member of.
  if (named.length === 1 && named[0] === 'organisationId')
    return { ...all, organisationIds: [organisationId], partnershipIds: [ours.partnershipId, thirdId] };
  return { ...all, organisationIds: [organisationId], partnershipIds: [ours.partnershipId] };
}
