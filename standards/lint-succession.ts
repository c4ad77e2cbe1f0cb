import type { Edition, Fate, Question, Succession } from './contract.ts';
import { indexEdition } from './edition-index.ts';
import type { Finding } from './lint-finding.ts';
import { isKept, keptAnswerProblems, lintChoiceMaps } from './lint-kept-answers.ts';
import { lintMinorRevision } from './lint-minor-revision.ts';
import { lintScaleMaps } from './lint-scale-maps.ts';

/** How many questions stand on each side of a fate; `many` is two or more. */
const sides: Record<Fate['fate'], { from: 0 | 1 | 'many' | 'some'; to: 0 | 1 | 'many' | 'some' }> = {
  unchanged: { from: 1, to: 1 },
  renumbered: { from: 1, to: 1 },
  reworded: { from: 1, to: 1 },
  moved: { from: 1, to: 1 },
  split: { from: 1, to: 'many' },
  merged: { from: 'many', to: 1 },
  added: { from: 0, to: 'some' },
  withdrawn: { from: 'some', to: 0 },
};

/**
 * What is wrong with a succession: every question of both editions must have exactly one fate, the fate must fit what
 * changed, an answer may be kept only where that is fair, ratings and choices that are carried need a whole map, and a
 * minor revision asks nobody anything.
 */
export function lintSuccession(from: Edition, to: Edition, succession: Succession): Finding[] {
  const findings: Finding[] = [];
  const name = `${succession.set}/${succession.from}--${succession.to}`;
  for (const [edition, end, key] of [
    [from, succession.from, 'from'],
    [to, succession.to, 'to'],
  ] as const)
    if (edition.set !== succession.set || edition.edition !== end)
      findings.push({
        code: name,
        reason: `The succession is about ${succession.set}/${end}, not ${edition.set}/${edition.edition}`,
        path: [key],
      });
  const [before, after] = [indexEdition(from), indexEdition(to)];
  findings.push(
    ...lintCover('from', before.questions, succession),
    ...lintCover('to', after.questions, succession),
    ...lintReuse(before.questions, after.questions, succession),
  );
  for (const [i, fate] of succession.fates.entries())
    for (const reason of fateProblems(fate, before.questions, after.questions))
      findings.push({ code: fate.to[0] ?? fate.from[0] ?? name, reason, path: ['fates', i] });
  findings.push(
    ...lintScaleMaps(before, after, succession),
    ...lintChoiceMaps(before, after, succession),
    ...lintMinorRevision(before, after, succession),
  );
  return findings;
}

/** Codes of both editions that do not lead to themselves: the same code would mean another question. */
function lintReuse(
  before: ReadonlyMap<string, Question>,
  after: ReadonlyMap<string, Question>,
  succession: Succession,
): Finding[] {
  const ledOn = new Set(succession.fates.flatMap(({ from, to }) => from.filter((code) => to.includes(code))));
  const reason =
    'Both editions have this code, but the old question does not lead to the new one: a code is never used again for another meaning';
  return succession.fates.flatMap(({ from }, i) =>
    from.flatMap((code, j) =>
      before.has(code) && after.has(code) && !ledOn.has(code) ? [{ code, reason, path: ['fates', i, 'from', j] }] : [],
    ),
  );
}

function lintCover(side: 'from' | 'to', known: ReadonlyMap<string, Question>, succession: Succession): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const edition = succession[side];
  for (const [i, fate] of succession.fates.entries())
    for (const [j, code] of fate[side].entries()) {
      const path = ['fates', i, side, j];
      if (!known.has(code)) findings.push({ code, reason: `Edition ${edition} has no such question`, path });
      else if (seen.has(code)) findings.push({ code, reason: `This question of ${edition} has two fates`, path });
      seen.add(code);
    }
  for (const code of known.keys())
    if (!seen.has(code)) findings.push({ code, reason: `This question of ${edition} has no fate`, path: ['fates'] });
  return findings;
}

function fateProblems(
  fate: Fate,
  before: ReadonlyMap<string, Question>,
  after: ReadonlyMap<string, Question>,
): string[] {
  const problems: string[] = [];
  const { carry } = fate;
  const wanted = sides[fate.fate];
  for (const side of ['from', 'to'] as const)
    if (!fits(fate[side].length, wanted[side]))
      problems.push(`"${fate.fate}" needs ${worded(wanted[side])} under "${side}", not ${fate[side].length}`);

  if (fate.stricter && carry === 'keep')
    problems.push('The new wording asks for more, so the answer cannot be kept as it is');
  if (fate.stricter && fate.fate === 'unchanged') problems.push('A question that is unchanged cannot ask for more');
  if ((fate.fate === 'withdrawn') !== (carry === 'retire'))
    problems.push('"retire" goes with "withdrawn", and nothing else does');
  if (fate.fate === 'added' && carry !== 'ask-again')
    problems.push('An added question has no answer to carry: ask again');
  if (fate.fate === 'merged' && isKept(fate))
    problems.push('Of several answers none can be kept for the merged question: prefill the text or ask again');

  const old = before.get(fate.from[0] ?? '');
  if (!old || fate.from.length !== 1) return problems;
  if (fate.fate === 'split' && carry === 'keep' && old.answer.type === 'rating')
    problems.push('The rating of a question that was split cannot be kept as it is: have each part confirmed');
  for (const young of fate.to.flatMap((code) => after.get(code) ?? [])) {
    if (isQuiet(fate) && (old.text !== young.text || !sameAnswer(old, young)))
      problems.push(`The question is said to be ${fate.fate}, but its wording or its answer differs`);
    problems.push(...keptAnswerProblems(fate, old, young));
  }
  return problems;
}

/** Fates under which a question asks what it asked before, in the same words. */
const isQuiet = ({ fate }: Fate) => fate === 'unchanged' || fate === 'renumbered' || fate === 'moved';

function fits(count: number, wanted: 0 | 1 | 'many' | 'some'): boolean {
  if (wanted === 'many') return count > 1;
  return wanted === 'some' ? count > 0 : count === wanted;
}

function worded(wanted: 0 | 1 | 'many' | 'some'): string {
  return { 0: 'no question', 1: 'one question', many: 'two or more questions', some: 'at least one question' }[wanted];
}

const sameAnswer = (a: Question, b: Question) => JSON.stringify(a.answer) === JSON.stringify(b.answer);
