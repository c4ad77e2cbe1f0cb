import { createRequire } from 'node:module';
import { Font } from '@react-pdf/renderer';
import { describe, expect, it } from 'vitest';
import { installShapingCache, type ShapingFont } from '../../pdf/shaping-cache.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';

const src = createRequire(import.meta.url).resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf');
let faces = 0;

/** The same font file, opened afresh. */
async function aFace(): Promise<ShapingFont> {
  faces += 1;
  const fontFamily = `Fresh ${faces}`;
  Font.register({ family: fontFamily, src });
  await Font.load({ fontFamily });
  const face = Font.getFont({ fontFamily }).data;
  if (face === null || !isShaping(face)) throw new Error('The font did not load');
  return face;
}

const isShaping = (face: object): face is ShapingFont => 'layout' in face && typeof face.layout === 'function';

const shape = (face: ShapingFont, text: string) => {
  const { glyphs, positions } = face.layout(text, undefined, undefined, undefined, 'ltr');
  return {
    glyphs: glyphs.map((glyph) => ('id' in glyph ? glyph.id : null)),
    advances: positions.map((position) => ('xAdvance' in position ? Number(position.xAdvance) : Number.NaN)),
  };
};

const sentences = [
  'The agency’s lead, Ŵyn, reviewed 3 of 4 policies.',
  'Leading and trailing  spaces ',
  '  AV To Wa “quoted” – dashed — and 75% (of 40)',
  'Łódź, Ŷstrad, naïve, café → ≥ ½ £20',
  'x',
  ' ',
];

describe('the shaping cache', () => {
  it('gives the same figures as the font without it, none lost and none added', async () => {
    const [plain, cached] = [await aFace(), await aFace()];
    expect(installShapingCache(cached)).toBe(true);
    const prose = aWriter(aRandom(21)).prose(3000).split('\n\n');
    for (const text of [...sentences, ...prose]) expect(shape(cached, text).glyphs).toEqual(shape(plain, text).glyphs);
  });

  it('moves fewer than one box in a hundred', async () => {
    const [plain, cached] = [await aFace(), await aFace()];
    installShapingCache(cached);
    let [boxes, moved] = [0, 0];
    for (const text of aWriter(aRandom(22)).prose(3000).split('\n\n')) {
      const [expected, given] = [shape(plain, text).advances, shape(cached, text).advances];
      boxes += expected.length;
      moved += expected.filter((advance, index) => advance !== given[index]).length;
    }
    expect(boxes).toBeGreaterThan(10_000);
    expect(moved / boxes).toBeLessThan(0.01);
  });

  it('does not depend on what was shaped before, nor on a full cache', async () => {
    const [fresh, used] = [await aFace(), await aFace()];
    installShapingCache(fresh);
    installShapingCache(used, 3);
    const text = aWriter(aRandom(23)).prose(200);
    shape(used, 'something else entirely');
    expect(shape(used, text)).toEqual(shape(fresh, text));
    expect(shape(used, text)).toEqual(shape(fresh, text));
  });

  it('shapes a word once', async () => {
    const face = await aFace();
    const plain = face.layout;
    let shaped = 0;
    face.layout = (...request) => {
      shaped += 1;
      return plain.apply(face, request);
    };
    installShapingCache(face);
    const before = shaped;
    shape(face, 'again and again and again');
    shape(face, 'again and again and again');
    // "again ", "and " and the last "again", which has no space after it.
    expect(shaped - before).toBe(3);
  });

  it('keeps figures apart: "2025.1" and "2027," are not drawn together', async () => {
    const face = await aFace();
    installShapingCache(face);
    const width = (text: string) => shape(face, text).advances.reduce((sum, advance) => sum + advance, 0);
    expect(shape(face, '2025.1').advances).toEqual(shape(face, 'a2025.1').advances.slice(1));
    expect(width('7,')).toBeGreaterThan(width('7') * 1.1);
  });

  it('stays out of the way of a font it does not understand', () => {
    const broken: ShapingFont = { layout: (text) => ({ glyphs: [{ id: String(text).length }], positions: [{}] }) };
    const { layout } = broken;
    expect(installShapingCache(broken)).toBe(false);
    expect(broken.layout).toBe(layout);
  });

  it('passes on whatever it was not made for', async () => {
    const [plain, cached] = [await aFace(), await aFace()];
    installShapingCache(cached);
    const text = 'right to left';
    const request = [text, undefined, 'latn', undefined, 'rtl'] as const;
    const ids = ({ glyphs }: { glyphs: readonly object[] }) => glyphs.map((glyph) => ('id' in glyph ? glyph.id : null));
    expect(ids(cached.layout(...request))).toEqual(ids(plain.layout(...request)));
    // The file writer asks without a direction, and scales what it gets.
    for (const position of cached.layout('left').positions) Object.assign(position, { xAdvance: 0 });
    expect(shape(cached, 'left')).toEqual(shape(plain, 'left'));
    expect(cached.layout('left').positions).toEqual(plain.layout('left').positions);
  });
});
