import type { z } from 'zod';
import {
  type Edition,
  editionSchema,
  type ProfileQuestion,
  profileQuestionSchema,
  type Question,
  questionSchema,
  type Scale,
  type Standard,
  type Succession,
  successionSchema,
} from '../../standards/contract.ts';

type QuestionParts = z.input<typeof questionSchema>;
type ProfileQuestionParts = z.input<typeof profileQuestionSchema>;
type EditionParts = z.input<typeof editionSchema>;

/** Red, amber and green, best highest; "not applicable" allowed with a reason. */
export const ragScale: Scale = {
  code: 'rag',
  name: 'Red, amber, green',
  best: 'highest',
  points: [
    {
      code: 'red',
      word: 'Not yet in place',
      letter: 'R',
      definition: 'Most of this is not in place.',
      order: 1,
      shape: 'diamond-bar',
      tone: 'red',
      actionNeeded: true,
    },
    {
      code: 'amber',
      word: 'Partly in place',
      letter: 'A',
      definition: 'Some of this is in place.',
      order: 2,
      shape: 'triangle',
      tone: 'amber',
      actionNeeded: true,
    },
    {
      code: 'green',
      word: 'In place',
      letter: 'G',
      definition: 'All of this is in place.',
      order: 3,
      shape: 'disc-tick',
      tone: 'green',
      actionNeeded: false,
    },
  ],
  notApplicable: { allowed: true, word: 'Not applicable', reasonRequired: true },
};

/** Four levels of which 1 is best, as some areas use; "not applicable" is not offered. */
export const levelsScale: Scale = {
  code: 'levels',
  name: 'Levels 1 to 4',
  best: 'lowest',
  points: [1, 2, 3, 4].map((order) => ({
    code: `level-${order}`,
    word: `Level ${order}`,
    letter: String(order),
    definition: `What level ${order} looks like.`,
    order,
    shape: (['star', 'disc-tick', 'triangle', 'diamond-bar'] as const)[order - 1] ?? 'dash',
    tone: (['blue', 'green', 'yellow', 'red'] as const)[order - 1] ?? 'grey',
    actionNeeded: order > 2,
  })),
  notApplicable: { allowed: false, word: 'Not applicable', reasonRequired: false },
};

/** A rating question on the `rag` scale unless told otherwise. */
export function aQuestion(code: string, parts: Partial<QuestionParts> = {}): Question {
  return questionSchema.parse({
    code,
    text: `What about ${code}?`,
    sources: [{ document: 'guidance', reference: 'paragraph 1', checked: false }],
    answer: { type: 'rating', scale: 'rag' },
    ...parts,
  });
}

/** A yes-no profile question unless told otherwise. */
export function aProfileQuestion(code: string, parts: Partial<ProfileQuestionParts> = {}): ProfileQuestion {
  return profileQuestionSchema.parse({ code, text: `Do you have ${code}?`, answer: { type: 'yes-no' }, ...parts });
}

/** A standard of the questions given, or of one rating question. */
export function aStandard(code: string, questions?: Question[], parts: Partial<Standard> = {}): Standard {
  return {
    code,
    number: code.toUpperCase().slice(0, 8),
    title: `Standard ${code}`,
    summary: `What ${code} asks for.`,
    questions: questions ?? [aQuestion(`${code}-rating`)],
    ...parts,
  };
}

/** A draft edition for agencies that passes the contract and lint as it stands. */
export function anEdition(parts: Partial<EditionParts> = {}): Edition {
  return editionSchema.parse({
    contract: 1,
    set: 'test-set',
    edition: '2026.1',
    status: 'draft',
    title: 'Standards for tests',
    shortTitle: 'Tests',
    summary: 'A small edition.',
    inForceFrom: '2026-04-01',
    sector: 'agency',
    documents: [{ code: 'guidance', title: 'Guidance', publisher: 'A publisher', published: '2026-01' }],
    scales: [ragScale],
    aggregation: { rule: 'worst-of' },
    signOff: [{ code: 'senior-lead', title: 'Senior lead', declaration: 'I have read this return.' }],
    standards: [aStandard('a1')],
    ...parts,
  });
}

/** A succession within `test-set` from 2026.1 to 2027.1, with no fates unless given. */
export function aSuccession(parts: Partial<z.input<typeof successionSchema>> = {}): Succession {
  return successionSchema.parse({ contract: 1, set: 'test-set', from: '2026.1', to: '2027.1', fates: [], ...parts });
}
