/** The rows of `npm run bench`, what each is measured in and what it is held to. `README.md` says what they mean. */

interface Target {
  readonly of: 'ratio' | 'value';
  readonly at: 'most' | 'least';
  readonly limit: number;
}

const ratioAtLeast = (limit: number): Target => ({ of: 'ratio', at: 'least', limit });
const ratioAtMost = (limit: number): Target => ({ of: 'ratio', at: 'most', limit });
const valueAtLeast = (limit: number): Target => ({ of: 'value', at: 'least', limit });
const valueAtMost = (limit: number): Target => ({ of: 'value', at: 'most', limit });

export const rows = {
  'pdf-pack-warm': { unit: 'ms', target: ratioAtMost(1.5) },
  'pdf-tagging': { unit: 'ms', target: ratioAtMost(1.15) },
  'pdf-growth': { unit: 'exponent', target: valueAtMost(1.15) },
  'pdf-words-found': { unit: '%', target: valueAtLeast(100) },
  'pdf-fonts-embedded': { unit: '%', target: valueAtLeast(100) },
  'pdf-same-bytes': { unit: '%', target: valueAtLeast(100) },
  'pdf-http-p99-while-drawing': { unit: 'ms', target: ratioAtMost(3) },
  'pdf-forty-agencies': { unit: 'exponent', target: valueAtMost(1.15) },
  'pdf-forty-memory': { unit: 'MB', target: valueAtMost(1800) },
  'pack-twin-first-byte': { unit: 'ms', target: valueAtMost(300) },
  'standard-page': { unit: 'requests/s', target: ratioAtLeast(0.34) },
  'standard-against-whole-form': { unit: 'requests/s', target: ratioAtLeast(2.8) },
  'question-page-script': { unit: 'kB', target: ratioAtMost(1.2) },
  'autosave-transaction': { unit: 'saves/s', target: ratioAtLeast(0.65) },
  'autosave-http-p99': { unit: 'ms', target: ratioAtMost(2) },
  'autosave-reply': { unit: 'bytes', target: valueAtMost(1024) },
  'autosave-requests': { unit: 'requests', target: valueAtMost(1) },
  'crowd-autosave-p95': { unit: 'ms', target: valueAtMost(300) },
  'crowd-saves-lost': { unit: 'saves', target: valueAtMost(0) },
  'upload-memory': { unit: 'MB', target: valueAtMost(200) },
  'live-screen-p95': { unit: 'ms', target: valueAtMost(300) },
  'keystroke-to-durable': { unit: 'ms', target: valueAtMost(2000) },
  'dashboard-history': { unit: 'ms', target: ratioAtMost(1.1) },
  'dashboard-queries': { unit: 'statements', target: ratioAtMost(1) },
  'plan-page-3000': { unit: 'ms', target: valueAtMost(300) },
  'carry-forward-650': { unit: 'ms', target: ratioAtMost(2.3) },
  'launch-760': { unit: 's', target: valueAtMost(240) },
  'launch-760-astray': { unit: 'messages', target: valueAtMost(0) },
  'daily-round-3000': { unit: 'exponent', target: valueAtMost(1.15) },
  'audit-verify-100000': { unit: 'exponent', target: valueAtMost(1.15) },
  'audit-verify-memory': { unit: 'MB', target: valueAtMost(40) },
  'validate-answers': { unit: 'ms', target: ratioAtMost(1) },
  'evaluate-form-150': { unit: 'ms', target: ratioAtMost(2.3) },
  'library-lint': { unit: 'ms', target: ratioAtMost(2.3) },
  'standards-lint': { unit: 'ms', target: ratioAtMost(2.3) },
} as const satisfies Record<string, { unit: string; target: Target }>;

export type RowName = keyof typeof rows;

/** One line of the output. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The other thing, measured in the same run; null where there is nothing to compare with. */
  readonly baseline: number | null;
  /** The median of the ratios of the pairs, so it may differ a little from `value / baseline`. */
  readonly ratio: number | null;
  readonly target: string;
  readonly met: boolean;
}

/** What a row's measurement gives. */
export interface Measured {
  readonly value: number;
  readonly baseline: number | null;
  readonly ratio: number | null;
}

/** A measurement as its line, judged by the row's target. `fullName` where a row says more in its name. */
export function figureOf(name: RowName, measured: Measured, fullName: string = name): Figure {
  const { unit, target } = rows[name];
  const judged = target.of === 'ratio' ? measured.ratio : measured.value;
  const met = judged !== null && (target.at === 'least' ? judged >= target.limit : judged <= target.limit);
  return {
    name: fullName,
    value: rounded(measured.value),
    unit,
    baseline: measured.baseline === null ? null : rounded(measured.baseline),
    ratio: measured.ratio === null ? null : rounded(measured.ratio),
    target: `${target.of} ${target.at === 'least' ? '>=' : '<='} ${target.limit}`,
    met,
  };
}

/** Three figures that mean something; whole numbers stay whole. */
const rounded = (number: number): number => (Number.isInteger(number) ? number : Number(number.toPrecision(3)));

export const isRowName = (name: string): name is RowName => Object.hasOwn(rows, name);
