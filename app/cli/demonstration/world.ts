import { agencies } from '../../../db/seed/brookmere.ts';
import type { DemonstrationOrganisation } from '../../../db/seed/organisation.ts';
import { peopleOf } from '../../../db/seed/people.ts';
import { settings } from '../../../db/seed/settings.ts';
import { viewerOf } from '../../features/accounts/queries.server.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import type { CompiledEdition } from '../../features/questionnaire/questionnaire.ts';
import type { Portal } from '../../platform/portal.ts';
import type { Timeline } from './timeline.ts';

export const sectionEleven = 'section-11/2023.1';
export const schools = 'section-175/2025.1';

/** A cycle of the demonstration once it is launched. */
export interface LaunchedCycle {
  readonly id: string;
  /** Return ids by organisation id. */
  readonly returns: ReadonlyMap<string, string>;
}

/** A piece of evidence that an organisation keeps. */
export interface KeptEvidence {
  readonly id: string;
  readonly title: string;
  /** Its title without the month, by which a later version finds it. */
  readonly about: string;
}

/** What the steps of the timeline hand to each other. */
export interface World {
  readonly timeline: Timeline;
  readonly say: (line: string) => void;
  readonly editions: ReadonlyMap<string, CompiledEdition>;
  partnershipId: string;
  /** Organisation ids by slug. */
  readonly organisationIds: Map<string, string>;
  /** People by e-mail address, with the roles they were given at the start. */
  readonly viewers: Map<string, Viewer>;
  /** What each organisation keeps, by slug. */
  readonly evidence: Map<string, KeptEvidence[]>;
}

const everybody = new Map([...agencies, ...settings].map((organisation) => [organisation.slug, organisation]));

/** An organisation of the demonstration by its slug. */
export const organisationNamed = (slug: string): DemonstrationOrganisation => known(everybody.get(slug), slug);

export const organisationIdOf = (world: World, slug: string): string => known(world.organisationIds.get(slug), slug);

export const editionOf = (world: Pick<World, 'editions'>, id: string): CompiledEdition =>
  known(world.editions.get(id), id);

/** Somebody of the partnership, by the beginning of the address. */
export const partnerAt = (world: World, name: string): Viewer =>
  known(world.viewers.get(`${name}@brookmere-scp.example`), name);

/** Whoever holds a role in an organisation; undefined when nobody does. */
export function findViewer(world: World, slug: string, role: string): Viewer | undefined {
  const person = peopleOf(organisationNamed(slug)).find((one) => one.role === role);
  return person && world.viewers.get(person.email);
}

export const viewerAt = (world: World, slug: string, role: string): Viewer =>
  known(findViewer(world, slug, role), `${role} of ${slug}`);

export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The demonstration has no ${what}`);
  return value;
}

/** Reads everybody's roles once, when all have been given. */
export async function meetEverybody(portal: Portal, world: World): Promise<void> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  for (const person of await db.selectFrom('person').select(['id', 'name', 'email']).execute())
    world.viewers.set(person.email, await viewerOf(db, person, today));
}

export { notApplicableCode as notApplicable } from '../../../standards/vocabulary.ts';
