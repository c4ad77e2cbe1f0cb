import type { Count, CountRelation } from '../../../../standards/beside-contract.ts';
import { cellWords } from '../../questionnaire/answer-words.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import type { ContentQuestion, ReturnContent } from '../../returns/content.ts';
import type { Warning, WarningCheck, WarningFacts } from './warning.ts';

/** Figures of which a part is greater than the whole. Nothing is said of a figure that is not given. */
export const contradictoryCounts: WarningCheck = (facts) =>
  facts.relations.flatMap((relation) => findContradictions(facts, relation));

type Place = Pick<Warning, 'standard' | 'question' | 'number' | 'text'>;

function findContradictions({ compiled, content }: WarningFacts, relation: CountRelation): Warning[] {
  const counts = [...relation.parts, ...relation.wholes];
  const place =
    counts.map((count) => placeOf(content, count)).find((found) => found?.standard) ?? factPlace(content, counts);
  if (!place) return [];
  const tell = (part: number, whole: number, row: string): Warning => ({
    ...place,
    problem: 'contradictory-counts',
    words: `${relation.problem}: ${inWords(part)} against ${inWords(whole)}${row === '' ? '' : `, in the row “${row}”`}`,
    evidence: null,
  });
  const byRow = relation.parts.some(isRowOfTable(content));
  const rows = byRow ? rowsOf(content, relation.parts[0]) : [null];
  return rows.flatMap((row) => {
    const part = sumOf(content, relation.parts, row);
    const whole = sumOf(content, relation.wholes, row);
    if (part === null || whole === null || part <= whole) return [];
    return [tell(part, whole, row ? rowName(compiled, relation.parts[0], row) : '')];
  });
}

const inWords = (figure: number) => figure.toLocaleString('en-GB');

/** The question that a figure belongs to. */
function placeOf(content: ReturnContent, count: Count): Place | undefined {
  if ('profile' in count) return undefined;
  const found = findQuestion(content, count.question);
  return (
    found && {
      standard: found.standard,
      question: found.question.code,
      number: found.question.number,
      text: found.question.text,
    }
  );
}

/** Where all figures are facts of the profile page: the first of them. */
function factPlace(content: ReturnContent, counts: readonly Count[]): Place | undefined {
  const codes = counts.flatMap((count) => ('profile' in count ? [count.profile] : []));
  const fact = content.profile.find(({ code }) => code === codes[0]);
  return fact && { standard: null, question: fact.code, number: 'Your details', text: fact.text };
}

type Row = Readonly<Record<string, string>>;

const isRowOfTable = (content: ReturnContent) => (count: Count) =>
  'question' in count &&
  count.total === undefined &&
  findQuestion(content, count.question)?.question.answer?.type === 'table';

function rowsOf(content: ReturnContent, count: Count | undefined): readonly Row[] {
  if (!count || 'profile' in count) return [];
  const answer = findQuestion(content, count.question)?.question.answer;
  return answer?.type === 'table' ? answer.rows : [];
}

/** The sum of figures, in one row where they are columns of it; null when one of them is not given. */
function sumOf(content: ReturnContent, counts: readonly Count[], row: Row | null): number | null {
  let sum = 0;
  for (const count of counts) {
    const figure = figureOf(content, count, row);
    if (figure === null) return null;
    sum += figure;
  }
  return sum;
}

function figureOf(content: ReturnContent, count: Count, row: Row | null): number | null {
  if ('profile' in count) {
    const fact = content.profile.find(({ code }) => code === count.profile)?.value;
    return typeof fact === 'number' ? fact : null;
  }
  const { question, column } = count;
  const answer = findQuestion(content, question)?.question.answer;
  if (answer?.type === 'number' || answer?.type === 'percentage') return answer.value;
  if (answer?.type !== 'table' || column === undefined) return null;
  if (row) return cellFigure(row[column]);
  const given = answer.rows.flatMap((one) => cellFigure(one[column]) ?? []);
  return given.length === 0 ? null : given.reduce((sum, figure) => sum + figure, 0);
}

function cellFigure(cell: string | undefined): number | null {
  if (cell === undefined || cell.trim() === '') return null;
  const figure = Number(cell);
  return Number.isNaN(figure) ? null : figure;
}

/** What the first column says. */
function rowName(compiled: CompiledEdition, count: Count | undefined, row: Row): string {
  if (!count || 'profile' in count) return '';
  const answer = compiled.questions.get(count.question)?.question.answer;
  const [first] = answer?.type === 'table' ? answer.columns : [];
  return first ? cellWords(first, row[first.code] ?? '') : '';
}

function findQuestion(
  content: ReturnContent,
  code: string,
): { readonly standard: string; readonly question: ContentQuestion } | undefined {
  for (const standard of content.standards) {
    const question = standard.questions.find((one) => one.code === code);
    if (question) return { standard: standard.code, question };
  }
  return undefined;
}
