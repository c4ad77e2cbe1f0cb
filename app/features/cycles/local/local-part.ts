/**
 * The questions that a partnership adds to one cycle: written in the same contract as an edition, checked by the same
 * lint, and frozen with it when the cycle is launched. Codes begin with `local-`, so that none can meet a code of a
 * shared edition, now or later.
 */
import { z } from 'zod';
import {
  codeSchema,
  type Edition,
  type Question,
  type Standard,
  standardSchema,
} from '../../../../standards/contract.ts';
import { type Finding, lintEdition } from '../../../../standards/lint.ts';

export const prioritySchema = z.strictObject({
  code: codeSchema,
  title: z.string().min(1).max(120),
  description: z.string().max(600),
});

export const localPartSchema = z.strictObject({
  priorities: z.array(prioritySchema).max(20),
  standards: z.array(standardSchema).max(20),
});

export type Priority = z.infer<typeof prioritySchema>;
export type LocalPart = z.infer<typeof localPartSchema>;

export const emptyPart: LocalPart = { priorities: [], standards: [] };

/** Most questions of their own that a partnership may add to one cycle: a return is long enough without them. */
export const mostQuestions = 60;

/** The document that every local question cites: the partnership itself. */
export const localDocument = 'local-questions';

export interface PartOwner {
  readonly name: string;
  /** The day on which the questions were frozen, or of the preview: `YYYY-MM-DD`. */
  readonly day: string;
}

/** Every local question with the standard that it stands under, in reading order. */
export const localQuestions = (part: LocalPart): { standard: Standard; question: Question }[] =>
  part.standards.flatMap((standard) => standard.questions.map((question) => ({ standard, question })));

/**
 * The edition that a cycle with local questions asks: the shared edition, unchanged, and after it the partnership's own
 * standards, numbered L1, L2 and so on. Without local questions it is the shared edition itself.
 */
export function composeEdition(base: Edition, part: LocalPart, owner: PartOwner): Edition {
  const standards = part.standards.filter(({ questions }) => questions.length > 0);
  if (standards.length === 0) return base;
  return {
    ...base,
    title: `${base.title}, with questions of ${owner.name}`,
    documents: [
      ...base.documents,
      {
        code: localDocument,
        title: `Local questions of ${owner.name}`,
        publisher: owner.name,
        published: owner.day,
        consultation: false,
      },
    ],
    standards: [
      ...base.standards,
      ...standards.map((standard, place) => ({
        ...standard,
        number: `L${place + 1}`,
        ...overallOf(base, standard),
      })),
    ],
  };
}

/** Where an edition leaves the rating of a standard to a person's judgement, the first rating of a local one is it. */
function overallOf(base: Edition, standard: Standard): { overall?: string } {
  if (base.aggregation.rule !== 'manual') return {};
  const first = standard.questions.find(({ answer }) => answer.type === 'rating');
  return first ? { overall: first.code } : {};
}

/** What lint says of the edition with the local questions in it; empty when it may be asked. */
export const lintLocalPart = (base: Edition, part: LocalPart, owner: PartOwner): Finding[] =>
  lintEdition(composeEdition(base, part, owner));

/** A heading for local questions; its number is given when it takes its place behind the shared ones. */
export const localStandard = (title: string, taken: readonly string[], questions: Question[]): Standard => ({
  code: freshCode(title, taken),
  number: 'L',
  title,
  summary: 'Questions that this partnership asks beside the national ones.',
  questions,
});

/** A code that is not taken yet: `local-` and the words of a title, with a number when another has the same. */
export function freshCode(words: string, taken: readonly string[]): string {
  const slug = slugOf(words, 48) || 'question';
  const wanted = `local-${slug}`;
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

/** Words as a code: lower case, without accents, joined by hyphens, cut at a word. */
export function slugOf(words: string, longest = 60): string {
  const slug = words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (slug.length <= longest) return slug;
  const cut = slug.slice(0, longest + 1).lastIndexOf('-');
  return slug.slice(0, cut > 0 ? cut : longest);
}
