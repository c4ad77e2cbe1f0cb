import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { fieldId } from '../../ui/field-id.ts';
import { isAnswered } from '../questionnaire/answer-state.ts';
import { own } from '../questionnaire/conditions.ts';
import { fieldNames } from '../questionnaire/form-fields.ts';
import { profileFieldName } from '../questionnaire/profile.ts';
import { progressOf } from '../questionnaire/progress.ts';
import { profileQuestionsFor } from '../questionnaire/questionnaire.ts';
import type { CentralToSettle } from '../returns/central/to-settle.server.ts';
import type { LoadedReturn } from '../returns/content.server.ts';
import { questionAnchor } from '../returns/standard-fields.ts';
import type { CarriedWarning, MissingPart } from './pages.ts';

/**
 * Everything that must be there before signatories are asked: the profile page confirmed, its required questions
 * answered, and every required question with nothing missing. Questions that wait for the profile page count with it.
 *
 * @param today the date in Europe/London, `YYYY-MM-DD`
 * @param central answers of the group that nobody has settled: what to do first at their questions
 */
export function missingParts(
  loaded: LoadedReturn,
  today: string,
  central: readonly CentralToSettle[] = [],
): MissingPart[] {
  const { compiled, facts, questionnaire, content, returnId } = loaded;
  const numbers = new Map(
    content.standards.flatMap((standard) => standard.questions.map(({ code, number }) => [code, number] as const)),
  );
  const details = `/returns/${returnId}/details`;
  const profile = profileQuestionsFor(compiled, facts);
  const parts: MissingPart[] = profile
    .filter(({ question, answered }) => question.required && !answered)
    .map(({ question }) => ({
      standard: null,
      number: 'Your details',
      text: question.text,
      problems: ['Answer this question'],
      href: `${details}#${fieldId(profileFieldName(question))}`,
    }));
  const phaseMissing = questionnaire.undecided.some((question) => question.phaseMissing);
  if (phaseMissing)
    parts.push({
      standard: null,
      number: 'Your details',
      text: 'The phase of your setting',
      problems: ['Ask the partnership to record your phase: some questions depend on it'],
      href: details,
    });
  if (parts.length === 0 && profile.length > 0 && loaded.profileConfirmedAt === null)
    parts.push({
      standard: null,
      number: 'Your details',
      text: 'Facts about your organisation',
      problems: ['Check these facts and confirm them'],
      href: details,
    });
  const { missing } = progressOf(compiled, questionnaire, facts.answers, today);
  for (const { standard, question, text, problems } of missing) {
    const carried = loaded.carried.get(question);
    const waiting = carried?.state === 'waiting';
    const offered = own(facts.answers, question) === undefined && central.find(({ code }) => code === question);
    if (offered) {
      const problems = [
        `Say what becomes of the answer of ${offered.group}: it stands for you, or you add to it or answer differently`,
      ];
      parts.push({ standard, number: offered.number, text, problems, href: offered.href });
      continue;
    }
    parts.push({
      standard,
      number: numbers.get(question) ?? '',
      text,
      problems: waiting ? [`Confirm the answer carried from ${carried.cycleName}, or change it`] : problems,
      href: `/returns/${returnId}/standards/${standard}#${waiting ? questionAnchor(question) : fieldToMend(loaded, question)}`,
    });
  }
  return parts;
}

/** Answers carried to questions that may stay empty: nobody has to confirm them, and unconfirmed they are not sent. */
export function optionalCarried({ questionnaire, content, carried, returnId }: LoadedReturn): CarriedWarning[] {
  const numbers = new Map(
    content.standards.flatMap((standard) => standard.questions.map(({ code, number }) => [code, number] as const)),
  );
  return questionnaire.standards.flatMap(({ standard, questions }) =>
    questions.flatMap(({ question }) => {
      if (question.required || carried.get(question.code)?.state !== 'waiting') return [];
      const href = `/returns/${returnId}/standards/${standard.code}#${questionAnchor(question.code)}`;
      return [{ code: question.code, number: numbers.get(question.code) ?? '', text: question.text, href }];
    }),
  );
}

/** The id of the field that is empty: the answer itself, or the words beside an answer that is there. */
function fieldToMend({ compiled, facts }: LoadedReturn, code: string): string {
  const names = fieldNames({ code });
  const value = own(facts.answers, code);
  const answer = compiled.questions.get(code)?.question.answer;
  if (answer?.type === 'table') return fieldId(names.cell(0, answer.columns[0]?.code ?? ''));
  if (answer?.type === 'date') return fieldId(names.day);
  if (!isAnswered(value)) return fieldId(names.main);
  if (value?.type === 'rating') return fieldId(value.point === notApplicableCode ? names.reason : names.narrative);
  return fieldId(value?.type === 'yes-no' ? names.detail : names.main);
}
