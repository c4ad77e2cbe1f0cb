import type { ProfileQuestion } from '../../../standards/contract.ts';
import { isBlank, normaliseText } from './answer-text.ts';
import type { ProfileValue } from './conditions.ts';

/** The value to store, `undefined` when the person left it blank, or what the person must do. */
export type ProfileResult = { value: ProfileValue | undefined } | { problems: string[] };

/** The form field of a profile question. */
export function profileFieldName(question: Pick<ProfileQuestion, 'code'>): string {
  return `profile.${question.code}`;
}

/** What a form holds for a profile question: every value sent under its name, as typed. */
export function readProfileField(question: ProfileQuestion, form: FormData): string[] {
  return form.getAll(profileFieldName(question)).filter((entry) => typeof entry === 'string');
}

/** What the field shows for a stored value: `yes` or `no`, codes, digits or text. */
export function profileFieldValues(value: ProfileValue | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  return typeof value === 'object' ? [...value] : [String(value)];
}

/**
 * Reads one answer of the profile page. Blank is `undefined`; whether it may stay blank is the page's decision. A
 * multiple choice left wholly unticked is the empty list: the person was asked and chose none.
 */
export function parseProfileAnswer(question: ProfileQuestion, typed: readonly string[]): ProfileResult {
  const { answer } = question;
  const first = normaliseText(typed[0] ?? '').trim();
  if (answer.type === 'multiple-choice') {
    const chosen = answer.choices.map(({ code }) => code).filter((code) => typed.includes(code));
    if (chosen.length !== new Set(typed.filter((code) => code !== '')).size)
      return { problems: ['Choose from the answers in the list'] };
    return { value: chosen };
  }
  if (isBlank(first)) return { value: undefined };
  switch (answer.type) {
    case 'yes-no':
      return first === 'yes' || first === 'no' ? { value: first === 'yes' } : { problems: ['Choose yes or no'] };
    case 'single-choice':
      return answer.choices.some(({ code }) => code === first)
        ? { value: first }
        : { problems: ['Choose one of the answers in the list'] };
    case 'number': {
      const digits = first.replace(/[, ]/g, '');
      if (!/^\d+$/.test(digits)) return { problems: ['Enter a whole number in digits, for example 12'] };
      const value = Number(digits);
      return value > answer.max
        ? { problems: [`Enter a number from 0 to ${answer.max.toLocaleString('en-GB')}`] }
        : { value };
    }
    case 'text':
      return first.length > answer.maxLength
        ? { problems: [`Shorten your answer to ${answer.maxLength.toLocaleString('en-GB')} characters or fewer`] }
        : { value: first };
  }
}
