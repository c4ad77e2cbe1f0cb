import { textAnswers, yesNoDetails } from '../../../db/seed/answer-words.ts';
import type { DemonstrationOrganisation } from '../../../db/seed/organisation.ts';
import { boardOf, peopleOf } from '../../../db/seed/people.ts';
import { notApplicableReasons } from '../../../db/seed/words.ts';
import type { AnswerType, Question } from '../../../standards/contract.ts';
import { type AnswerValue, parseDraft } from '../../features/questionnaire/answers.ts';
import type { CompiledEdition } from '../../features/questionnaire/questionnaire.ts';
import { addDays } from '../../platform/clock.ts';
import { between, chance, pick } from './chance.ts';
import { figureFor } from './figures.ts';
import { fill, narrative, type Speaker } from './narratives.ts';
import { isBeside, notApplicableCode, quality, rate, type Year } from './rated.ts';
import { tableRows } from './tables.ts';

/** Everything an answer of the demonstration depends on. */
export interface Telling {
  readonly organisation: DemonstrationOrganisation;
  readonly compiled: CompiledEdition;
  readonly year: Year;
  /** The day on which it is written, `YYYY-MM-DD`. */
  readonly day: string;
}

const smallBodies = ['nobody', 'one-to-ten'];

export function speakerOf({ organisation, compiled, day }: Telling): Speaker {
  const size = organisation.profile['workforce-size'];
  const small = typeof size === 'string' && smallBodies.includes(size);
  return {
    slug: organisation.slug,
    sector: compiled.edition.sector,
    small,
    board: boardOf(organisation),
    people: small ? 'volunteers' : 'staff',
    head: small ? 'the chair' : compiled.edition.sector === 'setting' ? 'the head' : 'the chief officer',
    day,
  };
}

/** An answer that the form itself would accept. */
export function answerTo(telling: Telling, standardCode: string, question: Question): AnswerValue {
  const scale = question.answer.type === 'rating' ? telling.compiled.scales.get(question.answer.scale) : undefined;
  const read = parseDraft(question, scale, draftOf(telling, standardCode, question));
  if ('problems' in read) throw new Error(`The demonstration cannot answer ${question.code}: ${read.problems[0]}`);
  return read.value;
}

function draftOf(telling: Telling, standardCode: string, question: Question): object {
  const { answer } = question;
  const speaker = speakerOf(telling);
  const good = quality(telling.organisation, question, telling.year);
  const seed = [telling.organisation.slug, question.code] as const;
  switch (answer.type) {
    case 'rating':
      return ratingDraft(telling, speaker, standardCode, question, answer, good);
    case 'yes-no': {
      const value = saysYes(telling, question, good) ? 'yes' : 'no';
      const detailed = answer.detail === 'always' || answer.detail === `when-${value}`;
      const detail = yesNoDetails[question.code]?.[value] ?? 'It is being put right this term.';
      return { type: 'yes-no', value, detail: detailed ? fill(detail, speaker, question.code) : '' };
    }
    case 'single-choice':
      return { type: 'single-choice', choice: choiceOf(question, answer, good) };
    case 'multiple-choice':
      return { type: 'multiple-choice', choices: choicesOf(question, answer, good, seed[0]) };
    case 'number':
      return { type: 'number', value: figureFor(telling.organisation, question.code, good) };
    case 'percentage':
      return { type: 'percentage', value: Math.max(20, Math.min(100, Math.round(64 + good * 36))) };
    case 'date': {
      const days = answer.past || good > 1.2 ? -between(12, 290, ...seed) : dateAhead(question.code, ...seed);
      return { type: 'date', value: addDays(telling.day, days) };
    }
    case 'text':
      return { type: 'text', text: textOf(telling, speaker, question.code) };
    case 'table':
      return { type: 'table', rows: tableRows(telling, question.code, answer) };
  }
}

/** Days until the next review of a policy, or the meeting of the governors, which may lie behind. */
const dateAhead = (code: string, ...seed: string[]) =>
  code === 'governors-consider-on' ? between(-20, 30, ...seed) : between(60, 420, ...seed);

function ratingDraft(
  telling: Telling,
  speaker: Speaker,
  standardCode: string,
  question: Question,
  answer: Extract<AnswerType, { type: 'rating' }>,
  good: number,
): object {
  const scale = telling.compiled.scales.get(answer.scale);
  if (!scale) throw new RangeError(`There is no scale "${answer.scale}"`);
  const { organisation } = telling;
  if (isBeside(organisation, question, scale))
    return {
      type: 'rating',
      point: notApplicableCode,
      narrative: '',
      notApplicableReason: pick(notApplicableReasons, organisation.slug, question.code),
    };
  const overall = question.code.startsWith('overall') || question.code.endsWith('overall');
  const { point, tone } = rate(scale, overall ? organisation.strength - (telling.year === 'last' ? 0.1 : 0.02) : good);
  return { type: 'rating', point, narrative: narrative(speaker, standardCode, question.code, tone) };
}

/** Some questions have no good answer; the others are "yes" unless things are bad. */
function saysYes({ organisation, year }: Telling, { code }: Question, good: number): boolean {
  switch (code) {
    case 'escalation-used':
    case 'allegations-in-year':
      return chance(organisation.slug, code, year) < 0.7;
    case 'other-provision':
      return chance(organisation.slug, code) < 0.3;
    default:
      return good > 0.34;
  }
}

/** Choices from best to worst, where their order on the page is another or the last ones say something else. */
const bestFirst: Readonly<Record<string, readonly string[]>> = {
  'cp-is-in-use': ['everywhere', 'some-services'],
  'safeguarding-report-frequency': ['termly', 'half-termly', 'twice-yearly', 'yearly'],
  'phones-rule': ['handed-in', 'off-and-away', 'left-at-home', 'some-times'],
  'previous-action-plan': ['all-done', 'most-done', 'some-done'],
};

function choiceOf(
  { code }: Question,
  { choices }: Extract<AnswerType, { type: 'single-choice' }>,
  good: number,
): string {
  const codes = bestFirst[code] ?? choices.map((choice) => choice.code);
  const place = Math.floor((1 - Math.min(0.99, Math.max(0.05, good))) * codes.length);
  return codes[Math.min(codes.length - 1, place)] ?? '';
}

const nothing = /^(no-|none|nothing)/;

function choicesOf(
  { code }: Question,
  { choices }: Extract<AnswerType, { type: 'multiple-choice' }>,
  good: number,
  slug: string,
): string[] {
  const codes = choices.map((choice) => choice.code).filter((one) => !nothing.test(one));
  const chosen = codes.filter((one) => chance(slug, code, one) < 0.35 + good * 0.6);
  if (code === 'support-wanted') return codes.filter((one) => chance(slug, one) < 0.3).slice(0, 3);
  return chosen.length > 0 ? chosen : codes.slice(0, 1);
}

function textOf({ organisation }: Telling, speaker: Speaker, code: string): string {
  const [lead, senior, third] = peopleOf(organisation);
  const named = (person: typeof lead) => (person ? `${person.name}, ${person.jobTitle.toLowerCase()}` : '');
  if (code === 'board-lead-named') return `${named(senior)}, since ${fill('{month}', speaker, code)}.`;
  if (code === 'safeguarding-lead-named')
    return `${named(lead)}. ${third ? `${third.name} stands in.` : `${speaker.small ? `Another member of the ${speaker.board}` : 'The deputy manager'} stands in.`}`;
  return fill(pick(textAnswers[code] ?? ['To follow.'], speaker.slug, code), speaker, code);
}
