/** What changed between two versions of one sent return, as values for a page. Pure. */
import type { RatingMark, WordPart } from '../../../../pdf/models.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { wordDifferences } from '../../questionnaire/word-differences.ts';
import type { ContentQuestion, ReturnContent } from '../../returns/content.ts';
import { markOf } from '../marks.ts';
import { movement } from '../rules.ts';

/** One text before and after, cut into what both have and what each alone has. */
export interface TextDifference {
  readonly label: string;
  readonly before: readonly WordPart[];
  readonly after: readonly WordPart[];
}

/** How one question differs. */
export interface QuestionDifference {
  readonly code: string;
  readonly number: string;
  readonly text: string;
  /** In words: "Rating moved up", "Words changed" and so on; several may be true. */
  readonly what: readonly string[];
  /** The ratings, where they differ. */
  readonly rating: { readonly before: RatingMark | null; readonly after: RatingMark | null } | null;
  readonly texts: readonly TextDifference[];
  /** Titles of evidence. */
  readonly evidenceAdded: readonly string[];
  readonly evidenceRemoved: readonly string[];
}

/** One standard: what differs in it, and how many questions do not. */
export interface StandardDifference {
  readonly code: string;
  readonly number: string;
  readonly title: string;
  readonly rating: { readonly before: RatingMark | null; readonly after: RatingMark | null } | null;
  readonly questions: readonly QuestionDifference[];
  readonly unchanged: number;
}

/** A version with the edition by which it is read. */
export interface ComparedVersion {
  readonly compiled: CompiledEdition;
  readonly content: ReturnContent;
}

/** Facts about the organisation that differ, then every standard of either version, in the order of the later one. */
export function differencesBetween(
  before: ComparedVersion,
  after: ComparedVersion,
): { readonly facts: readonly TextDifference[]; readonly standards: readonly StandardDifference[] } {
  const old = new Map(before.content.standards.map((standard) => [standard.code, standard]));
  const young = new Set(after.content.standards.map(({ code }) => code));
  const gone = before.content.standards.filter(({ code }) => !young.has(code));
  return {
    facts: factsOf(before.content, after.content),
    standards: [
      ...after.content.standards.map((standard) => compareStandard(before, after, old.get(standard.code), standard)),
      ...gone.map((standard) => compareStandard(before, after, standard, undefined)),
    ],
  };
}

type Standard = ReturnContent['standards'][number];

function compareStandard(
  before: ComparedVersion,
  after: ComparedVersion,
  was: Standard | undefined,
  is: Standard | undefined,
): StandardDifference {
  const shown = is ?? was;
  const old = new Map((was?.questions ?? []).map((question) => [question.code, question]));
  const young = new Set((is?.questions ?? []).map(({ code }) => code));
  const pairs = [
    ...(is?.questions ?? []).map((question) => [old.get(question.code), question] as const),
    ...(was?.questions ?? []).filter(({ code }) => !young.has(code)).map((question) => [question, undefined] as const),
  ];
  const questions = pairs.flatMap(([one, other]) => compareQuestion(before, after, one, other) ?? []);
  const moved = was?.computed !== is?.computed;
  return {
    code: shown?.code ?? '',
    number: shown?.number ?? '',
    title: shown?.title ?? '',
    rating: moved
      ? {
          before: markOf(before.compiled, was?.scale ?? null, was?.computed ?? null),
          after: markOf(after.compiled, is?.scale ?? null, is?.computed ?? null),
        }
      : null,
    questions,
    unchanged: pairs.length - questions.length,
  };
}

function compareQuestion(
  before: ComparedVersion,
  after: ComparedVersion,
  was: ContentQuestion | undefined,
  is: ContentQuestion | undefined,
): QuestionDifference | undefined {
  const shown = is ?? was;
  if (!shown) return undefined;
  const rated = (was?.point ?? null) !== (is?.point ?? null);
  const texts = textsOf(was, is);
  const titles = (version: ComparedVersion, question: ContentQuestion | undefined) =>
    new Map(
      version.content.evidence.filter(({ id }) => question?.evidence.includes(id)).map(({ id, title }) => [id, title]),
    );
  const had = titles(before, was);
  const has = titles(after, is);
  const evidenceAdded = [...has].flatMap(([id, title]) => (had.has(id) ? [] : [title]));
  const evidenceRemoved = [...had].flatMap(([id, title]) => (has.has(id) ? [] : [title]));
  const what = [
    ...(was ? [] : ['Not asked before']),
    ...(is ? [] : ['Not asked any more']),
    ...(rated && was && is ? [movementWords[movement(after.compiled, was, is)]] : []),
    ...(texts.length > 0 && was && is ? ['Words changed'] : []),
    ...(evidenceAdded.length > 0 ? ['Evidence added'] : []),
    ...(evidenceRemoved.length > 0 ? ['Evidence taken out'] : []),
  ];
  if (what.length === 0) return undefined;
  return {
    code: shown.code,
    number: shown.number,
    text: shown.text,
    what,
    rating: rated
      ? {
          before: markOf(before.compiled, was?.scale ?? null, was?.point ?? null),
          after: markOf(after.compiled, is?.scale ?? null, is?.point ?? null),
        }
      : null,
    texts,
    evidenceAdded,
    evidenceRemoved,
  };
}

const movementWords = {
  better: 'Rating moved up',
  worse: 'Rating moved down',
  'rating-changed': 'Rating changed',
} as const;

/** A rating is told by its mark, and so not again by its word. */
const answerText = (question: ContentQuestion | undefined) =>
  question === undefined || question.answer?.type === 'rating' ? null : question.words.join('\n\n');

/** The reason why something does not apply, for a rating that says so. */
const reasonText = (question: ContentQuestion | undefined) =>
  question?.answer?.type === 'rating' ? (question.answer.notApplicableReason ?? null) : null;

function textsOf(was: ContentQuestion | undefined, is: ContentQuestion | undefined): TextDifference[] {
  const pairs = [
    ['Answer', answerText(was), answerText(is)],
    ['How we know', was?.narrative ?? null, is?.narrative ?? null],
    ['Why it does not apply', reasonText(was), reasonText(is)],
  ] as const;
  return pairs.flatMap(([label, before, after]) =>
    (before ?? '') === (after ?? '') ? [] : [{ label, ...wordDifferences(before ?? '', after ?? '') }],
  );
}

function factsOf(before: ReturnContent, after: ReturnContent): TextDifference[] {
  const codes = [...new Set([...after.profile, ...before.profile].map(({ code }) => code))];
  return codes.flatMap((code) => {
    const was = before.profile.find((fact) => fact.code === code);
    const is = after.profile.find((fact) => fact.code === code);
    if (was?.words === is?.words) return [];
    return [{ label: (is ?? was)?.text ?? code, ...wordDifferences(was?.words ?? '', is?.words ?? '') }];
  });
}

/** Whether a question says the same in two versions: answer, words beside it, and evidence. */
export function isUnchanged(was: ContentQuestion | undefined, is: ContentQuestion | undefined): boolean {
  if (!was || !is) return false;
  return (
    was.scale === is.scale &&
    was.point === is.point &&
    was.narrative === is.narrative &&
    was.words.join('\n\n') === is.words.join('\n\n') &&
    reasonText(was) === reasonText(is) &&
    was.evidence.toSorted().join() === is.evidence.toSorted().join()
  );
}
