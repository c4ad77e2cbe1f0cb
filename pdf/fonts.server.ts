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
    keepLineBreaks(face);
    installShapingCache(face);
  }
}

const regularFace = () => Font.getFont({ fontFamily, fontWeight: 400, fontStyle: 'normal' }).data;

/**
 * The engine asks the face for a figure for the line break itself and goes to a face that is not embedded when there is
 * none. It drops the figure afterwards, so claiming one is safe.
 */
function keepLineBreaks(face: Face): void {
  const drawable = face.hasGlyphForCodePoint.bind(face);
  face.hasGlyphForCodePoint = (codePoint) => codePoint === 10 || drawable(codePoint);
}

const canShape = (face: object): face is Face => 'layout' in face && 'hasGlyphForCodePoint' in face;
