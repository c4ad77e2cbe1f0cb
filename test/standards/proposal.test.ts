import { describe, expect, it } from 'vitest';
import type { Edition } from '../../standards/contract.ts';
import { proposeSuccession } from '../../standards/diff.ts';
import { lintSuccession } from '../../standards/lint.ts';
import { anEdition, aQuestion, aStandard, levelsScale, ragScale } from '../builders/an-edition.ts';

describe('a proposed succession', () => {
  const from = anEdition({
    standards: [
      aStandard('a1', [
        aQuestion('kept'),
        aQuestion('moved'),
        aQuestion('reworded', { text: 'Are staff trained?' }),
        aQuestion('retyped', { answer: { type: 'text' } }),
        aQuestion('old-code', { text: 'Does your board hear from children about their safety every year?' }),
        aQuestion('gone', { text: 'Is the fax machine locked?' }),
      ]),
      aStandard('a2', [aQuestion('renumbered')]),
    ],
  });
  const to = anEdition({
    edition: '2027.1',
    standards: [
      aStandard('a1', [
        aQuestion('kept'),
        aQuestion('reworded', { text: 'Are staff and volunteers trained?' }),
        aQuestion('retyped', { answer: { type: 'yes-no' } }),
        aQuestion('new-code', { text: 'Does your board hear from children about their safety every term?' }),
        aQuestion('fresh', { text: 'Who watches over the use of artificial intelligence?' }),
      ]),
      aStandard('a2', [aQuestion('renumbered')], { number: 'A7' }),
      aStandard('a3', [aQuestion('moved')]),
    ],
  });
  const fates = () => new Map(proposeSuccession(from, to).fates.map((each) => [each.from[0] ?? each.to[0], each]));

  it('gives every question the fate that shows', () => {
    expect(Object.fromEntries([...fates()].map(([code, each]) => [code, `${each.fate} ${each.carry}`]))).toEqual({
      kept: 'unchanged keep',
      moved: 'moved keep',
      reworded: 'reworded keep-and-confirm',
      retyped: 'reworded ask-again',
      'old-code': 'reworded keep-and-confirm',
      gone: 'withdrawn retire',
      renumbered: 'renumbered keep',
      fresh: 'added ask-again',
    });
  });

  it('pairs codes whose wording is close, and says that it is a guess', () => {
    expect(fates().get('old-code')).toMatchObject({ to: ['new-code'], note: expect.stringContaining('check') });
  });

  it('passes lint for the same two editions', () => {
    expect(lintSuccession(from, to, proposeSuccession(from, to))).toEqual([]);
    expect(
      lintSuccession(to, { ...from, edition: '2028.1' }, proposeSuccession(to, { ...from, edition: '2028.1' })),
    ).toEqual([]);
  });

  it('hints at words that often ask for more, and decides nothing', () => {
    const proposed = (text: string) =>
      proposeSuccession(
        anEdition({ standards: [aStandard('a1', [aQuestion('x', { text: 'Are staff trained in 2 days?' })])] }),
        anEdition({ edition: '2027.1', standards: [aStandard('a1', [aQuestion('x', { text })])] }),
      ).fates[0];
    expect(proposed('Are all staff trained every year, in 2 days?')).toMatchObject({
      fate: 'reworded',
      stricter: false,
      carry: 'keep-and-confirm',
      note: 'The new wording has "all", "every", "year": does it ask for more? Then say stricter: true',
    });
    expect(proposed('Are staff well trained in 2 days, as of 2026?')?.note).toBe(
      'Say whether the new wording asks for more',
    );
  });

  it('notes every question that may have been split or merged', () => {
    const texts = (edition: string, all: Record<string, string>) =>
      anEdition({
        edition,
        standards: [
          aStandard(
            'a1',
            Object.entries(all).map(([code, text]) => aQuestion(code, { text })),
          ),
        ],
      });
    const whole = texts('2026.1', { whole: 'Do you check the written confirmation and the addresses of placements?' });
    const parts = texts('2027.1', {
      one: 'Do you keep the written confirmation from the provider?',
      two: 'Have you the addresses of all placements with you?',
      other: 'Who looks after the minibus?',
    });
    const notes = (from: Edition, to: Edition) => proposeSuccession(from, to).fates.map(({ note }) => note);
    expect(notes(whole, parts)).toEqual([
      'May have been split: one, two have much of its wording',
      undefined,
      undefined,
      undefined,
    ]);
    expect(notes({ ...parts, edition: '2026.1' }, { ...whole, edition: '2027.1' })).toContain(
      'May have been merged: one, two have much of its wording',
    );
  });

  it('maps choices by code, else by wording, else to nothing', () => {
    const choosing = (edition: string, choices: Record<string, string>) =>
      anEdition({
        edition,
        standards: [
          aStandard('a1', [
            aQuestion('x', {
              answer: {
                type: 'single-choice',
                choices: Object.entries(choices).map(([code, text]) => ({ code, text })),
              },
            }),
          ]),
        ],
      });
    const before = choosing('2026.1', { board: 'The board', ccg: 'A clinical group', post: 'By post' });
    const after = choosing('2027.1', { board: 'The whole board', icb: 'A clinical group', mail: 'Online' });
    const proposal = proposeSuccession(before, after);
    expect(proposal.choices).toEqual([{ from: 'x', to: 'x', choices: { board: 'board', ccg: 'icb', post: null } }]);
    expect(lintSuccession(before, after, proposal)).toEqual([]);
  });

  it('has rows asked again where the columns changed', () => {
    const columns = [
      { code: 'name', heading: 'Name', type: 'text' as const },
      { code: 'when', heading: 'When', type: 'date' as const },
    ];
    const listing = (edition: string, ...rest: typeof columns) =>
      anEdition({
        edition,
        standards: [aStandard('a1', [aQuestion('x', { answer: { type: 'table', columns: rest } })])],
      });
    const [before, after] = [
      listing('2026.1', ...columns),
      listing('2027.1', ...columns.map((column) => ({ ...column, code: `${column.code}-now` }))),
    ];
    const proposal = proposeSuccession(before, after);
    expect(proposal.fates).toMatchObject([
      { carry: 'ask-again', note: expect.stringContaining('the column "name" is gone') },
    ]);
    expect(lintSuccession(before, after, proposal)).toEqual([]);
  });

  it('has ratings confirmed where the points of their scale are described otherwise', () => {
    const points = ragScale.points.map((point) => ({ ...point, definition: `${point.definition} And written down.` }));
    const after = anEdition({ edition: '2027.1', scales: [{ ...ragScale, points }] });
    const proposal = proposeSuccession(anEdition(), after);
    expect(proposal).toMatchObject({
      fates: [{ fate: 'unchanged', carry: 'keep-and-confirm', note: expect.stringContaining('red, amber, green') }],
      scales: [],
    });
    expect(lintSuccession(anEdition(), after, proposal)).toEqual([]);
  });

  it('maps scales of equal length from worst to best, and equal codes to each other', () => {
    const four = {
      ...levelsScale,
      code: 'steps',
      points: levelsScale.points.map((point) => ({ ...point, code: `step-${point.order}` })),
    };
    const rated = (scale: string) => [aStandard('a1', [aQuestion('x', { answer: { type: 'rating', scale } })])];
    const before = anEdition({ scales: [levelsScale], standards: rated('levels') });
    const after = anEdition({ edition: '2027.1', scales: [{ ...four, best: 'highest' }], standards: rated('steps') });
    const proposal = proposeSuccession(before, after);
    expect(proposal.scales).toEqual([
      {
        from: 'levels',
        to: 'steps',
        points: { 'level-4': 'step-1', 'level-3': 'step-2', 'level-2': 'step-3', 'level-1': 'step-4' },
      },
    ]);
    expect(lintSuccession(before, after, proposal)).toEqual([]);

    const shorter = { ...ragScale, points: ragScale.points.filter(({ code }) => code !== 'amber') };
    const cut = anEdition({ edition: '2027.1', scales: [shorter], standards: rated('rag') });
    expect(proposeSuccession(anEdition({ standards: rated('rag') }), cut).scales[0]?.points).toEqual({
      red: 'red',
      amber: null,
      green: 'green',
    });
  });
});
