import type { ProfileQuestion } from '../../../standards/contract.ts';
import type { Organisation } from '../organisations/schema.ts';
import type { Facts, ProfileValue } from '../questionnaire/conditions.ts';
import { type CompiledEdition, profileQuestionsFor } from '../questionnaire/questionnaire.ts';

type Known = Pick<Organisation, 'kind' | 'phase' | 'dutyBasis' | 'facts' | 'website'>;

/**
 * What the directory already knows about a profile question, by the question's code. An edition with such a question
 * gets the answer as a start; the organisation confirms or mends it on its profile page.
 */
const known: Readonly<Record<string, (organisation: Known) => ProfileValue | undefined>> = {
  roll: ({ facts }) => facts.pupils,
  boarding: ({ facts }) => facts.boarders,
  'sixth-form': ({ facts }) => facts.sixthForm,
  'in-trust': ({ facts }) => facts.inTrust,
  'under-fives': ({ facts }) => facts.nursery || (facts.lowAge === undefined ? facts.nursery : facts.lowAge < 5),
  'secondary-age-pupils': ({ facts }) => (facts.highAge === undefined ? undefined : facts.highAge > 11),
  'own-website': ({ website }) => (website === null ? undefined : true),
};

/** The profile a return starts with. Only questions that this organisation is asked, and only answers that fit them. */
export function profileDefaults(compiled: CompiledEdition, organisation: Known): Record<string, ProfileValue> {
  const profile: Record<string, ProfileValue> = {};
  for (const question of compiled.edition.profile) {
    const value = known[question.code]?.(organisation);
    if (value === undefined || !fits(question, value)) continue;
    const asked = profileQuestionsFor(compiled, factsOf(organisation, profile));
    if (asked.some((one) => one.question.code === question.code)) profile[question.code] = value;
  }
  return profile;
}

/** What decides the questions of a return that nobody has answered yet. */
export const factsOf = (
  organisation: Pick<Known, 'kind' | 'phase' | 'dutyBasis'>,
  profile: Readonly<Record<string, ProfileValue>>,
): Facts => ({
  kind: organisation.kind,
  phase: organisation.phase,
  duty: organisation.dutyBasis,
  profile,
  answers: {},
});

function fits({ answer }: ProfileQuestion, value: ProfileValue): boolean {
  if (answer.type === 'yes-no') return typeof value === 'boolean';
  return answer.type === 'number' && typeof value === 'number' && value <= answer.max;
}
