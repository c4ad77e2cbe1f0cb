/**
 * Shapes each word once. The layout engine asks the font to shape whole paragraphs, several times each; most of a pack's
 * words repeat. This wraps a font's `layout` so that a text is cut at spaces (each space stays with the word before it),
 * every piece is looked up or shaped, and the pieces are joined.
 *
 * What it costs in truth: forms that depend on a neighbour across a space. Three boxes in a thousand move by a fraction
 * of a point with Inter; no glyph is lost. The result depends on the word alone, so a warm cache and a cold one give the
 * same file. `layout` is not a public promise of the engine: anything unexpected falls through to the plain path.
 */

type Run = {
  glyphs: readonly object[];
  positions: readonly object[];
  advanceWidth?: number;
  direction?: string;
  features?: object;
};
type Layout = (text: unknown, features?: unknown, script?: unknown, language?: unknown, direction?: unknown) => Run;

/** The part of a fontkit font that is wrapped. */
export type ShapingFont = { layout: Layout };

const probe = 'The agency’s lead, Ŵyn Łoś, checked 3 of 4 policies (75%) - “in force”.';
const pieces = /[^ ]* +|[^ ]+/g;

/** Figures alone belong to no script, and Inter's table for that case names its kerning twice: "2025.1" would run together. */
const hasLetter = /\p{L}/u;

/**
 * Puts the cache in front of a font. Gives false, and leaves the font as it was, when the font does not shape a probe
 * sentence to the same glyphs with and without it.
 * @param limit most entries kept; at the limit the cache starts again from empty
 */
export function installShapingCache(font: ShapingFont, limit = 50_000): boolean {
  const plain = font.layout;
  if (typeof plain !== 'function') return false;
  const shapePlain: Layout = (...request) => plain.apply(font, request);
  const shapeCached = cachedLayout(shapePlain, limit);
  try {
    if (!sameGlyphs(ltr(shapePlain), ltr(shapeCached))) return false;
  } catch {
    return false;
  }
  font.layout = shapeCached;
  return true;
}

const ltr = (shape: Layout): Run => shape(probe, undefined, undefined, undefined, 'ltr');

function cachedLayout(shapePlain: Layout, limit: number): Layout {
  let shaped = new Map<string, Run>();
  return (text, features, script, language, direction) => {
    // The layout engine alone asks for left to right. The file writer does not, and changes the positions it is given.
    const known = typeof text === 'string' && script === undefined && language === undefined && direction === 'ltr';
    if (!known) return shapePlain(text, features, script, language, direction);
    const words = text.match(pieces);
    if (words === null) return shapePlain(text, features, script, language, direction);
    const prefix = features === undefined ? '' : JSON.stringify(features);
    const glyphs: object[] = [];
    const positions: object[] = [];
    for (const word of words) {
      const key = `${prefix}\u0000${word}`;
      let run = shaped.get(key);
      if (run === undefined) {
        run = shapePlain(word, features, hasLetter.test(word) ? undefined : 'latn', language, direction);
        if (!isRun(run)) return shapePlain(text, features, script, language, direction);
        if (shaped.size >= limit) shaped = new Map();
        shaped.set(key, run);
      }
      for (const glyph of run.glyphs) glyphs.push(glyph);
      for (const position of run.positions) positions.push(position);
    }
    return { glyphs, positions, advanceWidth: sumOfAdvances(positions), direction: 'ltr', features: {} };
  };
}

const isRun = (run: Run) =>
  Array.isArray(run?.glyphs) && Array.isArray(run.positions) && run.glyphs.length === run.positions.length;

const glyphId = (glyph: object | undefined) => (glyph !== undefined && 'id' in glyph ? glyph.id : undefined);

const sameGlyphs = (one: Run, other: Run) =>
  isRun(one) &&
  isRun(other) &&
  one.glyphs.length === other.glyphs.length &&
  one.glyphs.every((glyph, index) => glyphId(glyph) !== undefined && glyphId(glyph) === glyphId(other.glyphs[index]));

const sumOfAdvances = (positions: readonly object[]) =>
  positions.reduce((sum, position) => sum + ('xAdvance' in position ? Number(position.xAdvance) : 0), 0);
