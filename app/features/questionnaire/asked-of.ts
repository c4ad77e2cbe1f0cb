import type { Condition } from '../../../standards/contract.ts';
import { type OrganisationKind, organisationKinds } from '../../../standards/vocabulary.ts';
import type { CompiledEdition } from './compiled-edition.ts';

/**
 * What is left of a condition once the kind of organisation is known: `true` or `false` where the kind decides, else a
 * condition on what is still open (duty, phase, profile, earlier answers), without the parts that the kind has settled.
 * Expects an edition that passed lint: every code exists and nothing goes round in a circle.
 */
export function narrowToKind(
  condition: Condition | undefined,
  kind: OrganisationKind,
  compiled: CompiledEdition,
): Condition | boolean {
  const narrow = (part: Condition | undefined): Condition | boolean => {
    if (part === undefined) return true;
    if ('kind' in part) return part.kind.includes(kind);
    if ('phase' in part) return organisationKinds[kind].sector === 'setting' ? part : false;
    if ('flag' in part) return narrow(compiled.profile.get(part.flag)?.appliesTo) === false ? false : part;
    if ('profile' in part) return narrow(compiled.profile.get(part.profile)?.appliesTo) === false ? false : part;
    if ('answer' in part) {
      const placed = compiled.questions.get(part.answer);
      const asked = [placed?.standard.appliesTo, placed?.question.appliesTo].map(narrow);
      return asked.includes(false) ? false : part;
    }
    if ('rule' in part) return narrow(compiled.rules.get(part.rule)?.when);
    if ('all' in part) return joined(part.all.map(narrow), false);
    if ('any' in part) return joined(part.any.map(narrow), true);
    if (!('not' in part)) return part;
    const inner = narrow(part.not);
    return typeof inner === 'boolean' ? !inner : { not: inner };
  };
  return narrow(condition);
}

/** One part that equals `decisive` decides; parts that equal its opposite are left out. */
function joined(parts: readonly (Condition | boolean)[], decisive: boolean): Condition | boolean {
  if (parts.includes(decisive)) return decisive;
  const open = parts.filter((part) => typeof part !== 'boolean');
  const [only] = open;
  if (only === undefined) return !decisive;
  if (open.length === 1) return only;
  return decisive ? { any: open } : { all: open };
}
