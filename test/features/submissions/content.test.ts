import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { compileEdition } from '../../../app/features/questionnaire/compiled-edition.ts';
import { questionnaireFor } from '../../../app/features/questionnaire/questionnaire.ts';
import { buildReturnContent, type ContentFile } from '../../../app/features/returns/build-content.ts';
import { hashOfContent } from '../../../app/features/returns/content.server.ts';
import { returnContentSchema } from '../../../app/features/returns/content.ts';
import { factsOf } from '../../../app/features/returns/facts.ts';
import { canonicalJson } from '../../../standards/canonical-json.ts';
import { rated } from '../../builders/a-filled-return.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../../builders/an-edition.ts';

const edition = anEdition({
  profile: [aProfileQuestion('volunteers')],
  standards: [
    aStandard('a1', [
      aQuestion('opens', { answer: { type: 'yes-no', detail: 'when-no' } }),
      aQuestion('branch', { appliesTo: { answer: 'opens', in: ['yes'] } }),
      aQuestion('lead'),
      aQuestion('story', { answer: { type: 'text' }, required: false }),
    ]),
    aStandard('a2', [aQuestion('second'), aQuestion('helpers', { appliesTo: { flag: 'volunteers' } })]),
  ],
});
const compiled = compileEdition(edition);
const organisation = { id: 'org', name: 'Alder Trust', kind: 'voluntary', phase: null, dutyBasis: 'voluntary' };

function contentOf(
  answers: Record<string, AnswerValue>,
  evidence: Record<string, ContentFile[]> = {},
  profile: Record<string, boolean> = { volunteers: true },
) {
  const facts = factsOf(organisation, profile, answers);
  return buildReturnContent({
    compiled,
    edition: { id: 'test-set/2026.1', sha256: 'a'.repeat(64) },
    organisation,
    facts,
    questionnaire: questionnaireFor(compiled, facts),
    evidence: new Map(Object.entries(evidence)),
  });
}

const file = (id: string, parts: Partial<ContentFile> = {}): ContentFile => ({
  id,
  kind: 'link',
  title: `File ${id}`,
  fileName: null,
  url: 'https://example.org',
  mediaType: null,
  size: null,
  sha256: null,
  coversFrom: null,
  coversTo: null,
  ...parts,
});

const yes: AnswerValue = { type: 'yes-no', value: 'yes', detail: '' };
const no: AnswerValue = { type: 'yes-no', value: 'no', detail: 'Not yet.\n\nIn spring.' };

describe('the content of a return', () => {
  it('numbers questions by their place among those that are asked', () => {
    const numbers = (answers: Record<string, AnswerValue>) =>
      contentOf(answers).standards.flatMap(({ questions }) => questions.map(({ code, number }) => `${number} ${code}`));
    expect(numbers({ opens: yes })).toEqual([
      'A1.1 opens',
      'A1.2 branch',
      'A1.3 lead',
      'A1.4 story',
      'A2.1 second',
      'A2.2 helpers',
    ]);
    expect(numbers({ opens: no })).toContain('A1.2 lead');
  });

  it('leaves out what a closed branch was answered, and numbers evidence by its first use in reading order', () => {
    const content = contentOf(
      { opens: no, branch: rated('green'), lead: rated('amber'), second: rated('green') },
      { second: [file('x'), file('y')], lead: [file('y')], branch: [file('z')] },
    );
    expect(JSON.stringify(content)).not.toContain('branch');
    expect(content.evidence.map(({ id, number }) => [id, number])).toEqual([
      ['y', 1],
      ['x', 2],
    ]);
    expect(content.standards[1]?.questions[0]?.evidence).toEqual(['x', 'y']);
  });

  it('gives answers in words, with the words beside them, and the computed rating of each standard', () => {
    const content = contentOf({ opens: no, lead: rated('amber', 'We looked.'), second: rated('not-applicable', '') });
    const [first, second] = content.standards;
    expect(first?.computed).toBe('amber');
    expect(second?.computed).toBeNull();
    expect(first?.questions[0]).toMatchObject({ words: ['No'], narrative: 'Not yet.\n\nIn spring.', point: null });
    expect(first?.questions[1]).toMatchObject({ words: ['Partly in place'], narrative: 'We looked.', point: 'amber' });
    expect(second?.questions[0]).toMatchObject({ words: ['Not applicable'], narrative: 'We have no volunteers.' });
    expect(content.profile).toEqual([
      { code: 'volunteers', text: 'Do you have volunteers?', value: true, words: 'Yes' },
    ]);
    expect(returnContentSchema.parse(content)).toEqual(content);
  });

  it('is the same whether an answer was never begun or was emptied', () => {
    const emptied: AnswerValue = { type: 'rating', point: null, narrative: ' ' };
    const begun = contentOf({ opens: yes, lead: emptied, story: { type: 'text', text: '' } });
    expect(hashOfContent(begun)).toBe(hashOfContent(contentOf({ opens: yes })));
  });
});

const point = fc.constantFrom('red', 'amber', 'green');
const answersOf = fc.record({
  opens: fc.constantFrom(yes, no),
  branch: fc.tuple(point, fc.string()).map(([chosen, words]) => rated(chosen, words)),
  lead: fc.tuple(point, fc.string({ unit: 'grapheme' })).map(([chosen, words]) => rated(chosen, words)),
  second: point.map((chosen) => rated(chosen)),
});

/** The same value with the keys of every object in another order. */
function shuffled<T>(value: T, seed: number): T {
  if (Array.isArray(value)) return value.map((part) => shuffled(part, seed)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, shuffled(part, seed)] as const);
  const rank = (key: string) => (key.length * 7919 + key.charCodeAt(0) * seed) % 97;
  return Object.fromEntries(entries.toSorted(([a], [b]) => rank(a) - rank(b))) as T;
}

describe('the hash of the content', () => {
  it('is the same for the same answers, whatever order they were stored or written in', () => {
    fc.assert(
      fc.property(answersOf, fc.nat(1000), (answers, seed) => {
        const content = contentOf(answers);
        const reversed = Object.fromEntries(Object.entries(answers).toReversed());
        expect(hashOfContent(contentOf(reversed))).toBe(hashOfContent(content));
        expect(canonicalJson(shuffled(content, seed))).toBe(canonicalJson(content));
        expect(hashOfContent(returnContentSchema.parse(JSON.parse(canonicalJson(content))))).toBe(
          hashOfContent(content),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is another for any other rating or word that is asked for', () => {
    fc.assert(
      fc.property(answersOf, point, fc.string({ minLength: 1 }), (answers, chosen, words) => {
        const { lead } = answers;
        fc.pre(lead.type === 'rating' && (lead.point !== chosen || lead.narrative.trim() !== words.trim()));
        fc.pre(words.trim() !== '');
        const changed = { ...answers, lead: rated(chosen, words) };
        expect(hashOfContent(contentOf(changed))).not.toBe(hashOfContent(contentOf(answers)));
      }),
      { numRuns: 100 },
    );
  });

  it('is another when a file is renamed, redated or taken away', () => {
    const hash = (evidence: Record<string, ContentFile[]>) => hashOfContent(contentOf({ opens: yes }, evidence));
    const hashes = [
      hash({}),
      hash({ lead: [file('x')] }),
      hash({ lead: [file('x', { title: 'Another' })] }),
      hash({ lead: [file('x', { coversFrom: '2026-01-01' })] }),
      hash({ second: [file('x')] }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
