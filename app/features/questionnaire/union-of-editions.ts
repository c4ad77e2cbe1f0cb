import type { Edition } from '../../../standards/contract.ts';
import { type CompiledEdition, compileEdition } from './compiled-edition.ts';

/**
 * Several editions of one set to read answers by, when a cycle's returns were sent on more than one: every standard,
 * question and scale of all of them by its code, as the first that has it says it. For reading and naming alone: nobody
 * is asked such an edition. One edition is itself.
 */
export function unionOfEditions(first: CompiledEdition, others: readonly CompiledEdition[]): CompiledEdition {
  const more = others.filter((one) => one !== first);
  if (more.length === 0) return first;
  return compileEdition(more.reduce((edition, other) => union(edition, other.edition), first.edition));
}

function union(young: Edition, old: Edition): Edition {
  const asked = new Set(young.standards.flatMap(({ questions }) => questions.map(({ code }) => code)));
  const left = old.standards.map((standard) => ({
    ...standard,
    questions: standard.questions.filter(({ code }) => !asked.has(code)),
  }));
  const standing = new Set(young.standards.map(({ code }) => code));
  const scales = new Set(young.scales.map(({ code }) => code));
  return {
    ...young,
    scales: [...young.scales, ...old.scales.filter(({ code }) => !scales.has(code))],
    standards: [
      ...young.standards.map((standard) => {
        const its = left.find(({ code }) => code === standard.code)?.questions ?? [];
        return its.length === 0 ? standard : { ...standard, questions: [...standard.questions, ...its] };
      }),
      // A standard is kept for its ratings even where each of its questions has moved to another.
      ...old.standards
        .filter(({ code }) => !standing.has(code))
        .map((standard) => ({
          ...standard,
          questions: left.find(({ code }) => code === standard.code)?.questions ?? [],
        })),
    ],
  };
}
