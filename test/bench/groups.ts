import { type Figure, figureOf, isRowName, type RowName } from './figures.ts';

export interface BenchOptions {
  /** Small sizes and few repeats: shows that a row works, not how fast it is. */
  readonly quick: boolean;
}

/** Rows that are measured together, because they share what takes long to make. */
export interface Group {
  readonly rows: readonly RowName[];
  run(options: BenchOptions): Promise<Figure[]>;
}

/** Every row, cheap ones first. Each group loads what it needs when it runs. */
export const groups: readonly Group[] = [
  {
    rows: ['validate-answers'],
    run: async (options) => [await (await import('./validate-row.ts')).validateAnswers(options)],
  },
  {
    rows: ['evaluate-form-150'],
    run: async (options) => [await (await import('./evaluate-row.ts')).evaluateForm(options)],
  },
  {
    rows: ['library-lint'],
    run: async (options) => [await (await import('./library-row.ts')).libraryLint(options)],
  },
  {
    rows: ['standards-lint'],
    run: async (options) => [await (await import('./lint-row.ts')).standardsLint(options)],
  },
  {
    rows: ['autosave-transaction'],
    run: async (options) => [await (await import('./autosave-transaction.ts')).autosaveTransaction(options)],
  },
  {
    rows: ['carry-forward-650'],
    run: async (options) => [await (await import('./carry-row.ts')).carryForward650(options)],
  },
  {
    rows: ['plan-page-3000'],
    run: async (options) => [await (await import('./plan-row.ts')).planPage(options)],
  },
  {
    rows: ['dashboard-queries'],
    run: async (options) => [await (await import('./dashboard-rows.ts')).dashboardQueries(options)],
  },
  {
    rows: ['dashboard-history'],
    run: async (options) => [await (await import('./dashboard-rows.ts')).dashboardHistory(options)],
  },
  {
    rows: ['autosave-http-p99', 'autosave-reply'],
    run: async (options) => (await import('./autosave-http.ts')).autosaveHttp(options),
  },
  {
    rows: ['crowd-autosave-p95', 'crowd-saves-lost'],
    run: async (options) => (await import('./crowd-rows.ts')).crowdRows(options),
  },
  {
    rows: ['daily-round-3000'],
    run: async (options) => [await (await import('./round-row.ts')).dailyRound3000(options)],
  },
  {
    rows: ['audit-verify-100000', 'audit-verify-memory'],
    run: async (options) => (await import('./verify-rows.ts')).verifyRows(options),
  },
  {
    rows: ['launch-760', 'launch-760-astray'],
    run: async (options) => (await import('./launch-row.ts')).launch760(options),
  },
  {
    rows: ['upload-memory'],
    run: async (options) => [await (await import('./upload-row.ts')).uploadMemory(options)],
  },
  {
    rows: ['live-screen-p95'],
    run: async (options) => [await (await import('./live-row.ts')).liveScreen(options)],
  },
  {
    rows: ['standard-page', 'standard-against-whole-form'],
    run: async (options) => (await import('./page-rows.ts')).pageRows(options),
  },
  {
    rows: ['question-page-script', 'autosave-requests'],
    run: async () => (await import('./browser-rows.ts')).browserRows(),
  },
  {
    rows: ['keystroke-to-durable'],
    run: async (options) => [await (await import('./keystroke-row.ts')).keystrokeToDurable(options)],
  },
  {
    rows: ['pdf-pack-warm', 'pdf-tagging', 'pdf-growth', 'pdf-words-found', 'pdf-fonts-embedded', 'pdf-same-bytes'],
    run: async () => (await (await import('./pdf.bench.ts')).pdfRows()).map(judged),
  },
  {
    rows: ['pdf-http-p99-while-drawing'],
    run: async () => [judged(await (await import('./pdf.bench.ts')).pdfHttpRow())],
  },
  {
    rows: ['pdf-forty-agencies', 'pdf-forty-memory', 'pack-twin-first-byte'],
    run: async (options) => (await import('./forty-rows.ts')).fortyRows(options),
  },
];

interface Unjudged {
  readonly name: string;
  readonly value: number;
  readonly baseline: number;
  readonly ratio: number;
}

/** The rows of documents come without their targets; the one on growth says its sizes in its name. */
function judged({ name, ...measured }: Unjudged): Figure {
  const row = name.startsWith('pdf-growth-') ? 'pdf-growth' : name;
  if (!isRowName(row)) throw new Error(`There is no row ${name}`);
  return figureOf(row, measured, name);
}
