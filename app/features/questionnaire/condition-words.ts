import type { Condition, Edition } from '../../../standards/contract.ts';
import { dutyBases, organisationKinds, phases } from '../../../standards/vocabulary.ts';

/** A condition as a clause that finishes "Asked ...": for readers of an edition, whom no single organisation is. */
export function conditionInWords(condition: Condition, edition: Edition): string {
  const words = (part: Condition): string => {
    if ('kind' in part) return `of: ${part.kind.map((kind) => organisationKinds[kind].name).join('; ')}`;
    if ('phase' in part) return `in the phase ${part.phase.map((phase) => phases[phase]).join(' or ')}`;
    if ('duty' in part) return `under ${part.duty.map((duty) => dutyBases[duty]).join(' or ')}`;
    if ('flag' in part) return `where the profile says yes to “${profileText(part.flag)}”`;
    if ('profile' in part) return `where the profile says ${choiceTexts(part.profile, part.in)}`;
    if ('answer' in part)
      return `after the answer ${answerTexts(part.answer, part.in)} to “${questionText(part.answer)}”`;
    if ('rule' in part) {
      const rule = edition.rules.find(({ code }) => code === part.rule);
      return rule ? words(rule.when) : part.rule;
    }
    if ('all' in part) return part.all.map(bracketed).join(', and ');
    if ('any' in part) return part.any.map(bracketed).join(', or ');
    return `not ${bracketed(part.not)}`;
  };
  const bracketed = (part: Condition): string =>
    ('all' in part && part.all.length > 1) || ('any' in part && part.any.length > 1) ? `(${words(part)})` : words(part);
  const profileText = (code: string) => edition.profile.find((question) => question.code === code)?.text ?? code;
  const allQuestions = edition.standards.flatMap((standard) => standard.questions);
  const questionText = (code: string) => allQuestions.find((question) => question.code === code)?.text ?? code;
  const choiceTexts = (code: string, choices: readonly string[]) => {
    const answer = edition.profile.find((question) => question.code === code)?.answer;
    const known = answer && 'choices' in answer ? answer.choices : [];
    return choices.map((choice) => `“${known.find((one) => one.code === choice)?.text ?? choice}”`).join(' or ');
  };
  const answerTexts = (code: string, answers: readonly string[]) => {
    const answer = allQuestions.find((question) => question.code === code)?.answer;
    const known =
      answer?.type === 'rating'
        ? (edition.scales.find((scale) => scale.code === answer.scale)?.points ?? []).map((point) => ({
            code: point.code,
            text: point.word,
          }))
        : answer && 'choices' in answer
          ? answer.choices
          : [];
    return answers.map((choice) => `“${known.find((one) => one.code === choice)?.text ?? choice}”`).join(' or ');
  };
  return words(condition);
}
