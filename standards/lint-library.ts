import type { CoreItem } from './beside-contract.ts';
import type { Edition, Scale } from './contract.ts';
import { compareEditionNumbers } from './edition-order.ts';
import type { Finding } from './lint-finding.ts';

/**
 * Codes of a set that come back after they were gone from an edition. The same code in later editions is the same
 * question, so one that was withdrawn may not stand for another later. Found in the edition where it came back.
 *
 * @param editions those of one set, in any order
 */
export function lintReturnedCodes(editions: readonly Edition[]): { edition: Edition; finding: Finding }[] {
  const ordered = editions.toSorted((a, b) => compareEditionNumbers(a.edition, b.edition));
  const lastPlace = new Map<string, number>();
  const found: { edition: Edition; finding: Finding }[] = [];
  for (const [place, edition] of ordered.entries())
    for (const [i, { questions }] of edition.standards.entries())
      for (const [j, { code }] of questions.entries()) {
        const last = lastPlace.get(code);
        lastPlace.set(code, place);
        if (last === undefined || last >= place - 1) continue;
        const reason = `The code was withdrawn after ${ordered[last]?.edition} and may not come back: a code is never used again. Give the question another one`;
        found.push({ edition, finding: { code, reason, path: ['standards', i, 'questions', j, 'code'] } });
      }
  return found;
}

/**
 * Whether a shorter form of a set asks only what its base asks: every question under the same code with the same text
 * and answer, every standard under the same code, and every scale that both have with the same points.
 */
export function lintVariant(variant: Edition, editions: readonly Edition[]): Finding[] {
  const { variantOf } = variant;
  if (!variantOf) return [];
  const name = `${variantOf.set}/${variantOf.edition}`;
  const base = editions.find(({ set, edition }) => set === variantOf.set && edition === variantOf.edition);
  const own = `${variant.set}/${variant.edition}`;
  if (!base || base === variant)
    return [
      {
        code: own,
        reason: base
          ? 'An edition is no variant of itself'
          : `The library has no sound edition ${name} of which this could be a variant`,
        path: ['variantOf'],
      },
    ];
  const findings: Finding[] = [];
  if (variant.status === 'published' && base.status === 'draft')
    findings.push({
      code: own,
      reason: `${name} is a draft and may change: a variant of it cannot be published`,
      path: ['status'],
    });
  const standards = new Set(base.standards.map(({ code }) => code));
  const questions = new Map(
    base.standards.flatMap((each) => each.questions.map((question) => [question.code, question])),
  );
  for (const [i, standard] of variant.standards.entries()) {
    if (!standards.has(standard.code))
      findings.push({
        code: standard.code,
        reason: `${name}, of which this is a variant, has no such standard`,
        path: ['standards', i, 'code'],
      });
    for (const [j, { code, text, answer }] of standard.questions.entries()) {
      const path = ['standards', i, 'questions', j];
      const like = questions.get(code);
      if (!like)
        findings.push({
          code,
          reason: `${name}, of which this is a variant, has no such question`,
          path: [...path, 'code'],
        });
      else if (like.text !== text)
        findings.push({
          code,
          reason: `The text differs from that in ${name}: "${like.text}"`,
          path: [...path, 'text'],
        });
      else if (JSON.stringify(like.answer) !== JSON.stringify(answer))
        findings.push({ code, reason: `It is answered otherwise than in ${name}`, path: [...path, 'answer'] });
    }
  }
  return [...findings, ...lintVariantScales(variant.scales, base.scales, name)];
}

function lintVariantScales(scales: readonly Scale[], bases: readonly Scale[], name: string): Finding[] {
  return scales.flatMap((scale, i) => {
    const like = bases.find(({ code }) => code === scale.code);
    if (like === undefined || JSON.stringify(like) === JSON.stringify(scale)) return [];
    return [{ code: scale.code, reason: `The scale differs from that in ${name}`, path: ['scales', i] }];
  });
}

/**
 * What is wrong with the common core: codes given twice, questions that no edition of their set has, questions that
 * belong to two items, and items that only one set asks about.
 *
 * @param unread sets of which an edition could not be read, which is told elsewhere: their questions are not missed
 */
export function lintCore(
  items: readonly CoreItem[],
  editions: readonly Edition[],
  unread: ReadonlySet<string> = new Set(),
): Finding[] {
  const known = new Set(
    editions.flatMap(({ set, standards }) =>
      standards.flatMap(({ questions }) => questions.map(({ code }) => `${set}/${code}`)),
    ),
  );
  const findings: Finding[] = [];
  const owners = new Map<string, string>();
  const codes = new Set<string>();
  for (const [i, item] of items.entries()) {
    if (codes.has(item.code))
      findings.push({
        code: item.code,
        reason: `Two items of the core have the code "${item.code}"`,
        path: ['items', i, 'code'],
      });
    codes.add(item.code);
    for (const [j, { set, code }] of item.questions.entries()) {
      const name = `${set}/${code}`;
      const path = ['items', i, 'questions', j];
      if (!known.has(name) && !unread.has(set))
        findings.push({ code: item.code, reason: `No edition of ${set} has the question "${code}"`, path });
      const owner = owners.get(name);
      if (owner !== undefined)
        findings.push({
          code: item.code,
          reason: `The question ${name} belongs to the item "${owner}" already: it may belong to one alone`,
          path,
        });
      else owners.set(name, item.code);
    }
    if (new Set(item.questions.map(({ set }) => set)).size < 2)
      findings.push({
        code: item.code,
        reason: 'An item of the core needs questions of at least two sets',
        path: ['items', i, 'questions'],
      });
  }
  return findings;
}
