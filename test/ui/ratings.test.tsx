import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { HeatTable } from '../../app/ui/heat-table.tsx';
import { RatingCell, RatingKey, RatingTag } from '../../app/ui/rating-mark.tsx';
import { type Shape, shapeDrawings, type Tone } from '../../app/ui/rating-shapes.ts';
import { toneColours } from '../../app/ui/tone-colours.ts';
import { shapes, tones } from '../../standards/contract.ts';
import { contrast } from './contrast.ts';
import { elementsOf, parseHtml, wordsOf } from './html-tree.ts';
import { signedArea } from './path-area.ts';

const every = shapes.flatMap((shape) => tones.map((tone) => ({ word: 'Partly in place', letter: 'P', shape, tone })));

describe('a rating', () => {
  it('has a drawing and colours for every shape and tone that a scale may name, and no others', () => {
    const drawn: Shape[] = [...shapes];
    const coloured: Tone[] = [...tones];
    expect(Object.keys(shapeDrawings).sort()).toEqual(drawn.sort());
    expect(Object.keys(toneColours).sort()).toEqual(coloured.sort());
  });

  it.each(every)('shows its word and its shape beside the colour: $shape in $tone', (rating) => {
    const html = renderToStaticMarkup(<RatingTag {...rating} />);
    expect(wordsOf(parseHtml(html))).toBe('Partly in place');
    expect(
      elementsOf(html)
        .filter(({ tag }) => tag === 'path')
        .map(({ attributes }) => attributes.d),
    ).toEqual(shapeDrawings[rating.shape].parts.map(({ d }) => d));
  });

  it('says its whole word, and not its letter, in a dense cell', () => {
    const html = renderToStaticMarkup(<RatingCell word="Partly in place" letter="P" shape="triangle" tone="amber" />);
    const spoken = elementsOf(html).filter(({ attributes }) => attributes.class === 'govuk-visually-hidden');
    const letter = elementsOf(html).find(({ children }) => children[0] === 'P');
    expect(spoken.map(({ children }) => children)).toEqual([['Partly in place']]);
    expect(letter?.attributes['aria-hidden']).toBe('true');
    expect(elementsOf(html).some(({ tag }) => tag === 'svg')).toBe(true);
  });

  it('is told from every other shape without colour', () => {
    const drawings = Object.values(shapeDrawings).map(({ parts }) => JSON.stringify(parts));
    expect(new Set(drawings).size).toBe(shapes.length);
  });

  it.each(Object.entries(toneColours))(
    'can be read in %s: ink on paper and on white, words on solid parts',
    (_, tone) => {
      expect(contrast(tone.ink, tone.paper)).toBeGreaterThanOrEqual(7);
      expect(contrast(tone.ink, '#ffffff')).toBeGreaterThanOrEqual(7);
      expect(contrast(tone.onSolid, tone.solid)).toBeGreaterThanOrEqual(7);
    },
  );

  it('keeps the holes of its shape under both fill rules, because they run against the outline', () => {
    const filled = Object.values(shapeDrawings).flatMap(({ parts }) => parts.filter(({ role }) => role === 'fill'));
    const turns = filled.map(({ d }) => d.split(/(?=M)/).map((subpath) => Math.sign(signedArea(subpath))));
    expect(turns.length).toBeGreaterThan(0);
    for (const [outline, ...holes] of turns) {
      expect(outline).toBe(1);
      expect(holes.every((turn) => turn === -1)).toBe(true);
    }
  });

  it('is explained by a key that lists letter, shape and word', () => {
    const html = renderToStaticMarkup(<RatingKey points={every.slice(0, 1)} />);
    expect(elementsOf(html).filter(({ tag }) => tag === 'li')).toHaveLength(1);
    expect(wordsOf(parseHtml(html))).toContain('Partly in place');
  });
});

describe('a table of many ratings', () => {
  const rating = { word: 'In place', letter: 'G', shape: 'disc-tick', tone: 'green' } as const;
  const html = renderToStaticMarkup(
    <HeatTable
      caption="Ratings"
      scrollLabel="Ratings, scrolls sideways"
      corner="Standard"
      columns={[{ label: 'Police' }, { label: 'Fire' }]}
      rows={[{ head: { label: 'A1', href: '/a1' }, cells: [rating, null] }]}
    />,
  );

  it('has real heads for rows and columns, and says what is not answered', () => {
    const scopes = elementsOf(html).flatMap(({ tag, attributes }) => (tag === 'th' ? [attributes.scope] : []));
    expect(scopes).toEqual(['col', 'col', 'col', 'row']);
    const cells = elementsOf(html).filter(({ tag }) => tag === 'td');
    expect(cells.map(({ children }) => wordsOf(children))).toEqual(['G In place', 'Not answered']);
  });

  it('scrolls in a named pane that keys can reach', () => {
    const [pane] = elementsOf(html);
    expect(pane?.attributes).toMatchObject({ 'aria-label': 'Ratings, scrolls sideways', tabindex: '0' });
  });
});
