/** The columns of a file of survey figures. Their order is free; their headings name them. */

export const figureColumns = [
  { code: 'organisation', heading: 'Organisation', needed: true },
  { code: 'about', heading: 'Standard or question', needed: true },
  { code: 'statement', heading: 'Statement', needed: true },
  { code: 'invited', heading: 'Number asked', needed: false },
  { code: 'answered', heading: 'Number answered', needed: true },
  { code: 'agreed', heading: 'Number agreed', needed: false },
  { code: 'percent', heading: 'Per cent agreed', needed: false },
  { code: 'mean', heading: 'Mean', needed: false },
  { code: 'low', heading: 'Scale from', needed: false },
  { code: 'high', heading: 'Scale to', needed: false },
] as const;

export type FigureColumn = (typeof figureColumns)[number]['code'];

/** The most rows of figures that one file may hold. */
export const mostFigureRows = 2_000;

/** An empty file with the headings, to fill in. */
export const figureTemplate = (): string => `\uFEFF${figureColumns.map(({ heading }) => heading).join(',')}\r\n`;
