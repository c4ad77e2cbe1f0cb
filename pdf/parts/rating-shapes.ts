/**
 * The seven rating shapes as SVG paths in a 16 by 16 box. `body` takes the tone's solid colour; `mark` lies on it in white,
 * so that a print without colour still shows the figure. Paths are filled, never stroked.
 */
export const ratingShapeSize = 16;

export type ShapePath = { part: 'body' | 'mark'; d: string };

export const ratingShapes = {
  'disc-tick': [
    { part: 'body', d: 'M8 1A7 7 0 1 1 8 15A7 7 0 1 1 8 1Z' },
    { part: 'mark', d: 'M6.9 11.8L3.7 8.6L5 7.3L6.9 9.2L11 4.9L12.3 6.2Z' },
  ],
  triangle: [{ part: 'body', d: 'M8 1L15.6 14.6H0.4Z' }],
  'diamond-bar': [
    { part: 'body', d: 'M8 0.4L15.6 8L8 15.6L0.4 8Z' },
    { part: 'mark', d: 'M4.2 7H11.8V9H4.2Z' },
  ],
  star: [
    {
      part: 'body',
      d: 'M8 0.8L10.2 5.6L15.4 6.2L11.5 9.7L12.6 14.9L8 12.3L3.4 14.9L4.5 9.7L0.6 6.2L5.8 5.6Z',
    },
  ],
  square: [{ part: 'body', d: 'M2 2H14V14H2Z' }],
  ring: [{ part: 'body', d: 'M8 1A7 7 0 1 1 8 15A7 7 0 1 1 8 1ZM8 3A5 5 0 1 0 8 13A5 5 0 1 0 8 3Z' }],
  dash: [{ part: 'body', d: 'M2 6.7H14V9.3H2Z' }],
} as const satisfies Record<string, readonly ShapePath[]>;
