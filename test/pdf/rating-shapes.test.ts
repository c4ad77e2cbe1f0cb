import { describe, expect, it } from 'vitest';
import * as page from '../../app/ui/rating-shapes.ts';
import * as print from '../../pdf/parts/rating-shapes.ts';
import { shapes } from '../../standards/contract.ts';

describe('the figures of ratings', () => {
  it('are the same on pages and in print', () => {
    expect(print.shapeDrawings).toEqual(page.shapeDrawings);
    expect(print.shapeLineWidth).toBe(page.shapeLineWidth);
  });

  it('are there for every shape that a scale may name, no two alike', () => {
    expect(Object.keys(print.shapeDrawings).sort()).toEqual([...shapes].sort());
    const drawn = Object.values(print.shapeDrawings).map(({ parts }) => JSON.stringify(parts));
    expect(new Set(drawn).size).toBe(shapes.length);
  });
});
