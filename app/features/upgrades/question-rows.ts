import {
  type CarryLink,
  type CarryPlan,
  gravestFate,
  retiredCodes,
  stricterRule,
} from '../../../standards/carry-forward.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import type { PlannerQuestion, QuestionCounts } from './planner.ts';
import type { QuestionFate, QuestionRule } from './words.ts';

/** What a plan does to every question: those of the new edition in reading order, then the old ones that lead nowhere. Pure. */
export function questionRows(
  editionId: string,
  plan: CarryPlan,
  old: CompiledEdition,
  compiled: CompiledEdition,
  countsOf: (code: string, from: readonly string[]) => QuestionCounts,
): PlannerQuestion[] {
  const into = Map.groupBy(plan.links, (link) => link.to);
  const asked = [...compiled.questions].map(([code, { question, standard }]): PlannerQuestion => {
    const ways = into.get(code) ?? [];
    const from = [...new Set(ways.map((way) => way.from))];
    return {
      key: `${editionId} ${code}`,
      editionId,
      code,
      standard: { code: standard.code, number: standard.number, title: standard.title },
      text: question.text,
      before: [...new Set(ways.map(({ wording }) => wording.from))].filter((text) => text !== question.text),
      ...changeOf(ways),
      counts: countsOf(code, from),
    };
  });
  const gone = retiredCodes(plan).flatMap((code): PlannerQuestion[] => {
    const placed = old.questions.get(code);
    if (!placed) return [];
    const { question, standard } = placed;
    return [
      {
        key: `${editionId} -${code}`,
        editionId,
        code,
        standard: { code: standard.code, number: standard.number, title: standard.title },
        text: question.text,
        before: [],
        fate: 'withdrawn',
        rule: 'retire',
        notes: [...new Set(plan.deadEnds.filter(({ from }) => from === code).flatMap(({ notes }) => notes))],
        counts: countsOf(code, [code]),
      },
    ];
  });
  return [...asked, ...gone];
}

function changeOf(ways: readonly CarryLink[]): { fate: QuestionFate; rule: QuestionRule; notes: string[] } {
  if (ways.length === 0) return { fate: 'added', rule: 'none', notes: [] };
  const carrying = ways.filter(({ rule }) => rule !== 'ask-again');
  return {
    fate: gravestFate(ways.flatMap(({ fates }) => fates)),
    rule: carrying.length === 0 ? 'ask-again' : carrying.map(({ rule }) => rule).reduce(stricterRule, 'keep'),
    notes: [...new Set(ways.flatMap(({ notes }) => notes))],
  };
}
