import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { compileEdition } from '../../../app/features/questionnaire/compiled-edition.ts';
import type { ProfileValue } from '../../../app/features/questionnaire/conditions.ts';
import { questionnaireFor } from '../../../app/features/questionnaire/questionnaire.ts';
import { buildReturnContent } from '../../../app/features/returns/build-content.ts';
import type { ReturnContent } from '../../../app/features/returns/content.ts';
import { factsOf } from '../../../app/features/returns/facts.ts';
import { contradictoryCounts } from '../../../app/features/submissions/warnings/contradictory-counts.ts';
import { overallAboveParts } from '../../../app/features/submissions/warnings/overall-above-parts.ts';
import { unchangedText } from '../../../app/features/submissions/warnings/unchanged-text.ts';
import type { EarlierReturn, WarningFacts } from '../../../app/features/submissions/warnings/warning.ts';
import type { CountRelation } from '../../../standards/beside-contract.ts';
import type { Edition } from '../../../standards/contract.ts';
import { rated } from '../../builders/a-filled-return.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../../builders/an-edition.ts';

const edition = anEdition({
  profile: [
    aProfileQuestion('staff', { answer: { type: 'number' } }),
    aProfileQuestion('roll', { answer: { type: 'number' } }),
  ],
  standards: [
    aStandard('a1', [
      aQuestion('lead'),
      aQuestion('story', { answer: { type: 'text' } }),
      aQuestion('figures', {
        answer: {
          type: 'table',
          columns: [
            {
              code: 'kind',
              heading: 'Kind',
              type: 'choice',
              choices: [
                { code: 'a', text: 'Kind A' },
                { code: 'b', text: 'Kind B' },
              ],
            },
            { code: 'all', heading: 'All', type: 'number' },
            { code: 'some', heading: 'Some', type: 'number' },
          ],
        },
      }),
      aQuestion('trained', { answer: { type: 'number' } }),
    ]),
  ],
});

function contentOf(
  answers: Record<string, AnswerValue>,
  profile: Record<string, ProfileValue> = {},
  of: Edition = edition,
): ReturnContent {
  const organisation = { id: 'org', name: 'Alder Trust', kind: 'voluntary', phase: null, dutyBasis: 'voluntary' };
  const compiled = compileEdition(of);
  const facts = factsOf(organisation, profile, answers);
  return buildReturnContent({
    compiled,
    edition: { id: 'test-set/2026.1', sha256: 'a'.repeat(64) },
    organisation,
    facts,
    questionnaire: questionnaireFor(compiled, facts),
    evidence: new Map(),
  });
}

const factsWith = (content: ReturnContent, parts: Partial<WarningFacts> = {}, of: Edition = edition): WarningFacts => ({
  compiled: compileEdition(of),
  content,
  today: '2026-11-02',
  earlier: [],
  relations: [],
  ...parts,
});

const sent = (cycleName: string, answers: Record<string, AnswerValue>): EarlierReturn => ({
  cycleName,
  questions: new Map(contentOf(answers).standards.flatMap(({ questions }) => questions.map((one) => [one.code, one]))),
});

const long = 'We looked at ten files in June and talked to every team about them.';

describe('words that were sent before', () => {
  const found = (now: Record<string, AnswerValue>, ...earlier: EarlierReturn[]) =>
    unchangedText(factsWith(contentOf(now), { earlier })).map(({ number, words }) => `${number} ${words}`);

  it('are named with the return they come from, also when they were only spaced otherwise', () => {
    const before = sent('Section 11, 2025', { lead: rated('amber', long.replaceAll(' ', '  \n')) });
    expect(found({ lead: rated('green', `  ${long}\n`) }, before)).toEqual([
      'A1.1 The same words as in Section 11, 2025',
    ]);
  });

  it('are named as what they are when they stand for the third time', () => {
    const earlier = ['2025', '2024'].map((year) =>
      sent(`Section 11, ${year}`, { story: { type: 'text', text: long } }),
    );
    expect(found({ story: { type: 'text', text: long } }, ...earlier)).toEqual([
      'A1.2 The same words for the third time: nothing has changed since Section 11, 2024',
    ]);
    const [last, before] = earlier;
    expect(
      found(
        { story: { type: 'text', text: long } },
        sent('2025', { story: { type: 'text', text: `${long} And more.` } }),
        ...(before ? [before] : []),
      ),
    ).toEqual([]);
    expect(last?.cycleName).toBe('Section 11, 2025');
  });

  it('are none when a word differs, when they are few, or when nothing was sent before', () => {
    const before = sent('2025', { lead: rated('amber', long), story: { type: 'text', text: 'Yes, every year.' } });
    const now = {
      lead: rated('amber', long.replace('June', 'July')),
      story: { type: 'text', text: 'Yes, every year.' },
    } as const;
    expect(found(now, before)).toEqual([]);
    expect(found({ lead: rated('amber', long) })).toEqual([]);
  });
});

describe('figures that contradict each other', () => {
  const relation = (parts: CountRelation['parts'], wholes: CountRelation['wholes']): CountRelation => ({
    code: 'within',
    parts,
    wholes,
    problem: 'More than there are',
  });
  const inRow = relation([{ question: 'figures', column: 'some' }], [{ question: 'figures', column: 'all' }]);
  const found = (
    relations: CountRelation[],
    answers: Record<string, AnswerValue>,
    profile?: Record<string, ProfileValue>,
  ) =>
    contradictoryCounts(factsWith(contentOf(answers, profile), { relations })).map(
      ({ number, question, words }) => `${number} ${question}: ${words}`,
    );
  const figures = (...rows: Record<string, string>[]): Record<string, AnswerValue> => ({
    figures: { type: 'table', rows },
  });

  it('are told row by row, with the figures', () => {
    expect(
      found([inRow], figures({ kind: 'a', all: '3', some: '3' }, { kind: 'b', all: '1200', some: '1500' })),
    ).toEqual(['A1.3 figures: More than there are: 1,500 against 1,200, in the row “Kind B”']);
  });

  it('are none where a figure is not given', () => {
    expect(found([inRow], figures({ kind: 'a', all: '', some: '3' }, { kind: 'b', some: '3' }))).toEqual([]);
    expect(
      found([relation([{ question: 'trained' }], [{ profile: 'staff' }])], { trained: { type: 'number', value: 5 } }),
    ).toEqual([]);
    expect(found([inRow], {})).toEqual([]);
  });

  it('are told of sums, totals, numbers and facts', () => {
    const both = relation([{ question: 'figures', column: 'some', total: true }], [{ profile: 'roll' }]);
    const rows = figures({ kind: 'a', some: '7' }, { kind: 'b', some: '4' });
    expect(found([both], rows, { roll: 10 })).toEqual(['A1.3 figures: More than there are: 11 against 10']);
    expect(found([both], rows, { roll: 11 })).toEqual([]);
    const people = relation([{ question: 'trained' }], [{ profile: 'staff' }]);
    expect(found([people], { trained: { type: 'number', value: 5 } }, { staff: 4 })).toEqual([
      'A1.4 trained: More than there are: 5 against 4',
    ]);
    const facts = relation([{ profile: 'staff' }], [{ profile: 'roll' }]);
    expect(found([facts], {}, { staff: 4, roll: 3 })).toEqual(['Your details staff: More than there are: 4 against 3']);
  });
});

describe('a standard that is judged as a whole', () => {
  const judged = anEdition({
    aggregation: { rule: 'manual', beside: { rule: 'worst-of' } },
    standards: [aStandard('a1', [aQuestion('lead'), aQuestion('overall')], { overall: 'overall' })],
  });
  it('is worth a look when it is rated better than its questions', () => {
    const found = (overall: string, lead: string) =>
      overallAboveParts(
        factsWith(contentOf({ lead: rated(lead), overall: rated(overall) }, {}, judged), {}, judged),
      ).map(({ question, words }) => `${question}: ${words}`);
    expect(found('green', 'red')).toEqual([
      'overall: Rated “In place” as a whole, while its other ratings come to “Not yet in place”',
    ]);
    expect(found('red', 'green')).toEqual([]);
    expect(found('amber', 'amber')).toEqual([]);
  });
});
