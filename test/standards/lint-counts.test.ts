import { describe, expect, it } from 'vitest';
import { type Count, countsSchema } from '../../standards/beside-contract.ts';
import type { Edition } from '../../standards/contract.ts';
import { lintCounts } from '../../standards/lint-counts.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../builders/an-edition.ts';

const table = (code: string) =>
  aQuestion(code, {
    answer: {
      type: 'table',
      columns: [
        { code: 'kind', heading: 'Kind', type: 'text' },
        { code: 'all', heading: 'All', type: 'number' },
        { code: 'some', heading: 'Some', type: 'number' },
        { code: 'share', heading: 'Share', type: 'percentage' },
      ],
    },
  });
const edition = anEdition({
  profile: [aProfileQuestion('staff', { answer: { type: 'number' } }), aProfileQuestion('volunteers')],
  standards: [
    aStandard('a1', [
      table('figures'),
      table('others'),
      aQuestion('trained', { answer: { type: 'number' } }),
      aQuestion('trained-share', { answer: { type: 'percentage' } }),
      aQuestion('rated'),
    ]),
  ],
});

/** What lint says of parts against wholes. */
function said(parts: Count[], wholes: Count[], editions: Edition[] = [edition]): string[] {
  const { relations } = countsSchema.parse({
    contract: 1,
    set: 'test-set',
    relations: [{ code: 'part-within-whole', parts, wholes, problem: 'More than there are' }],
  });
  return lintCounts(relations, editions).map(({ path, reason }) => `${path.slice(2).join('.')}: ${reason}`);
}

const row = (column: string, question = 'figures'): Count => ({ question, column });
const total = (column: string, question = 'figures'): Count => ({ question, column, total: true });

describe('the checks of the figures of a set', () => {
  it('are sound between rows of one table, totals, numbers and facts', () => {
    expect(said([row('some')], [row('all')])).toEqual([]);
    expect(said([row('some'), row('all')], [row('all')])).toEqual([]);
    expect(said([{ question: 'trained' }], [{ profile: 'staff' }])).toEqual([]);
    expect(said([total('some'), total('all', 'others')], [{ profile: 'staff' }])).toEqual([]);
    expect(said([row('share')], [row('share')])).toEqual([]);
  });

  it('name questions, columns and facts that no edition has', () => {
    expect(said([{ question: 'gone' }], [{ profile: 'gone' }])).toEqual([
      'parts.0: No edition of the set has the question "gone"',
      'wholes.0: No edition of the set has the fact "gone" on its profile page',
    ]);
    expect(said([row('none')], [row('all')])).toEqual([
      'parts.0: No edition of the set has the question "figures" with a column "none"',
    ]);
  });

  it('rest on one edition that has them all', () => {
    const without = anEdition({ edition: '2027.1' });
    expect(said([row('some')], [row('all')], [edition, without])).toEqual([]);
    const apart = anEdition({
      edition: '2027.1',
      standards: [aStandard('a1', [aQuestion('later', { answer: { type: 'number' } })])],
    });
    expect(said([{ question: 'later' }], [{ question: 'trained' }], [edition, apart])).toEqual([
      ': No edition of the set has all of these figures',
    ]);
  });

  it('compare figures alone, of one unit, and rows with rows of the same table', () => {
    expect(said([{ question: 'rated' }], [{ profile: 'volunteers' }])).toEqual([
      'parts.0: The question "rated" asks for no figure in edition 2026.1',
      'wholes.0: The fact "volunteers" is no number in edition 2026.1',
    ]);
    expect(said([{ question: 'figures' }], [row('kind')])).toEqual([
      'parts.0: The question "figures" is a table in edition 2026.1: name a column of it',
      'wholes.0: The column "kind" holds no figures in edition 2026.1',
    ]);
    expect(said([row('all', 'trained')], [{ question: 'trained' }])).toEqual([
      'parts.0: The question "trained" is no table in edition 2026.1',
    ]);
    expect(said([{ question: 'trained-share' }], [{ question: 'trained' }])).toEqual([
      ': A percentage cannot be set against a number',
    ]);
    const mixed = ': Rows of a table can be set against rows of the same table alone: say total: true for the column';
    expect(said([row('some')], [row('all', 'others')])).toEqual([mixed]);
    expect(said([row('some')], [{ profile: 'staff' }])).toEqual([mixed]);
  });

  it('have a code each', () => {
    const relation = { code: 'twice', parts: [row('some')], wholes: [row('all')], problem: 'More than there are' };
    expect(lintCounts([relation, relation], [edition]).map(({ reason }) => reason)).toEqual([
      'Two checks have the code "twice"',
    ]);
  });
});
