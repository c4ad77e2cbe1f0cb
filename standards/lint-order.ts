import type { EditionIndex } from './edition-index.ts';
import type { Finding } from './lint-finding.ts';
import { leavesOf, type Path, type PlacedCondition } from './placed-conditions.ts';

/** Conditions that depend on themselves, each circle told once with its way round. */
export function lintCircles(index: EditionIndex, placed: readonly PlacedCondition[]): Finding[] {
  const graph = references(index, placed);
  const done = new Set<string>();
  const findings: Finding[] = [];
  const visit = (node: string, trail: readonly string[]) => {
    const start = trail.indexOf(node);
    if (start >= 0) {
      const way = [...trail.slice(start), node].map(named).join(' looks at ');
      const reason = `The conditions go round in a circle: ${way}`;
      findings.push({ code: node.slice(node.indexOf(' ') + 1), reason, path: graph.get(node)?.path ?? [] });
    }
    if (start >= 0 || done.has(node)) return;
    for (const next of graph.get(node)?.to ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return findings;
}

/** Looks at what is not yet known when the condition is judged: a later question, or an answer that may stay blank. */
export function lintOrder(index: EditionIndex, placed: readonly PlacedCondition[]): Finding[] {
  const { places, profilePlaces, edition } = index;
  const placeOf = (code: string, among: ReadonlyMap<string, number>) => among.get(code) ?? -1;
  const graph = references(index, placed);
  const findings: Finding[] = [];
  for (const { sort, code, path, condition } of placed) {
    if (sort !== 'profile' && sort !== 'standard' && sort !== 'question') continue;
    const seen = lookedAt(targetsOf(condition), graph);
    for (const answer of codesOf('question', seen)) {
      if (sort === 'profile') {
        const reason = `The profile page comes first: it cannot depend on the answer to "${answer}"`;
        findings.push({ code, reason, path });
      } else if (placeOf(answer, places) >= firstPlace(index, sort, code)) {
        const reason = `The condition looks at "${answer}", which is not asked before it. Move one of the two`;
        findings.push({ code, reason, path });
      }
    }
    if (sort === 'profile')
      for (const profile of codesOf('profile', seen))
        if (placeOf(profile, profilePlaces) >= placeOf(code, profilePlaces)) {
          const reason = `The condition looks at "${profile}", which is not asked before it on the profile page`;
          findings.push({ code, reason, path });
        }
  }
  const needed = new Set([...graph.values()].flatMap(({ to }) => codesOf('profile', to)));
  for (const [i, { code, required }] of edition.profile.entries())
    if (!required && needed.has(code)) {
      const reason = 'A condition rests on this profile question, so it must be required';
      findings.push({ code, reason, path: ['profile', i, 'required'] });
    }
  return findings;
}

type References = Map<string, { to: string[]; path: Path }>;

/** What each thing looks at directly, as `sort code`. A question also stands under the condition of its standard. */
function references(index: EditionIndex, placed: readonly PlacedCondition[]): References {
  const graph: References = new Map();
  const add = (from: string, { condition, path }: PlacedCondition) =>
    graph.set(from, { to: [...(graph.get(from)?.to ?? []), ...targetsOf(condition)], path });
  for (const place of placed) {
    const standard = place.sort === 'standard' && index.standards.get(place.code);
    if (standard) for (const question of standard.questions) add(`question ${question.code}`, place);
    else add(`${place.sort} ${place.code}`, place);
  }
  return graph;
}

function targetsOf(condition: PlacedCondition['condition']): string[] {
  return leavesOf(condition).flatMap(({ leaf }) => {
    if ('rule' in leaf) return [`rule ${leaf.rule}`];
    if ('answer' in leaf) return [`question ${leaf.answer}`];
    if ('flag' in leaf) return [`profile ${leaf.flag}`];
    return 'profile' in leaf ? [`profile ${leaf.profile}`] : [];
  });
}

/** The targets with every rule replaced by what it looks at, each once. Expects no circles. */
function lookedAt(targets: readonly string[], graph: References): string[] {
  const seen = new Set<string>();
  const visit = (target: string) => {
    if (seen.has(target)) return;
    seen.add(target);
    if (target.startsWith('rule ')) for (const next of graph.get(target)?.to ?? []) visit(next);
  };
  for (const target of targets) visit(target);
  return [...seen].filter((target) => !target.startsWith('rule '));
}

function codesOf(sort: 'question' | 'profile', targets: readonly string[]): string[] {
  const prefix = `${sort} `;
  return [...new Set(targets)].flatMap((target) => (target.startsWith(prefix) ? [target.slice(prefix.length)] : []));
}

function firstPlace({ places, standards }: EditionIndex, sort: 'standard' | 'question', code: string): number {
  const question = sort === 'question' ? code : standards.get(code)?.questions[0]?.code;
  return places.get(question ?? '') ?? -1;
}

function named(node: string): string {
  const space = node.indexOf(' ');
  return `${node.slice(0, space)} "${node.slice(space + 1)}"`;
}
