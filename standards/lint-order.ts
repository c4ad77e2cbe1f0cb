import type { Edition } from './contract.ts';
import type { Finding } from './lint-finding.ts';
import { leavesOf, type Path, type PlacedCondition } from './placed-conditions.ts';

/** Conditions that depend on themselves, each circle told once with its way round. */
export function lintCircles(edition: Edition, placed: readonly PlacedCondition[]): Finding[] {
  const graph = references(edition, placed);
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
export function lintOrder(edition: Edition, placed: readonly PlacedCondition[]): Finding[] {
  const questionCodes = edition.standards.flatMap(({ questions }) => questions.map(({ code }) => code));
  const profileCodes = edition.profile.map(({ code }) => code);
  const graph = references(edition, placed);
  const findings: Finding[] = [];
  for (const { sort, code, path, condition } of placed) {
    if (sort !== 'profile' && sort !== 'standard' && sort !== 'question') continue;
    const seen = lookedAt(targetsOf(condition), graph);
    for (const answer of codesOf('question', seen)) {
      if (sort === 'profile') {
        const reason = `The profile page comes first: it cannot depend on the answer to "${answer}"`;
        findings.push({ code, reason, path });
      } else if (questionCodes.indexOf(answer) >= firstPlace(edition, sort, code, questionCodes)) {
        const reason = `The condition looks at "${answer}", which is not asked before it. Move one of the two`;
        findings.push({ code, reason, path });
      }
    }
    if (sort === 'profile')
      for (const profile of codesOf('profile', seen))
        if (profileCodes.indexOf(profile) >= profileCodes.indexOf(code)) {
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
function references(edition: Edition, placed: readonly PlacedCondition[]): References {
  const graph: References = new Map();
  const add = (from: string, { condition, path }: PlacedCondition) =>
    graph.set(from, { to: [...(graph.get(from)?.to ?? []), ...targetsOf(condition)], path });
  for (const place of placed) {
    const standard = place.sort === 'standard' && edition.standards.find(({ code }) => code === place.code);
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

/** The targets with every rule replaced by what it looks at. Expects no circles. */
function lookedAt(targets: readonly string[], graph: References): string[] {
  return targets.flatMap((target) =>
    target.startsWith('rule ') ? lookedAt(graph.get(target)?.to ?? [], graph) : [target],
  );
}

function codesOf(sort: 'question' | 'profile', targets: readonly string[]): string[] {
  const prefix = `${sort} `;
  return [...new Set(targets)].flatMap((target) => (target.startsWith(prefix) ? [target.slice(prefix.length)] : []));
}

function firstPlace(edition: Edition, sort: 'standard' | 'question', code: string, order: readonly string[]): number {
  if (sort === 'question') return order.indexOf(code);
  return order.indexOf(edition.standards.find((standard) => standard.code === code)?.questions[0]?.code ?? '');
}

function named(node: string): string {
  const space = node.indexOf(' ');
  return `${node.slice(0, space)} "${node.slice(space + 1)}"`;
}
