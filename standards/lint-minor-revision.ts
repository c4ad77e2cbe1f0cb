import type { Question, Succession } from './contract.ts';
import type { EditionIndex } from './edition-index.ts';
import type { Finding } from './lint-finding.ts';

const quietFates: readonly Succession['fates'][number]['fate'][] = ['unchanged', 'renumbered', 'moved'];

/**
 * What a minor revision may not do: it corrects sources and guidance, and nobody is asked anything because of it. So
 * each fate keeps its answer as it is, and everything by which answers are asked for, given or rated stays the same.
 */
export function lintMinorRevision(before: EditionIndex, after: EditionIndex, succession: Succession): Finding[] {
  if (after.edition.minorRevision !== true) return [];
  const findings: Finding[] = [];
  for (const [i, { from, to, fate, carry }] of succession.fates.entries()) {
    const code = to[0] ?? from[0] ?? '';
    if (!quietFates.includes(fate) || carry !== 'keep') {
      const reason = `${succession.to} is a minor revision, so each question must be unchanged, renumbered or moved with "keep", not "${fate}" with "${carry}"`;
      findings.push({ code, reason, path: ['fates', i] });
      continue;
    }
    const [old, young] = [before.questions.get(from[0] ?? ''), after.questions.get(code)];
    const changed = old && young ? changedParts(old, young) : [];
    if (changed.length > 0)
      findings.push({
        code,
        reason: `${succession.to} is a minor revision, which changes sources and guidance alone, but this question has another ${changed.join(', ')}`,
        path: ['fates', i],
      });
  }
  for (const [part, of] of Object.entries(fixedParts))
    if (JSON.stringify(of(before)) !== JSON.stringify(of(after)))
      findings.push({
        code: `${succession.set}/${succession.to}`,
        reason: `${succession.to} is a minor revision, but it has ${part} than ${succession.from}`,
        path: ['to'],
      });
  return findings;
}

function changedParts(old: Question, young: Question): string[] {
  const parts = {
    text: 'text',
    hint: 'hint',
    answer: 'answer',
    required: '"required"',
    appliesTo: 'condition',
  } as const;
  return (Object.keys(parts) as (keyof typeof parts)[])
    .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(young[key]))
    .map((key) => parts[key]);
}

/** By which people are chosen, asked and rated, apart from the questions themselves. */
const fixedParts: Readonly<Record<string, (index: EditionIndex) => unknown>> = {
  'other kinds of organisation': ({ edition }) => [edition.sector, edition.kinds?.toSorted()],
  'another profile page': ({ edition }) => edition.profile,
  'other rules': ({ edition }) => edition.rules.map(({ code, when }) => ({ code, when })),
  'other conditions on standards': ({ edition }) =>
    edition.standards.flatMap(({ code, appliesTo }) => (appliesTo ? [{ code, appliesTo }] : [])),
  'other scales': ({ edition }) => edition.scales,
  'another way of rating a standard': ({ edition }) => [
    edition.aggregation,
    edition.standards.flatMap(({ code, overall }) => (overall ? [{ code, overall }] : [])),
  ],
  'other signatories': ({ edition }) => edition.signOff.map(({ code, appliesTo }) => ({ code, appliesTo })),
};
