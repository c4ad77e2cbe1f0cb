/** What a moderator sees of a return that they have not rated yet. Pure. */
import { answerCodesIn, type CompiledEdition } from '../questionnaire/compiled-edition.ts';
import type { ContentQuestion, ReturnContent } from '../returns/content.ts';

/** A rated question of a submission, and whether this moderator has rated it. */
export interface OwnProgress {
  readonly standardCode: string;
  readonly questionCode: string;
  readonly judged: boolean;
}

/** What is hidden from a moderator who rates blind. */
export interface Veil {
  /** Standards whose own ratings stay hidden. */
  readonly standards: ReadonlySet<string>;
  /** Questions that are asked because of a hidden rating: that they are there would give it away. */
  readonly questions: ReadonlySet<string>;
}

export const noVeil: Veil = { standards: new Set(), questions: new Set() };

/**
 * A standard is shown once the moderator has rated every question of it that they can see. Questions that depend on a
 * rating, in any standard, come with the standard of that rating.
 */
export function veilFor(compiled: CompiledEdition, progress: readonly OwnProgress[]): Veil {
  const standards = new Set<string>();
  const questions = new Set<string>();
  for (const standard of compiled.edition.standards) {
    const rated = standard.questions.filter(({ answer }) => answer.type === 'rating');
    const its = progress.filter(({ standardCode }) => standardCode === standard.code);
    const depending = dependantsOf(
      compiled,
      rated.map(({ code }) => code),
    );
    const open = its.every(
      ({ questionCode, judged }) => judged || depending.has(questionCode) || questions.has(questionCode),
    );
    if (open) continue;
    standards.add(standard.code);
    for (const code of depending) questions.add(code);
  }
  return { standards, questions };
}

/** Questions that are asked because of these answers, also of what depends on those in turn. */
function dependantsOf(compiled: CompiledEdition, codes: readonly string[]): Set<string> {
  const found = new Set<string>();
  const ahead = [...codes];
  for (let code = ahead.pop(); code !== undefined; code = ahead.pop())
    for (const next of compiled.dependants.get(code) ?? [])
      if (!found.has(next)) {
        found.add(next);
        ahead.push(next);
      }
  return found;
}

/** Whether a standard as a whole is asked because of a rating that is hidden. */
const isHiddenStandard = (compiled: CompiledEdition, veil: Veil, code: string): boolean =>
  answerCodesIn(compiled.standards.get(code)?.appliesTo, compiled.rules).some((asked) => {
    const placed = compiled.questions.get(asked);
    return placed?.question.answer.type === 'rating' && veil.standards.has(placed.standard.code);
  });

/**
 * The content of a return without what gives hidden ratings away: the ratings, what they come to, where an answer came
 * from, and questions that are asked because of them; the others are numbered without gaps. Nothing of it is left to a
 * page to hide.
 */
export function veiledContent(compiled: CompiledEdition, content: ReturnContent, veil: Veil): ReturnContent {
  if (veil.standards.size === 0) return content;
  const standards = content.standards
    .filter(({ code }) => !isHiddenStandard(compiled, veil, code))
    .map((standard) => {
      const shown = standard.questions.filter(({ code }) => !veil.questions.has(code));
      const gaps = shown.length < standard.questions.length;
      const hidden = veil.standards.has(standard.code);
      const { beside, ...plain } = standard;
      return {
        ...plain,
        ...(hidden || beside === undefined ? {} : { beside }),
        computed: hidden ? null : standard.computed,
        questions: shown.map((question, place) => ({
          ...(hidden ? veiledQuestion(question) : question),
          number: gaps ? `${standard.number}.${place + 1}` : question.number,
        })),
      };
    });
  const used = new Set(standards.flatMap(({ questions }) => questions.flatMap(({ evidence }) => evidence)));
  const usedBefore = new Set(
    content.standards.flatMap(({ questions }) => questions.flatMap(({ evidence }) => evidence)),
  );
  return {
    ...content,
    standards,
    // A file that rests on a hidden question alone would tell that there is one.
    evidence: content.evidence.filter(({ id }) => used.has(id) || !usedBefore.has(id)),
  };
}

function veiledQuestion({ carried: _carried, central: _central, ...question }: ContentQuestion): ContentQuestion {
  if (question.scale === null) return question;
  return { ...question, answer: null, words: [], point: null };
}
