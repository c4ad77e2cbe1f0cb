import { createRequire } from 'node:module';
import { Font } from '@react-pdf/renderer';
import { inPieces } from './parts/break-words.ts';
import { installShapingCache, type ShapingFont } from './shaping-cache.ts';

/** The one family of every document. Static TTF files: variable fonts and WOFF2 are not safe with this engine. */
export const fontFamily = 'Inter';

const files = [
  { file: '400Regular/Inter_400Regular.ttf', fontWeight: 400, fontStyle: 'normal' },
  { file: '400Regular_Italic/Inter_400Regular_Italic.ttf', fontWeight: 400, fontStyle: 'italic' },
  { file: '600SemiBold/Inter_600SemiBold.ttf', fontWeight: 600, fontStyle: 'normal' },
  { file: '700Bold/Inter_700Bold.ttf', fontWeight: 700, fontStyle: 'normal' },
] as const;

/** Longer tokens than this (addresses, hashes) may break inside; ordinary words never do. */
const longestWhole = 60;

type Face = ShapingFont & { hasGlyphForCodePoint(codePoint: number): boolean };

const measures = ['unitsPerEm', 'ascent', 'descent', 'lineGap', 'xHeight', 'capHeight', 'postscriptName'] as const;

let loading: Promise<void> | undefined;

/** Registers and loads the fonts once for this thread, and puts the shaping cache in front of them. */
export function loadFonts(): Promise<void> {
  loading ??= register();
  return loading;
}

/** Whether the regular face can draw a code point. Meaningful after `loadFonts`. */
export function canDraw(codePoint: number): boolean {
  return regularFace()?.hasGlyphForCodePoint(codePoint) ?? false;
}

async function register(): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  Font.register({
    family: fontFamily,
    fonts: files.map(({ file, ...face }) => ({ src: resolve(`@expo-google-fonts/inter/${file}`), ...face })),
  });
  Font.registerHyphenationCallback(inPieces(longestWhole));
  for (const { fontWeight, fontStyle } of files) {
    await Font.load({ fontFamily, fontWeight, fontStyle });
    const face = Font.getFont({ fontFamily, fontWeight, fontStyle }).data;
    if (face === null || !canShape(face))
      throw new Error(`The font file of ${fontFamily} ${fontWeight} cannot be used`);
    rememberFigures(face);
    rememberMeasures(face);
    installShapingCache(face);
  }
}

const regularFace = () => Font.getFont({ fontFamily, fontWeight: 400, fontStyle: 'normal' }).data;

/**
 * Answers from a table instead of the font file whether a face has a figure: the engine asks for every character of every
 * text. The line break counts as drawable; the engine drops its figure afterwards, and would otherwise go to a face that is
 * not embedded.
 */
function rememberFigures(face: Face): void {
  const look = face.hasGlyphForCodePoint.bind(face);
  const known = new Map<number, boolean>([[10, true]]);
  face.hasGlyphForCodePoint = (codePoint) => {
    const answer = known.get(codePoint) ?? look(codePoint);
    known.set(codePoint, answer);
    return answer;
  };
}

/**
 * Fixes measures that the font library works out anew at each of hundreds of thousands of readings.
 * The file writer compares two faces by their whole name tables for every line of text; the face's own name says as much.
 */
function rememberMeasures(face: Face): void {
  for (const name of measures) {
    if (name in face) Object.defineProperty(face, name, { value: Reflect.get(face, name), configurable: true });
  }
  const records = nameRecords(face);
  if (records !== null) Object.defineProperty(records, 'toJSON', { value: () => Reflect.get(face, 'postscriptName') });
}

function nameRecords(face: object): object | null {
  const tables: unknown = Reflect.get(face, '_tables');
  if (typeof tables !== 'object' || tables === null || !('name' in tables)) return null;
  const { name } = tables;
  if (typeof name !== 'object' || name === null || !('records' in name)) return null;
  return typeof name.records === 'object' ? name.records : null;
}

const canShape = (face: object): face is Face => 'layout' in face && 'hasGlyphForCodePoint' in face;
