/** What a figure can be about: a standard as a whole or one of its questions, of the edition that its cycle asks. Pure. */
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';

export interface FigurePlace {
  readonly standardCode: string;
  readonly questionCode: string | null;
}

/** Every place of an edition in reading order, as a form offers it. */
export const placesOf = (compiled: CompiledEdition): { readonly value: string; readonly label: string }[] =>
  compiled.edition.standards.flatMap((standard) => [
    { value: `standard ${standard.code}`, label: `${standard.number} ${standard.title} (the standard as a whole)` },
    ...standard.questions.map(({ code, text }) => ({
      value: `question ${code}`,
      label: `${standard.number}: ${text}`,
    })),
  ]);

/** The place that a form named; undefined for anything that the edition does not have. */
export function placeChosen(compiled: CompiledEdition, value: string): FigurePlace | undefined {
  const [kind, code = ''] = value.split(' ');
  if (kind === 'question') return questionPlace(compiled, code);
  return kind === 'standard' && compiled.standards.has(code) ? { standardCode: code, questionCode: null } : undefined;
}

/** The place that a file named: the code of a question, or the code or the number of a standard. */
export function placeNamed(compiled: CompiledEdition, typed: string): FigurePlace | undefined {
  const code = typed.trim().toLowerCase();
  const question = questionPlace(compiled, code);
  if (question) return question;
  const standard = compiled.edition.standards.find((one) => one.code === code || one.number.toLowerCase() === code);
  return standard && { standardCode: standard.code, questionCode: null };
}

function questionPlace(compiled: CompiledEdition, code: string): FigurePlace | undefined {
  const placed = compiled.questions.get(code);
  return placed && { standardCode: placed.standard.code, questionCode: code };
}

/** "A4 Speak-up culture", "A4: Staff can raise concerns"; the codes where the edition no longer has them. */
export function placeInWords(compiled: CompiledEdition, { standardCode, questionCode }: FigurePlace): string {
  const standard = compiled.standards.get(standardCode);
  if (questionCode === null) return standard ? `${standard.number} ${standard.title}` : standardCode;
  const text = compiled.questions.get(questionCode)?.question.text ?? questionCode;
  return standard ? `${standard.number}: ${text}` : text;
}
