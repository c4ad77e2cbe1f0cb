import type { Edition, Question, Scale, Succession } from './contract.ts';
import type { Finding } from './lint-finding.ts';

type Fate = Succession['fates'][number];

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
 * changed, an answer may be kept only where that is fair, and ratings that are carried need a whole map of points.
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
  const before = questionsOf(from);
  const after = questionsOf(to);
  findings.push(...lintCover('from', before, succession), ...lintCover('to', after, succession));
  for (const [i, fate] of succession.fates.entries())
    for (const reason of fateProblems(fate, before, after))
      findings.push({ code: fate.to[0] ?? fate.from[0] ?? name, reason, path: ['fates', i] });
  findings.push(...lintScaleMaps(from, to, succession, before, after));
  return findings;
}

const questionsOf = (edition: Edition) =>
  new Map(edition.standards.flatMap(({ questions }) => questions.map((question) => [question.code, question])));

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

  const kept = carry === 'keep' || carry === 'keep-and-confirm';
  if (fate.stricter && carry === 'keep')
    problems.push('The new wording asks for more, so the answer cannot be kept as it is');
  if (fate.stricter && fate.fate === 'unchanged') problems.push('A question that is unchanged cannot ask for more');
  if ((fate.fate === 'withdrawn') !== (carry === 'retire'))
    problems.push('"retire" goes with "withdrawn", and nothing else does');
  if (fate.fate === 'added' && carry !== 'ask-again')
    problems.push('An added question has no answer to carry: ask again');
  if (fate.fate === 'merged' && kept)
    problems.push('Of several answers none can be kept for the merged question: prefill the text or ask again');

  const old = before.get(fate.from[0] ?? '');
  const young = after.get(fate.to[0] ?? '');
  if (old && young && fate.from.length === 1 && fate.to.length === 1) {
    if (fate.fate === 'unchanged' && (old.text !== young.text || !sameAnswer(old, young)))
      problems.push('The question is said to be unchanged, but its wording or its answer differs');
    if (kept && old.answer.type !== young.answer.type)
      problems.push(`A ${old.answer.type} answer cannot be kept where the answer is now ${young.answer.type}`);
  }
  return problems;
}

function fits(count: number, wanted: 0 | 1 | 'many' | 'some'): boolean {
  if (wanted === 'many') return count > 1;
  return wanted === 'some' ? count > 0 : count === wanted;
}

function worded(wanted: 0 | 1 | 'many' | 'some'): string {
  return { 0: 'no question', 1: 'one question', many: 'two or more questions', some: 'at least one question' }[wanted];
}

const sameAnswer = (a: Question, b: Question) => JSON.stringify(a.answer) === JSON.stringify(b.answer);

function lintScaleMaps(
  from: Edition,
  to: Edition,
  succession: Succession,
  before: ReadonlyMap<string, Question>,
  after: ReadonlyMap<string, Question>,
): Finding[] {
  const findings: Finding[] = [];
  for (const [i, map] of succession.scales.entries())
    for (const reason of mapProblems(map.points, scaleOf(from, map.from), scaleOf(to, map.to)))
      findings.push({ code: map.from, reason, path: ['scales', i] });

  const missing = new Set<string>();
  for (const {
    from: [oldCode],
    to: newCodes,
    carry,
  } of succession.fates) {
    const old = before.get(oldCode ?? '')?.answer;
    if (old?.type !== 'rating' || (carry !== 'keep' && carry !== 'keep-and-confirm')) continue;
    for (const newCode of newCodes) {
      const young = after.get(newCode)?.answer;
      if (young?.type !== 'rating') continue;
      const mapped = succession.scales.some((map) => map.from === old.scale && map.to === young.scale);
      if (!mapped && !samePoints(scaleOf(from, old.scale), scaleOf(to, young.scale)))
        missing.add(`${old.scale} to ${young.scale}`);
    }
  }
  for (const pair of missing)
    findings.push({
      code: pair.split(' ')[0] ?? '',
      reason: `Ratings are carried, but no map of points leads from ${pair}`,
      path: ['scales'],
    });
  return findings;
}

const scaleOf = (edition: Edition, code: string) => edition.scales.find((scale) => scale.code === code);

function mapProblems(
  points: Readonly<Record<string, string | null>>,
  from: Scale | undefined,
  to: Scale | undefined,
): string[] {
  if (!from || !to) return [`The map names the scale that ${from ? 'the new' : 'the old'} edition does not have`];
  const has = (scale: Scale, code: string) => scale.points.some((point) => point.code === code);
  return [
    ...from.points
      .filter(({ code }) => !Object.hasOwn(points, code))
      .map(({ code }) => `The map leaves out the point "${code}"`),
    ...Object.keys(points)
      .filter((code) => !has(from, code))
      .map((code) => `The old scale has no point "${code}"`),
    ...Object.values(points)
      .filter((code) => code !== null && !has(to, code))
      .map((code) => `The new scale has no point "${code}"`),
  ];
}

/** Same codes at the same places in the same direction: a rating means the same without a map. */
function samePoints(from: Scale | undefined, to: Scale | undefined): boolean {
  const shape = (scale: Scale) =>
    [scale.best, ...scale.points.map(({ code, order }) => `${order} ${code}`).toSorted()].join();
  return from !== undefined && to !== undefined && shape(from) === shape(to);
}
