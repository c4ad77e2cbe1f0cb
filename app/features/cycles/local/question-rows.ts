/** Local questions as rows of a workbook, both ways: the template with its codes, and the dry run of an upload. */
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import type { Edition, Standard } from '../../../../standards/contract.ts';
import { organisationKindCodes, organisationKinds, phaseCodes, phases } from '../../../../standards/vocabulary.ts';
import {
  freshCode,
  type LocalPart,
  lintLocalPart,
  localQuestions,
  localStandard,
  mostQuestions,
  type PartOwner,
} from './local-part.ts';
import { answerTypeNames, formOf, linesOf, questionFormSchema, questionOf } from './question-form.ts';

/** The columns of the sheet of questions, in order; `code` names a question that is there, and stays empty for a new one. */
export const questionColumns = [
  { code: 'code', width: 24 },
  { code: 'heading', width: 24 },
  { code: 'question', width: 60 },
  { code: 'hint', width: 30 },
  { code: 'help', width: 40 },
  { code: 'evidence', width: 30 },
  { code: 'answer', width: 16 },
  { code: 'scale', width: 14 },
  { code: 'choices', width: 30 },
  { code: 'unit', width: 10 },
  { code: 'columns', width: 30 },
  { code: 'must_answer', width: 12 },
  { code: 'kinds', width: 24 },
  { code: 'phases', width: 18 },
  { code: 'fact', width: 18 },
  { code: 'priorities', width: 24 },
] as const;

type ColumnCode = (typeof questionColumns)[number]['code'];
type Row = Record<ColumnCode, string>;

export const questionSheet = 'Questions';

/** The rows of the sheet of questions: the header and every question that there is. */
export function questionRows(part: LocalPart): string[][] {
  const header = questionColumns.map(({ code }) => code);
  const rows = localQuestions(part).map(({ standard, question }) => {
    const form = formOf(question, standard.code);
    const listed = (value: string | string[]) => (Array.isArray(value) ? value.join('; ') : value);
    const row: Row = {
      code: question.code,
      heading: standard.title,
      question: question.text,
      hint: listed(form.hint),
      help: listed(form.guidance),
      evidence: listed(form.evidence),
      answer: listed(form.answer),
      scale: listed(form.scale),
      choices: listed(form.choices),
      unit: listed(form.unit),
      columns: listed(form.columns),
      must_answer: question.required ? 'yes' : 'no',
      kinds: listed(form.kinds),
      phases: listed(form.phases),
      fact: listed(form.flag),
      priorities: listed(form.priorities),
    };
    return questionColumns.map(({ code }) => row[code]);
  });
  return [header, ...rows];
}

/** The second sheet: every code that the questions may use, with its meaning. */
export function codeRows(edition: Edition, part: LocalPart): string[][] {
  const line = (column: ColumnCode, code: string, meaning: string) => [column, code, meaning];
  return [
    ['column', 'code', 'meaning'],
    ...Object.entries(answerTypeNames).map(([code, meaning]) => line('answer', code, meaning)),
    ...edition.scales.map(({ code, name }) => line('scale', code, name)),
    ...organisationKindCodes
      .filter((code) => organisationKinds[code].sector === edition.sector)
      .map((code) => line('kinds', code, organisationKinds[code].name)),
    ...(edition.sector === 'setting' ? phaseCodes.map((code) => line('phases', code, phases[code])) : []),
    ...edition.profile
      .filter(({ answer }) => answer.type === 'yes-no')
      .map(({ code, text }) => line('fact', code, `Asked only of those who say yes to: ${text}`)),
    ...part.priorities.map(({ code, title }) => line('priorities', code, title)),
  ];
}

export interface QuestionRowResult {
  /** As the spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly code: string;
  readonly text: string;
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'refused';
  readonly reasons: readonly string[];
}

export interface QuestionDryRun {
  readonly rows: readonly QuestionRowResult[];
  /** Questions that are there now and not in the file: an import takes them away. */
  readonly removed: readonly { readonly code: string; readonly text: string }[];
  /** Problems of the whole file, or of the questions together. */
  readonly problems: readonly string[];
  /** What the import would leave; undefined while anything is refused. */
  readonly part: LocalPart | undefined;
}

/**
 * Reads the rows of a workbook against the questions that are there. Every row with something wrong is named with all
 * its reasons, and then nothing may be imported.
 */
export function readQuestionRows(
  sheet: readonly (readonly string[])[],
  { base, part, owner }: { readonly base: Edition; readonly part: LocalPart; readonly owner: PartOwner },
): QuestionDryRun {
  const [header = [], ...lines] = sheet;
  const places = new Map(header.map((name, place) => [name.trim().toLowerCase(), place]));
  const missing = (['heading', 'question', 'answer'] as const).filter((name) => !places.has(name));
  if (missing.length > 0)
    return refused(`The first row must name the columns; these are missing: ${missing.join(', ')}`);
  const before = new Map(localQuestions(part).map((one) => [one.question.code, one]));
  const taken = new Set(before.keys());
  const results: QuestionRowResult[] = [];
  const standards: Standard[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const cell = (name: ColumnCode) => (line[places.get(name) ?? -1] ?? '').trim();
    if (line.every((text) => text.trim() === '')) continue;
    const given = cell('code');
    const reasons: string[] = [];
    if (given !== '' && !before.has(given))
      reasons.push(`There is no question with the code “${given}”: leave it empty for a new one`);
    if (given !== '' && seen.has(given)) reasons.push(`The code “${given}” stands in an earlier row too`);
    const parsed = questionFormSchema.safeParse(formFromRow(cell));
    if (!parsed.success) reasons.push(...parsed.error.issues.map(({ message }) => message));
    const code = given === '' ? freshCode(cell('question'), [...taken]) : given;
    seen.add(code);
    taken.add(code);
    if (parsed.success) reasons.push(...unknownCodes(parsed.data, base, part));
    const result = { row: index + 2, code, text: cell('question') };
    if (!parsed.success || reasons.length > 0) {
      results.push({ ...result, outcome: 'refused', reasons });
      continue;
    }
    const question = questionOf(parsed.data, code, base);
    const heading = cell('heading');
    const old = before.get(code);
    const same = old?.standard.title === heading && canonicalJson(old.question) === canonicalJson(question);
    results.push({ ...result, outcome: old === undefined ? 'new' : same ? 'unchanged' : 'changed', reasons: [] });
    const standard = standards.find(({ title }) => title === heading);
    if (standard) standard.questions.push(question);
    else standards.push(standardFor(heading, part, standards, question));
  }
  if (results.length === 0) return refused('The sheet holds no questions below its first row');
  const removed = [...before.values()]
    .filter(({ question }) => !seen.has(question.code))
    .map(({ question: { code, text } }) => ({ code, text }));
  const wanted = { ...part, standards };
  const problems = results.some(({ outcome }) => outcome === 'refused')
    ? []
    : [
        ...(results.length > mostQuestions ? [`A cycle may have ${mostQuestions} local questions at most`] : []),
        ...lintLocalPart(base, wanted, owner).map(({ code, reason }) => `${code}: ${reason}`),
      ];
  const ready = problems.length === 0 && results.every(({ outcome }) => outcome !== 'refused');
  return { rows: results, removed, problems, part: ready ? wanted : undefined };
}

const refused = (problem: string): QuestionDryRun => ({ rows: [], removed: [], problems: [problem], part: undefined });

function formFromRow(cell: (name: ColumnCode) => string) {
  const list = (name: ColumnCode) =>
    cell(name)
      .split(/[;\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const lines = (name: ColumnCode) => linesOf(list(name).join('\n')).join('\n');
  return {
    standard: '',
    newStandard: cell('heading'),
    text: cell('question'),
    hint: cell('hint'),
    guidance: cell('help'),
    evidence: lines('evidence'),
    answer: cell('answer').toLowerCase(),
    scale: cell('scale'),
    choices: lines('choices'),
    unit: cell('unit'),
    columns: lines('columns'),
    required: ['no', 'n', 'false'].includes(cell('must_answer').toLowerCase()) ? '' : 'yes',
    kinds: list('kinds'),
    phases: list('phases'),
    flag: cell('fact'),
    priorities: list('priorities'),
  };
}

function unknownCodes(
  form: {
    readonly answer: string;
    readonly scale: string;
    readonly flag: string;
    readonly priorities: readonly string[];
  },
  base: Edition,
  part: LocalPart,
): string[] {
  const problems: string[] = [];
  if (form.answer === 'rating' && form.scale !== '' && !base.scales.some(({ code }) => code === form.scale))
    problems.push(`There is no scale with the code “${form.scale}”`);
  const flags = base.profile.filter(({ answer }) => answer.type === 'yes-no');
  if (form.flag !== '' && !flags.some(({ code }) => code === form.flag))
    problems.push(`There is no fact with the code “${form.flag}”`);
  for (const priority of form.priorities)
    if (!part.priorities.some(({ code }) => code === priority))
      problems.push(`There is no priority with the code “${priority}”: add it on the page first`);
  return problems;
}

function standardFor(
  title: string,
  part: LocalPart,
  others: readonly Standard[],
  question: Standard['questions'][number],
): Standard {
  const known = part.standards.find((standard) => standard.title === title);
  if (known) return { ...known, questions: [question] };
  const codes = [...part.standards, ...others].map(({ code }) => code);
  return localStandard(title, codes, [question]);
}
