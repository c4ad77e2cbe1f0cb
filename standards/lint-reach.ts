import type { EditionIndex } from './edition-index.ts';
import type { Finding } from './lint-finding.ts';
import { leavesOf, type PlacedCondition } from './placed-conditions.ts';
import { createReach, respondentsOf } from './reach.ts';
import { organisationKinds } from './vocabulary.ts';

/** Standards, questions and profile questions that no sort of organisation that answers the edition can be asked. */
export function lintReach(index: EditionIndex): Finding[] {
  const { edition } = index;
  const reaches = respondentsOf(edition).map((respondent) => createReach(index, respondent));
  const findings: Finding[] = [];
  const kinds = edition.kinds === undefined ? 'of any kind' : 'of the kinds that answer this edition';
  const reason = (what: string) => `No ${edition.sector} ${kinds} can be asked this ${what}: its condition never holds`;
  for (const [i, { code, appliesTo }] of edition.profile.entries())
    if (appliesTo && reaches.every((reach) => reach.profileReach(code) === 'never'))
      findings.push({ code, reason: reason('profile question'), path: ['profile', i, 'appliesTo'] });
  for (const [i, standard] of edition.standards.entries()) {
    if (standard.appliesTo && reaches.every((reach) => reach.reachOf(standard.appliesTo) === 'never')) {
      findings.push({ code: standard.code, reason: reason('standard'), path: ['standards', i, 'appliesTo'] });
      continue;
    }
    for (const [j, { code, appliesTo }] of standard.questions.entries())
      if (appliesTo && reaches.every((reach) => reach.questionReach(code) === 'never'))
        findings.push({ code, reason: reason('question'), path: ['standards', i, 'questions', j, 'appliesTo'] });
  }
  return findings;
}

/**
 * Kinds of organisation that nobody would sign for, or the same signatory twice. Who signs may depend on kind and duty
 * alone, so that it never waits for an answer.
 */
export function lintSignOff(index: EditionIndex, placed: readonly PlacedCondition[]): Finding[] {
  const { edition } = index;
  const waiting = placed
    .filter(({ sort, condition }) => sort === 'signatory' && !restsOnKindAlone(index, condition))
    .map(({ code, path }) => ({
      code,
      reason: 'Who signs may depend on the kind of organisation and its duty alone, not on phase or answers',
      path,
    }));
  if (waiting.length > 0) return waiting;

  const unsigned = new Set<string>();
  const doubled = new Map<string, Set<string>>();
  for (const respondent of respondentsOf(edition)) {
    const { reachOf } = createReach(index, respondent);
    const signing = edition.signOff.filter(({ appliesTo }) => reachOf(appliesTo) === 'always').map(({ code }) => code);
    const { name } = organisationKinds[respondent.kind];
    if (signing.length === 0) unsigned.add(name);
    for (const code of signing.filter((each, i) => signing.indexOf(each) !== i))
      doubled.set(code, (doubled.get(code) ?? new Set()).add(name));
  }
  const findings: Finding[] = [];
  const path = ['signOff'];
  if (unsigned.size > 0)
    findings.push({ code: 'sign-off', reason: `Nobody signs for these kinds: ${[...unsigned].join(', ')}`, path });
  for (const [code, names] of doubled)
    findings.push({ code, reason: `This signatory signs twice for these kinds: ${[...names].join(', ')}`, path });
  return findings;
}

function restsOnKindAlone(index: EditionIndex, condition: PlacedCondition['condition']): boolean {
  return leavesOf(condition).every(({ leaf }) => {
    if ('rule' in leaf) {
      const rule = index.rules.get(leaf.rule);
      return rule !== undefined && restsOnKindAlone(index, rule.when);
    }
    return 'kind' in leaf || 'duty' in leaf;
  });
}
