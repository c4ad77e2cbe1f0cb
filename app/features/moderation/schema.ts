import { z } from 'zod';

/** The most characters of a reason. */
export const reasonLimit = 4000;
/** The most characters of a question for the panel. */
export const keyLineLimit = 1000;

/** One moderated rating as the form of a standard posts it. */
export interface JudgementDraft {
  readonly questionCode: string;
  /** A point of the question's scale, or `not-applicable`. */
  readonly point: string;
  /** Empty when the moderator agrees and says nothing. */
  readonly reason: string;
  /** The revision of the judgement that the page showed; 0 when it showed none. */
  readonly seen: number;
}

/** The names of one question's fields on the form of a standard. */
export const judgementFields = (questionCode: string) => ({
  point: `${questionCode}.point`,
  reason: `${questionCode}.reason`,
  seen: `${questionCode}.seen`,
});

const normalised = (text: string) => text.replace(/\r\n?/g, '\n').trim();

/** Judgements on a posted form, in the order given. A question with no rating chosen is left out. */
export function readJudgements(form: FormData, questionCodes: readonly string[]): JudgementDraft[] {
  return questionCodes.flatMap((questionCode) => {
    const names = judgementFields(questionCode);
    const text = (name: string) => {
      const entry = form.get(name);
      return typeof entry === 'string' ? entry : '';
    };
    const point = text(names.point);
    const seen = text(names.seen);
    if (point === '') return [];
    return [{ questionCode, point, reason: normalised(text(names.reason)), seen: /^\d{1,9}$/.test(seen) ? +seen : 0 }];
  });
}

/** Questions on the form, known by their hidden fields. */
export function questionCodesIn(form: FormData): string[] {
  const ending = judgementFields('').seen;
  return [...form.keys()].filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
}

/** A question for the panel; the empty standard means the whole return. */
export const keyLineSchema = z.object({
  text: z
    .string('Write the question that the panel will ask')
    .transform(normalised)
    .pipe(
      z
        .string()
        .min(1, 'Write the question that the panel will ask')
        .max(keyLineLimit, `Shorten the question to ${keyLineLimit.toLocaleString('en-GB')} characters or fewer`),
    ),
  standardCode: z
    .string()
    .max(60)
    .default('')
    .transform((code) => (code === '' ? null : code)),
});

/** A changed question, with the revision that the page showed. */
export const changeKeyLineSchema = keyLineSchema.extend({
  keyLineId: z.string().max(40),
  revision: z.coerce.number().int(),
});

/** Which question a button is about. */
export const keyLineIdSchema = z.object({ keyLineId: z.string().max(40) });
