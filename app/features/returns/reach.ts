/** How far one answer reaches: which standards it can open or close, and which answers those are judged by. */
import { answerCodesIn, type CompiledEdition } from '../questionnaire/compiled-edition.ts';

export interface Reach {
  /** The standard itself first, then the others whose questions its answers can open or close. */
  readonly standards: readonly string[];
  /** Codes of the questions whose answers decide and make up those standards. */
  readonly questions: readonly string[];
}

const known = new WeakMap<CompiledEdition, Map<string, Reach>>();

/** The reach of the answers of one standard. Worked out once for an edition. */
export function reachOfStandard(compiled: CompiledEdition, standardCode: string): Reach {
  const byStandard = known.get(compiled) ?? new Map<string, Reach>();
  known.set(compiled, byStandard);
  const found = byStandard.get(standardCode);
  if (found) return found;
  const standards = standardsReached(compiled, standardCode);
  const reach = { standards, questions: questionsNeeded(compiled, standards) };
  byStandard.set(standardCode, reach);
  return reach;
}

function standardsReached(compiled: CompiledEdition, standardCode: string): string[] {
  const reached = new Set([standardCode]);
  const waiting = questionsOf(compiled, standardCode);
  const seen = new Set(waiting);
  for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
    for (const dependant of compiled.dependants.get(code) ?? []) {
      if (seen.has(dependant)) continue;
      seen.add(dependant);
      waiting.push(dependant);
      const placed = compiled.questions.get(dependant);
      if (placed) reached.add(placed.standard.code);
    }
  }
  return [...reached];
}

/** Every question of the standards, and every earlier question that a condition on them looks at. */
function questionsNeeded(compiled: CompiledEdition, standards: readonly string[]): string[] {
  const needed = new Set<string>();
  const waiting = standards.flatMap((code) => questionsOf(compiled, code));
  for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
    if (needed.has(code)) continue;
    needed.add(code);
    const placed = compiled.questions.get(code);
    if (!placed) continue;
    waiting.push(
      ...answerCodesIn(placed.standard.appliesTo, compiled.rules),
      ...answerCodesIn(placed.question.appliesTo, compiled.rules),
    );
  }
  return [...needed].toSorted();
}

const questionsOf = (compiled: CompiledEdition, standardCode: string): string[] =>
  compiled.standards.get(standardCode)?.questions.map(({ code }) => code) ?? [];
