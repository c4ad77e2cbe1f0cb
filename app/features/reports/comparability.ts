import type { Aggregation, Edition, Question, Scale, Standard } from '../../../standards/contract.ts';
import type { FatesBetween } from '../questionnaire/fates-between.ts';

/**
 * Whether ratings of two editions may be set against each other. `care`: a standard as a whole, of which some questions
 * changed. `before` is the code under which the same thing was rated; null where there was none.
 */
export interface Comparability {
  readonly comparable: 'yes' | 'care' | 'no';
  /** Finishes "Not comparable: ..." or "With care: ..."; null where nothing stands against it. */
  readonly why: string | null;
  readonly before: string | null;
}

export interface ComparabilityOfEditions {
  readonly questions: ReadonlyMap<string, Comparability>;
  readonly standards: ReadonlyMap<string, Comparability>;
  /** Rating questions of the earlier edition that lead to nothing that is asked now. */
  readonly withdrawn: readonly string[];
}

/**
 * What may be compared between a cycle on one edition and an earlier cycle on another: a rating only where its wording
 * and its scale are the same, whatever its fate is called. `fates` is null for one edition in both cycles.
 */
export function comparabilityOf(from: Edition, to: Edition, fates: FatesBetween | null): ComparabilityOfEditions {
  const before = ratingsOf(from);
  const after = ratingsOf(to);
  const origins = fates === null ? sameCodes(after) : originsOf(fates);
  const questions = new Map(
    [...after].map(([code, question]) => [code, questionOf(question, origins.get(code) ?? [], before, from, to)]),
  );
  const standards = new Map(to.standards.map((one) => [one.code, standardOf(one, from, to, questions)]));
  const continued = new Set([...origins.values()].flat());
  return { questions, standards, withdrawn: [...before.keys()].filter((code) => !continued.has(code)) };
}

const ratingsOf = (edition: Edition): Map<string, Question> =>
  new Map(
    edition.standards.flatMap(({ questions }) =>
      questions.flatMap((question) => (question.answer.type === 'rating' ? [[question.code, question]] : [])),
    ),
  );

const sameCodes = (questions: ReadonlyMap<string, Question>) =>
  new Map([...questions.keys()].map((code) => [code, [code]]));

function originsOf({ fates }: FatesBetween): Map<string, string[]> {
  const origins = new Map<string, string[]>();
  for (const { from, to, stricter } of fates)
    for (const code of to) {
      // A question that was split has one origin and several heirs: none of them is the same question.
      const known = origins.get(code) ?? [];
      origins.set(code, [...known, ...from, ...(to.length > 1 || stricter ? from : [])]);
    }
  return origins;
}

function questionOf(
  question: Question,
  origins: readonly string[],
  before: ReadonlyMap<string, Question>,
  from: Edition,
  to: Edition,
): Comparability {
  const [origin] = origins;
  if (origin === undefined) return no('the question is new', null);
  const old = before.get(origin);
  if (!old) return no('it was not a rating before', null);
  const reworded = origins.length > 1 || old.text !== question.text;
  const rescaled = !sameScale(scaleOf(old, from), scaleOf(question, to));
  if (reworded && rescaled) return no('the question and its scale changed', origin);
  if (reworded) return no('the question changed', origin);
  return rescaled ? no('the scale changed', origin) : { comparable: 'yes', why: null, before: origin };
}

function standardOf(
  standard: Standard,
  from: Edition,
  to: Edition,
  questions: ReadonlyMap<string, Comparability>,
): Comparability {
  const old = from.standards.find(({ code }) => code === standard.code);
  if (!old) return no('the standard is new', null);
  const [was, is] = [old, standard].map(({ questions: its }) => its.find(({ answer }) => answer.type === 'rating'));
  if (!was || !is) return no('it has no rating in one of the two years', old.code);
  if (!sameScale(scaleOf(was, from), scaleOf(is, to))) return no('the scale changed', old.code);
  if (!sameRule(from.aggregation, to.aggregation)) return no('the rule by which it is rated changed', old.code);
  const rated = standard.questions.filter(({ answer }) => answer.type === 'rating');
  const changed = rated.filter(({ code }) => questions.get(code)?.comparable !== 'yes').length;
  const gone = old.questions.filter(
    ({ code, answer }) =>
      answer.type === 'rating' && !rated.some((question) => questions.get(question.code)?.before === code),
  ).length;
  const words = [
    ...(changed > 0
      ? [`${changed} of its ${rated.length} ratings changed or ${changed === 1 ? 'is' : 'are'} new`]
      : []),
    ...(gone > 0 ? [`${gone} that counted before ${gone === 1 ? 'is' : 'are'} gone`] : []),
  ];
  return words.length > 0
    ? { comparable: 'care', why: words.join(', '), before: old.code }
    : { comparable: 'yes', why: null, before: old.code };
}

const no = (why: string, before: string | null): Comparability => ({ comparable: 'no', why, before });

const scaleOf = ({ answer }: Question, edition: Edition): Scale | undefined =>
  answer.type === 'rating' ? edition.scales.find(({ code }) => code === answer.scale) : undefined;

/** The same points, meaning the same, in the same order: looks do not count. */
function sameScale(a: Scale | undefined, b: Scale | undefined): boolean {
  const meaning = ({ best, points }: Scale) =>
    JSON.stringify([
      best,
      points
        .toSorted((one, other) => one.order - other.order)
        .map(({ code, word, definition }) => [code, word, definition]),
    ]);
  return a !== undefined && b !== undefined && meaning(a) === meaning(b);
}

const sameRule = (a: Aggregation, b: Aggregation) => JSON.stringify(a) === JSON.stringify(b);
