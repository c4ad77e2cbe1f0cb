import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planImport } from '../../../app/features/exchange/workbook/dry-run.ts';
import { workbookFormat } from '../../../app/features/exchange/workbook/layout.ts';
import { readAnswers } from '../../../app/features/exchange/workbook/read-answers.ts';
import { workbookOf } from '../../../app/features/exchange/workbook/write-workbook.ts';
import { type AnswerValue, parseDraft } from '../../../app/features/questionnaire/answers.ts';
import { compileEdition } from '../../../app/features/questionnaire/compiled-edition.ts';
import { writeFormWorkbook } from '../../../app/platform/form-workbook.server.ts';
import { readWorkbookCells } from '../../../app/platform/workbook-cells.server.ts';
import { everyKind } from './a-workbook.ts';

const compiled = compileEdition(everyKind('round-trip'));

/** Words as people paste them: letters of all languages, line breaks, spaces at the ends, what looks like a formula. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.constantFrom('=', '+', '-', '@', "'", ' ', '\n', '\t', 'a', 'ŵ', '<b>', '&', '12', '"', '\r\n', '💡'), {
      maxLength: 14,
    })
    .map((parts) => parts.join('')),
);
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const or = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });

/** What a form may send for each question of the edition. */
const drafts: Record<string, fc.Arbitrary<unknown>> = {
  rated: fc.record({
    type: fc.constant('rating'),
    point: or(fc.constantFrom('red', 'amber', 'green', 'not-applicable')),
    narrative: words,
    notApplicableReason: words,
  }),
  yes: fc.record({ type: fc.constant('yes-no'), value: or(fc.constantFrom('yes', 'no')), detail: words }),
  opened: fc.record({ type: fc.constant('text'), text: words }),
  one: fc.record({
    type: fc.constant('single-choice'),
    choice: or(fc.constantFrom('prevent', 'online')),
    narrative: words,
  }),
  many: fc.record({
    type: fc.constant('multiple-choice'),
    choices: fc.subarray(['prevent', 'online']),
    narrative: words,
  }),
  count: fc.record({
    type: fc.constant('number'),
    value: or(fc.integer({ min: 0, max: 9_999_999 })),
    narrative: words,
  }),
  share: fc.record({
    type: fc.constant('percentage'),
    value: or(fc.integer({ min: 0, max: 10_000 }).map((part) => part / 100)),
    narrative: words,
  }),
  day: fc.record({ type: fc.constant('date'), value: or(day), narrative: words }),
  words: fc.record({ type: fc.constant('text'), text: words }),
  sites: fc.record({
    type: fc.constant('table'),
    rows: fc.array(
      fc.record({
        name: words,
        seen: fc.oneof(day, fc.constant('')),
        staff: fc.oneof(fc.integer({ min: 0, max: 99_999 }).map(String), fc.constant('')),
        kind: fc.constantFrom('prevent', 'online', ''),
      }),
      { maxLength: 4 },
    ),
    narrative: words,
  }),
};

function answerOf(code: string, draft: unknown): AnswerValue {
  const placed = compiled.questions.get(code);
  if (!placed) throw new Error(`There is no question ${code}`);
  const scale =
    placed.question.answer.type === 'rating' ? compiled.scales.get(placed.question.answer.scale) : undefined;
  const read = parseDraft(placed.question, scale, draft);
  if ('problems' in read) throw new Error(read.problems.join());
  return read.value;
}

describe('a workbook that nobody changed', () => {
  it.each(['xlsx', 'ods'] as const)('says as %s what the return says, whatever was typed into it', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.record(drafts), async (typed) => {
        const answers = Object.fromEntries(Object.entries(typed).map(([code, draft]) => [code, answerOf(code, draft)]));
        const facts = { kind: 'voluntary' as const, phase: null, duty: 'section-11' as const, profile: {}, answers };
        const form = workbookOf({
          compiled,
          facts,
          identity: { format: workbookFormat, organisation: 'o', return: 'r', edition: 'e', 'edition-sha256': 'h' },
          revisions: new Map(Object.keys(answers).map((code) => [code, 3])),
          waiting: new Map(),
          organisation: 'An organisation',
          cycle: 'A cycle',
          partnership: 'A partnership',
          dueOn: '2026-12-11',
          madeOn: '2026-11-02T09:00:00.000Z',
        });
        const cells = await readWorkbookCells(await writeFormWorkbook(form, format));
        if ('problem' in cells) throw new Error(cells.problem);
        const reading = readAnswers(cells.sheets, compiled);
        if ('problem' in reading) throw new Error(reading.problem);
        const standing = new Map(
          Object.entries(answers).map(([code, value]) => [
            code,
            { value, revision: 3, by: 'Sam', at: '2026-11-02T09:00:00.000Z' },
          ]),
        );
        const planned = planImport(reading, { compiled, facts, standing, seen: new Map() });
        expect(planned.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
        expect(planned).toHaveLength(Object.keys(drafts).length);
      }),
      { numRuns: 25 },
    );
  });
});
