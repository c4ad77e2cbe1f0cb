import type { Edition } from './contract.ts';
import { conditionsOf, leavesOf } from './placed-conditions.ts';
import { type OrganisationKind, organisationKindCodes, organisationKinds } from './vocabulary.ts';

/** The kinds of organisation that an edition is for: those that it names, or else every kind of its sector. */
export function kindsAsked({ kinds, sector }: Pick<Edition, 'kinds' | 'sector'>): OrganisationKind[] {
  return organisationKindCodes.filter((kind) => kinds?.includes(kind) ?? organisationKinds[kind].sector === sector);
}

/** Whether anything in the edition depends on the phase of education. */
export const asksByPhase = (edition: Edition): boolean =>
  conditionsOf(edition).some(({ condition }) => leavesOf(condition).some(({ leaf }) => 'phase' in leaf));
