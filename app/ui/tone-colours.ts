import type { Tone } from './rating-shapes.ts';

/**
 * The colours of a tone: `ink` for words and marks, `paper` behind them, `solid` for chart parts with `onSolid` words.
 * Ink on paper and words on solid have a contrast of 7 to 1 or more. `styles/_tones.scss` holds the same values.
 */
export type ToneColours = { ink: string; paper: string; solid: string; onSolid: string };

/** Hex colours for the page and for the PDF. */
export const toneColours: Readonly<Record<Tone, ToneColours>> = {
  green: { ink: '#083d29', paper: '#cfe4dc', solid: '#0b5c3e', onSolid: '#ffffff' },
  amber: { ink: '#5c3a0a', paper: '#ffe4bc', solid: '#ffb23f', onSolid: '#1f1300' },
  red: { ink: '#651b1b', paper: '#f7d5d5', solid: '#8f1d1d', onSolid: '#ffffff' },
  blue: { ink: '#0f385c', paper: '#d2e2f1', solid: '#144e81', onSolid: '#ffffff' },
  yellow: { ink: '#4d4200', paper: '#fff7bf', solid: '#ffdd00', onSolid: '#2a2400' },
  orange: { ink: '#6a2f0a', paper: '#fcdcc6', solid: '#f4884b', onSolid: '#260f00' },
  grey: { ink: '#2b2e31', paper: '#e8eaec', solid: '#c3c7ca', onSolid: '#0b0c0c' },
  black: { ink: '#0b0c0c', paper: '#ffffff', solid: '#0b0c0c', onSolid: '#ffffff' },
};
