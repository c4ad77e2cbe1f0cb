/**
 * What a partnership asks beside the edition of the library stays in its own return; everything else is shared. The
 * code of a question does not say which it is, because some of the library begin with `local-` too. The standards of a
 * partnership do: `composeEdition` numbers them L1, L2 and so on, and their codes begin with `local-`.
 */
import type { Standard } from '../../../../standards/contract.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';

/** Codes of the standards and of the questions that a partnership asks alone. */
export interface LocalCodes {
  readonly standards: ReadonlySet<string>;
  readonly questions: ReadonlySet<string>;
}

const known = new WeakMap<CompiledEdition, LocalCodes>();

const isLocal = ({ code, number }: Standard): boolean => code.startsWith('local-') && /^L\d+$/.test(number);

/** Worked out once for an edition; empty for one of the library. */
export function localCodesOf(compiled: CompiledEdition): LocalCodes {
  const found = known.get(compiled);
  if (found) return found;
  const standards = compiled.edition.standards.filter(isLocal);
  const codes = {
    standards: new Set(standards.map(({ code }) => code)),
    questions: new Set(standards.flatMap(({ questions }) => questions.map(({ code }) => code))),
  };
  known.set(compiled, codes);
  return codes;
}
