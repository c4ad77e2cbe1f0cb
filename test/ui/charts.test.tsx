import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Chart } from '../../app/ui/charts/chart.ts';
import { stackedBars } from '../../app/ui/charts/stacked-bars.ts';
import { stepLine } from '../../app/ui/charts/step-line.ts';
import { SvgChart } from '../../app/ui/charts/svg-chart.tsx';
import { elementsOf } from './html-tree.ts';

const parts = [
  { code: 'g', word: 'In place', letter: 'G', shape: 'disc-tick', tone: 'green' },
  { code: 'a', word: 'Partly in place', letter: 'A', shape: 'triangle', tone: 'amber' },
  { code: 'r', word: 'Not yet in place', letter: 'R', shape: 'diamond-bar', tone: 'red' },
] as const;

const ofKind = <Kind extends Chart['shapes'][number]['kind']>(chart: Chart, kind: Kind) =>
  chart.shapes.flatMap((shape) =>
    shape.kind === kind ? [shape as Extract<Chart['shapes'][number], { kind: Kind }>] : [],
  );

describe('stacked bars', () => {
  const chart = stackedBars({
    parts,
    bars: [
      { label: 'Police', counts: { g: 6, a: 3, r: 1 } },
      { label: 'Council', counts: { g: 198, r: 2 } },
      { label: 'Fire', counts: {} },
    ],
  });
  const words = ofKind(chart, 'text').map((text) => text.words);

  it('print the count of every part that is there, and none of a part that is not', () => {
    expect(words).toEqual([
      'Police',
      '10 in all',
      '6',
      '3',
      '1',
      'Council',
      '200 in all',
      '198',
      'R 2',
      'Fire',
      '0 in all',
    ]);
  });

  it('give each part its share of the width, in the order of the scale', () => {
    const police = ofKind(chart, 'rect').slice(0, 3);
    expect(police.map(({ width }) => Math.round(width))).toEqual([384, 192, 64]);
    expect(police.map(({ tone }) => tone)).toEqual(['green', 'amber', 'red']);
  });

  it('set the mark of the rating beside the count, wherever there is room', () => {
    expect(ofKind(chart, 'mark').map(({ shape }) => shape)).toEqual([
      'disc-tick',
      'triangle',
      'diamond-bar',
      'disc-tick',
    ]);
  });

  it('compare lengths when counts are what is compared', () => {
    const bars = [
      { label: 'One', counts: { g: 10 } },
      { label: 'Two', counts: { g: 5 } },
    ];
    const widths = ofKind(stackedBars({ parts, bars, compare: 'count' }), 'rect').map(({ width }) => width);
    expect(widths).toEqual([640, 320]);
  });
});

describe('a step line', () => {
  const chart = stepLine({
    from: '2027-01-01',
    to: '2027-01-11',
    ticks: [{ at: '2027-01-01', words: '1 January' }],
    series: [
      {
        label: 'open',
        tone: 'blue',
        points: [
          { at: '2027-01-01', value: 0 },
          { at: '2027-01-06', value: 8 },
        ],
      },
      { label: 'overdue', tone: 'red', dashed: true, points: [{ at: '2027-01-01', value: 8 }] },
      { label: 'nothing yet', tone: 'grey', points: [] },
    ],
  });

  it('stays level until the day of the change and runs on to the last day', () => {
    expect(ofKind(chart, 'path').map(({ d }) => d)).toEqual(['M44 250H276V14H508', 'M44 14H508']);
  });

  it('names each line at its end with its last value, one below the other where they meet', () => {
    const names = ofKind(chart, 'text').filter(({ bold }) => bold);
    expect(names.map(({ words }) => words)).toEqual(['8 open', '8 overdue']);
    expect((names[1]?.y ?? 0) - (names[0]?.y ?? 0)).toBeGreaterThanOrEqual(14);
  });

  it('has whole numbers on its axis', () => {
    const axis = ofKind(chart, 'text').filter(({ anchor }) => anchor === 'end');
    expect(axis.map(({ words }) => words)).toEqual(['0', '2', '4', '6', '8']);
  });

  it('keeps its lines apart without colour', () => {
    expect(ofKind(chart, 'path').map(({ dashed }) => dashed)).toEqual([false, true]);
  });
});

describe('a chart in a page', () => {
  const html = renderToStaticMarkup(
    <SvgChart
      label="Ratings by agency"
      chart={stackedBars({ parts, bars: [{ label: 'Police', counts: { g: 1 } }] })}
    />,
  );

  it('is one picture with a name', () => {
    const [svg] = elementsOf(html).filter(({ tag }) => tag === 'svg');
    expect(svg?.attributes).toMatchObject({ role: 'img', 'aria-label': 'Ratings by agency' });
  });

  it('has no style attribute, which the content security policy would refuse', () => {
    expect(elementsOf(html).some(({ attributes }) => 'style' in attributes)).toBe(false);
  });
});
