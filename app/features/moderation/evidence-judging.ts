import type { FieldErrors } from '../../platform/form-parsing.ts';

/** What a moderator makes of one piece of evidence. */
export const evidenceVerdicts = {
  supports: 'Supports what is said',
  partly: 'Partly supports it',
  'does-not': 'Does not support it',
  'not-opened': 'Could not be opened',
} as const;

export type EvidenceVerdict = keyof typeof evidenceVerdicts;

/** Whether a text, such as one of a form, is a verdict. */
export const isEvidenceVerdict = (text: string): text is EvidenceVerdict => Object.hasOwn(evidenceVerdicts, text);

/** The most characters of a note. */
export const evidenceNoteLimit = 1000;

/** The names of the fields of one piece of evidence. */
export const evidenceFields = (evidenceId: string) => ({
  verdict: `${evidenceId}.verdict`,
  note: `${evidenceId}.note`,
  seen: `${evidenceId}.seen`,
});

/** One judgement as the form posts it. */
export interface EvidenceDraft {
  readonly evidenceId: string;
  readonly verdict: string;
  readonly note: string;
  /** The revision of the person's own judgement that the page showed; 0 for none. */
  readonly seen: number;
}

/** What is posted, by the evidence that the version holds; a piece with nothing chosen is left out. */
export function readEvidenceDrafts(form: FormData, evidenceIds: readonly string[]): EvidenceDraft[] {
  return evidenceIds.flatMap((evidenceId) => {
    const names = evidenceFields(evidenceId);
    const text = (name: string) => {
      const entry = form.get(name);
      return typeof entry === 'string' ? entry.replace(/\r\n?/g, '\n').trim() : '';
    };
    const verdict = text(names.verdict);
    const note = text(names.note);
    const seen = text(names.seen);
    if (verdict === '' && note === '') return [];
    return [{ evidenceId, verdict, note, seen: /^\d{1,9}$/.test(seen) ? +seen : 0 }];
  });
}

/** What is wrong with one judgement, by field; a note is needed with everything but full support. */
export function evidenceProblems({ evidenceId, verdict, note }: EvidenceDraft): FieldErrors {
  const names = evidenceFields(evidenceId);
  if (!isEvidenceVerdict(verdict)) return { [names.verdict]: ['Choose what you make of this evidence'] };
  if (note.length > evidenceNoteLimit)
    return { [names.note]: [`Shorten your note to ${evidenceNoteLimit.toLocaleString('en-GB')} characters or fewer`] };
  if (verdict !== 'supports' && note === '')
    return {
      [names.note]: [
        verdict === 'not-opened' ? 'Say what happened when you tried to open it' : 'Say what is missing from it',
      ],
    };
  return {};
}
