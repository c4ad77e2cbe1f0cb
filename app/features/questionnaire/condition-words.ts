import type { Condition, Edition } from '../../../standards/contract.ts';
import { dutyBases, notApplicableCode, organisationKinds, phases } from '../../../standards/vocabulary.ts';

/** A condition as a clause that finishes "Asked ...": for readers of an edition, whom no single organisation is. */
export function conditionInWords(condition: Condition, edition: Edition): string {
  const words = (part: Condition): string => {
    if ('kind' in part) return `of: ${kindNames(part.kind)}`;
    if ('phase' in part) return `in the phase ${orList(part.phase.map((phase) => phases[phase]))}`;
    if ('duty' in part) return `under ${orList(part.duty.map((duty) => dutyBases[duty]))}`;
    if ('flag' in part) return `where the profile says yes to “${profileText(edition, part.flag)}”`;
    if ('profile' in part)
      return `where the profile says ${profileChoices(edition, part.profile, part.in)} to “${profileText(edition, part.profile)}”`;
    if ('answer' in part)
      return `after the answer ${answerTexts(edition, part.answer, part.in)} to “${questionText(edition, part.answer)}”`;
    if ('rule' in part) {
      const rule = edition.rules.find(({ code }) => code === part.rule);
      return rule ? words(rule.when) : part.rule;
    }
    if ('all' in part) return part.all.map(bracketed).join(', and ');
    if ('any' in part) return part.any.map(bracketed).join(', or ');
    return opposite(part.not);
  };
  const opposite = (part: Condition): string => {
    if ('kind' in part) return `of everybody except: ${kindNames(part.kind)}`;
    if ('phase' in part) return `in every phase except ${orList(part.phase.map((phase) => phases[phase]))}`;
    if ('duty' in part) return `under every duty except ${orList(part.duty.map((duty) => dutyBases[duty]))}`;
    if ('flag' in part) return `where the profile says no to “${profileText(edition, part.flag)}”`;
    if ('profile' in part)
      return `where the profile does not say ${profileChoices(edition, part.profile, part.in)} to “${profileText(edition, part.profile)}”`;
    if ('answer' in part)
      return `unless the answer to “${questionText(edition, part.answer)}” is ${answerTexts(edition, part.answer, part.in)}`;
    if ('rule' in part) {
      const rule = edition.rules.find(({ code }) => code === part.rule);
      return rule ? opposite(rule.when) : `not ${part.rule}`;
    }
    if ('all' in part) return part.all.map((one) => bracketed({ not: one })).join(', or ');
    if ('any' in part) return part.any.map((one) => bracketed({ not: one })).join(', and ');
    return words(part.not);
  };
  const bracketed = (part: Condition): string => (isJoined(part, edition) ? `(${words(part)})` : words(part));
  return words(condition);
}

/** Two clauses or more in words: a reader needs brackets where it stands inside another. */
function isJoined(part: Condition, edition: Edition): boolean {
  if ('all' in part) return part.all.length > 1;
  if ('any' in part) return part.any.length > 1;
  if ('not' in part) return isJoined(part.not, edition);
  if (!('rule' in part)) return false;
  const rule = edition.rules.find(({ code }) => code === part.rule);
  return rule !== undefined && isJoined(rule.when, edition);
}

const kindNames = (kinds: readonly (keyof typeof organisationKinds)[]) =>
  kinds.map((kind) => organisationKinds[kind].name).join('; ');

const orList = (parts: readonly string[]) => parts.join(' or ');

const profileText = (edition: Edition, code: string) =>
  edition.profile.find((question) => question.code === code)?.text ?? code;

const questionOf = (edition: Edition, code: string) =>
  edition.standards.flatMap((standard) => standard.questions).find((question) => question.code === code);

const questionText = (edition: Edition, code: string) => questionOf(edition, code)?.text ?? code;

type Known = readonly { readonly code: string; readonly text: string }[];

const quoted = (codes: readonly string[], known: Known) =>
  orList(codes.map((code) => `“${known.find((one) => one.code === code)?.text ?? code}”`));

function profileChoices(edition: Edition, code: string, choices: readonly string[]): string {
  const answer = edition.profile.find((question) => question.code === code)?.answer;
  return quoted(choices, answer && 'choices' in answer ? answer.choices : []);
}

function answerTexts(edition: Edition, code: string, answers: readonly string[]): string {
  const answer = questionOf(edition, code)?.answer;
  if (answer?.type === 'rating') {
    const scale = edition.scales.find((one) => one.code === answer.scale);
    const points = scale?.points.map((point) => ({ code: point.code, text: point.word })) ?? [];
    return quoted(answers, [...points, { code: notApplicableCode, text: scale?.notApplicable.word ?? '' }]);
  }
  if (answer?.type === 'yes-no')
    return quoted(answers, [
      { code: 'yes', text: 'Yes' },
      { code: 'no', text: 'No' },
    ]);
  return quoted(answers, answer && 'choices' in answer ? answer.choices : []);
}
