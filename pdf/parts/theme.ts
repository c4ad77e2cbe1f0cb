import { StyleSheet } from '@react-pdf/renderer';
import type { RatingTone } from '../models.ts';

/** Colours. Text on its ground has a contrast of at least 4.5 to 1, and every grey survives a black-and-white print. */
export const colours = {
  ink: '#0b0c0c',
  soft: '#484f54',
  line: '#b1b4b6',
  hair: '#d5d8da',
  ground: '#f3f4f5',
  accent: '#16395c',
  accentGround: '#e9eff5',
  white: '#ffffff',
} as const;

/** `solid` fills shapes, `ground` lies behind text, `ink` is text on that ground. */
export const tones: Record<RatingTone, { solid: string; ground: string; ink: string }> = {
  green: { solid: '#005a30', ground: '#dcefe4', ink: '#004225' },
  amber: { solid: '#9a5a00', ground: '#ffeccb', ink: '#66420d' },
  red: { solid: '#a1190c', ground: '#fbdcd8', ink: '#7a1108' },
  blue: { solid: '#0f4d83', ground: '#dbe9f6', ink: '#0c3a63' },
  yellow: { solid: '#7a6400', ground: '#fff5bf', ink: '#594d00' },
  orange: { solid: '#a84300', ground: '#ffe3cf', ink: '#7d3200' },
  grey: { solid: '#484f54', ground: '#eceeef', ink: '#383f43' },
  black: { solid: '#0b0c0c', ground: '#ececec', ink: '#0b0c0c' },
};

/** A4 in points, and the margins of every page: the wide one leaves room for punched holes, top and bottom for the running lines. */
export const sheet = { short: 595.28, long: 841.89, left: 56, right: 44, top: 66, bottom: 58 } as const;

/** Width of the text column on an upright page. */
export const measure = sheet.short - sheet.left - sheet.right;

/**
 * Every style gives `fontSize` with `lineHeight`: a bare ratio would be taken from the engine's default size, and one on
 * the page makes running headers vanish.
 */
export const type = StyleSheet.create({
  title: { fontSize: 30, lineHeight: 1.15, fontWeight: 700, color: colours.accent },
  h1: { fontSize: 20, lineHeight: 1.2, fontWeight: 700, color: colours.accent },
  h2: { fontSize: 13.5, lineHeight: 1.25, fontWeight: 700, color: colours.accent },
  h3: { fontSize: 10.5, lineHeight: 1.3, fontWeight: 700, color: colours.ink },
  lead: { fontSize: 11, lineHeight: 1.45, color: colours.ink },
  body: { fontSize: 9.5, lineHeight: 1.45, color: colours.ink },
  strong: { fontSize: 9.5, lineHeight: 1.4, fontWeight: 600, color: colours.ink },
  cell: { fontSize: 8.5, lineHeight: 1.35, color: colours.ink },
  cellStrong: { fontSize: 8.5, lineHeight: 1.35, fontWeight: 600, color: colours.ink },
  label: { fontSize: 8, lineHeight: 1.35, fontWeight: 600, color: colours.soft },
  small: { fontSize: 8, lineHeight: 1.4, color: colours.soft },
  running: { fontSize: 7.5, lineHeight: 1.3, color: colours.soft },
  runningStrong: { fontSize: 7.5, lineHeight: 1.3, fontWeight: 600, color: colours.ink },
});
