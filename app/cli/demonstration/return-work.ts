import type { Standard } from '../../../standards/contract.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import type { AnswerValue } from '../../features/questionnaire/answers.ts';
import type { Facts, ProfileValue } from '../../features/questionnaire/conditions.ts';
import { profileQuestionsFor, questionnaireOfStandard } from '../../features/questionnaire/questionnaire.ts';
import { listCarried } from '../../features/returns/carried.server.ts';
import { type CarriedQuestion, isUnchanged } from '../../features/returns/carried.ts';
import { chooseEvidence } from '../../features/returns/commands/attach-evidence.server.ts';
import { confirmCarried } from '../../features/returns/commands/carried-answers.server.ts';
import { confirmProfile } from '../../features/returns/commands/confirm-profile.server.ts';
import { saveAnswers } from '../../features/returns/commands/save-answers.server.ts';
import { factsOf, readProfile } from '../../features/returns/facts.ts';
import { partScope } from '../../features/returns/parts.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { answerTo, type Telling } from './answers.ts';
import { chance } from './chance.ts';

/** A return being filled in: what has been answered, and the revision of each answer. */
export interface ReturnWork {
  readonly returnId: string;
  readonly telling: Omit<Telling, 'day'>;
  facts: Facts;
  readonly revisions: Map<string, number>;
}

/** Opens the profile page of a return, answers it and confirms it. */
export async function confirmFacts(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  telling: ReturnWork['telling'],
): Promise<ReturnWork> {
  const row = await portal.database.db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .select(['profile', 'kind', 'phase', 'duty_basis as dutyBasis'])
    .where('agency_return.id', '=', returnId)
    .executeTakeFirstOrThrow();
  const seen = readProfile(row.profile);
  const profile: Record<string, ProfileValue> = {};
  for (let before = -1; before < Object.keys(profile).length; ) {
    before = Object.keys(profile).length;
    for (const { question } of profileQuestionsFor(telling.compiled, factsOf(row, profile, {}))) {
      const given = telling.organisation.profile[question.code];
      if (given !== undefined) profile[question.code] = given;
      else if (question.answer.type === 'yes-no') profile[question.code] = false;
      else if (question.required) throw new Error(`${telling.organisation.slug} has no answer to ${question.code}`);
    }
  }
  const confirmed = await confirmProfile(portal, viewer, { returnId, seen, profile });
  if (!confirmed.ok) throw new Error('The facts of a return of the demonstration clashed');
  return { returnId, telling, facts: factsOf(row, profile, {}), revisions: new Map() };
}

/**
 * Answers a standard in one sitting, with all that its answers open: the whole of it, or only its first questions. Gives
 * the codes answered; a standard that asks nothing of the organisation gives none.
 */
export async function answerStandard(
  portal: Portal,
  viewer: Viewer,
  work: ReturnWork,
  standard: Standard,
  share = 1,
): Promise<readonly string[]> {
  const telling = { ...work.telling, day: portal.stamp().today };
  const answers: Record<string, AnswerValue> = { ...work.facts.answers };
  const asked = () => {
    const facts = { ...work.facts, answers };
    const [one] = questionnaireOfStandard(telling.compiled, facts, standard).standards;
    const questions = one?.questions.map(({ question }) => question) ?? [];
    return questions.slice(0, Math.ceil(questions.length * share));
  };
  const carried = await listCarried(
    portal.database.db,
    await partScope(portal.database.db, viewer, 'return.answer', { returnId: work.returnId, part: standard.code }),
    work.returnId,
    standard.questions.map(({ code }) => code),
  );
  const kept: string[] = [];
  for (let open = asked().filter(({ code }) => !answers[code]); open.length > 0; ) {
    for (const question of open) {
      if (!question.required && chance(telling.organisation.slug, question.code, 'optional') < 0.2) continue;
      const told = answerTo(telling, standard.code, question);
      const before = carried.get(question.code);
      const stillTrue =
        before && isStillTrue(before, told) && chance(telling.organisation.slug, question.code, 'keep') < 0.5;
      if (stillTrue && before.value) kept.push(question.code);
      answers[question.code] = (stillTrue ? before.value : null) ?? told;
    }
    const still = asked().filter(({ code, required }) => !answers[code] && required);
    open = still;
  }
  const codes = asked()
    .map(({ code }) => code)
    .filter((code) => answers[code] !== undefined);
  if (codes.length === 0) return [];
  const place = { returnId: work.returnId, standardCode: standard.code };
  for (const questionCode of kept.filter((code) => codes.includes(code))) {
    const confirmed = await confirmCarried(portal, viewer, { ...place, questionCode });
    for (const answer of confirmed.saved?.answers ?? []) work.revisions.set(answer.questionCode, answer.revision);
  }
  const saved = await saveAnswers(portal, viewer, {
    ...place,
    answers: codes.flatMap((questionCode) => {
      const value = answers[questionCode];
      return value ? [{ questionCode, value, revision: work.revisions.get(questionCode) ?? 0 }] : [];
    }),
    ...(share === 1 ? { mark: 'complete' as const } : {}),
  });
  for (const { questionCode, revision } of saved.answers) work.revisions.set(questionCode, revision);
  if (share === 1 && saved.missing.length > 0)
    throw new Error(`${telling.organisation.slug} left out ${saved.missing[0]?.question}`);
  work.facts = { ...work.facts, answers };
  return codes;
}

/** Last year's rating is this year's too, so that its words may well stand. */
const isStillTrue = (carried: CarriedQuestion, told: AnswerValue): boolean =>
  carried.state === 'waiting' &&
  isUnchanged(carried) &&
  told.type === 'rating' &&
  carried.value?.type === 'rating' &&
  carried.value.point === told.point;

/** Looks at an answer again and adds a sentence, as a second person does. Gives false when there is nothing to add to. */
export async function addSentence(
  portal: Portal,
  viewer: Viewer,
  work: ReturnWork,
  standardCode: string,
  sentence: string,
  seenRevision?: number,
): Promise<boolean> {
  for (const { code: questionCode } of work.telling.compiled.standards.get(standardCode)?.questions ?? []) {
    const answer = work.facts.answers[questionCode];
    if (answer?.type !== 'rating' || answer.narrative === '') continue;
    const value = { ...answer, narrative: `${answer.narrative} ${sentence}` };
    const revision = seenRevision ?? work.revisions.get(questionCode) ?? 0;
    const saved = await saveAnswers(portal, viewer, {
      returnId: work.returnId,
      standardCode,
      answers: [{ questionCode, value, revision }],
    });
    for (const one of saved.answers) {
      if (one.outcome !== 'saved') continue;
      work.revisions.set(one.questionCode, one.revision);
      work.facts = { ...work.facts, answers: { ...work.facts.answers, [questionCode]: value } };
    }
    return true;
  }
  return false;
}

/** Attaches a piece of the library to some of the answers given. */
export async function attachEvidence(
  portal: Portal,
  viewer: Viewer,
  work: ReturnWork,
  evidenceId: string,
  questionCodes: readonly string[],
): Promise<void> {
  for (const questionCode of questionCodes)
    await chooseEvidence(portal, viewer, {
      returnId: work.returnId,
      questionCode,
      shown: [],
      chosen: [evidenceId],
    });
}
