import { type LocalPart, localDocument } from '../../app/features/cycles/local/local-part.ts';
import type { Question } from '../../standards/contract.ts';
import { aQuestion, aStandard } from './an-edition.ts';

/** A local question as a partnership's page would store it. */
export const aLocalQuestion = (code: string, parts: Partial<Question> = {}): Question => ({
  ...aQuestion(code),
  sources: [{ document: localDocument, reference: 'asked by this partnership alone', checked: true }],
  ...parts,
});

/** One heading with one rating question of everybody, about one priority. */
export const aLocalPart = (): LocalPart => ({
  priorities: [{ code: 'local-water', title: 'Safe near water', description: '' }],
  standards: [aStandard('local-water-safety', [aLocalQuestion('local-pools', { tags: ['local-water'] })])],
});
