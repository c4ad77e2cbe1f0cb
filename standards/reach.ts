import type { Condition, Edition } from './contract.ts';
import type { EditionIndex } from './edition-index.ts';
import {
  type DutyBasis,
  dutyBasisCodes,
  type OrganisationKind,
  organisationKindCodes,
  organisationKinds,
  type Phase,
  phaseCodes,
} from './vocabulary.ts';

/** A sort of organisation that could be asked to answer an edition. */
export type Respondent = { kind: OrganisationKind; phase: Phase | null; duty: DutyBasis };

/** What can be said of a condition from the sort of organisation alone. */
export type Reach = 'always' | 'never' | 'depends';

/** The kinds of organisation that answer an edition: those that it names, or all of its sector. */
export function kindsOf({ kinds, sector }: Pick<Edition, 'kinds' | 'sector'>): OrganisationKind[] {
  return organisationKindCodes.filter(
    (kind) => organisationKinds[kind].sector === sector && (kinds === undefined || kinds.includes(kind)),
  );
}

/** Every sort of organisation that answers the edition: each kind, with each phase for settings, under each duty. */
export function respondentsOf(edition: Edition): Respondent[] {
  const kinds = kindsOf(edition);
  const phases = edition.sector === 'setting' ? phaseCodes : [null];
  return kinds.flatMap((kind) => phases.flatMap((phase) => dutyBasisCodes.map((duty) => ({ kind, phase, duty }))));
}

/**
 * Judges conditions for one sort of organisation while every answer is still open. Expects an edition whose codes all
 * exist and whose conditions hold no circle. Two open answers are taken to be free of each other, so "never" is certain
 * and "depends" may still be impossible.
 */
export function createReach({ rules, profile, questions, standardOf }: EditionIndex, respondent: Respondent) {
  const memo = new Map<string, Reach>();

  function once(key: string, work: () => Reach): Reach {
    const known = memo.get(key);
    if (known !== undefined) return known;
    const reach = work();
    memo.set(key, reach);
    return reach;
  }

  /** An open answer: it cannot hold where its question is never asked. */
  const open = (asked: Reach): Reach => (asked === 'never' ? 'never' : 'depends');

  function reachOf(condition: Condition | undefined): Reach {
    if (condition === undefined) return 'always';
    if ('kind' in condition) return fixed(condition.kind.includes(respondent.kind));
    if ('phase' in condition) return fixed(respondent.phase !== null && condition.phase.includes(respondent.phase));
    if ('duty' in condition) return fixed(condition.duty.includes(respondent.duty));
    if ('rule' in condition) return once(`rule ${condition.rule}`, () => reachOf(rules.get(condition.rule)?.when));
    if ('answer' in condition) return open(questionReach(condition.answer));
    if ('flag' in condition) return open(profileReach(condition.flag));
    if ('profile' in condition) return open(profileReach(condition.profile));
    if ('all' in condition) return every(condition.all.map(reachOf));
    if ('any' in condition) return opposite(every(condition.any.map((part) => opposite(reachOf(part)))));
    return opposite(reachOf(condition.not));
  }

  function profileReach(code: string): Reach {
    return once(`profile ${code}`, () => reachOf(profile.get(code)?.appliesTo));
  }

  function questionReach(code: string): Reach {
    return once(`question ${code}`, () =>
      every([reachOf(standardOf.get(code)?.appliesTo), reachOf(questions.get(code)?.appliesTo)]),
    );
  }

  return { reachOf, profileReach, questionReach };
}

const fixed = (holds: boolean): Reach => (holds ? 'always' : 'never');

function every(parts: readonly Reach[]): Reach {
  if (parts.includes('never')) return 'never';
  return parts.includes('depends') ? 'depends' : 'always';
}

function opposite(reach: Reach): Reach {
  if (reach === 'depends') return reach;
  return reach === 'always' ? 'never' : 'always';
}
