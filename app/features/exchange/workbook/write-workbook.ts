/** The workbook of a return, from what is asked and what is answered. */
import type { Question, Standard } from '../../../../standards/contract.ts';
import type { FormCell, FormSheet, FormWorkbook } from '../../../platform/form-sheet.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { answerSpace } from '../../questionnaire/answer-space.ts';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { answerWords, besideWords } from '../../questionnaire/answer-words.ts';
import { narrowToKind } from '../../questionnaire/asked-of.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { conditionInWords } from '../../questionnaire/condition-words.ts';
import { type Facts, own } from '../../questionnaire/conditions.ts';
import { questionnaireFor } from '../../questionnaire/questionnaire.ts';
import { questionNumber } from '../../returns/build-content.ts';
import { cellsOfAnswer, offered, tableCell, yesNo } from './answer-cells.ts';
import {
  answerColumns,
  answerSheet,
  choiceKey,
  columnOf,
  guideSheet,
  type Identity,
  identityFields,
  tableSheet,
} from './layout.ts';

export interface WorkbookParts {
  readonly compiled: CompiledEdition;
  readonly facts: Facts;
  readonly identity: Identity;
  /** The revision of each answer, by question code. */
  readonly revisions: ReadonlyMap<string, number>;
  /** Answers carried from last time that nobody has settled. */
  readonly waiting: ReadonlyMap<string, AnswerValue>;
  readonly organisation: string;
  readonly cycle: string;
  readonly partnership: string;
  readonly dueOn: string;
  readonly madeOn: string;
}

/**
 * Every question that this kind of organisation may be asked, in reading order: also those that wait for the profile page
 * or for an earlier answer, with their condition in words, so that the workbook can be filled in any order.
 */
export function workbookOf(parts: WorkbookParts): FormWorkbook {
  const lists: string[][] = [];
  const tables: FormSheet[] = [];
  const numbers = numbersOf(parts);
  const rows = parts.compiled.edition.standards.flatMap((standard) => {
    const questions = standard.questions.filter((question) => mayBeAsked(parts, standard, question));
    if (questions.length === 0) return [];
    return [
      rowOf({ number: strong(standard.number), question: strong(standard.title), help: text(standard.summary) }),
      ...questions.flatMap((question) =>
        questionRows(parts, standard, question, numbers.get(question.code) ?? `${standard.number}, if asked`, {
          lists,
          tables,
        }),
      ),
    ];
  });
  const title = `${parts.organisation}: ${parts.cycle}`;
  return {
    title,
    creator: parts.partnership,
    lists,
    sheets: [
      guideOf(parts),
      {
        name: answerSheet,
        widths: answerColumns.map(({ width }) => width),
        hiddenColumns: [columnOf('key'), columnOf('revision')],
        rows: [answerColumns.map(({ heading }) => ({ value: heading, look: 'head' })), ...rows],
      },
      ...tables,
    ],
  };
}

function mayBeAsked({ compiled, facts }: WorkbookParts, standard: Standard, question: Question): boolean {
  return [standard.appliesTo, question.appliesTo].every(
    (condition) => narrowToKind(condition, facts.kind, compiled) !== false,
  );
}

/** The place of each question that is asked now, as the pages number them. */
const numbersOf = ({ compiled, facts }: WorkbookParts) =>
  new Map(
    questionnaireFor(compiled, facts).standards.flatMap(({ standard, questions }) =>
      questions.map(({ question }, place) => [question.code, questionNumber(standard.number, place)] as const),
    ),
  );

interface Beside {
  readonly lists: string[][];
  readonly tables: FormSheet[];
}

function questionRows(
  parts: WorkbookParts,
  standard: Standard,
  question: Question,
  number: string,
  { lists, tables }: Beside,
): FormCell[][] {
  const { compiled, facts } = parts;
  const { answer, code } = question;
  const scale = answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;
  const value = own(facts.answers, code);
  const revision = parts.revisions.get(code) ?? 0;
  const cells = cellsOfAnswer(answer, scale, value);
  const options = offered(answer, scale);
  const elsewhere = answer.type === 'multiple-choice' || answer.type === 'table';
  const sheet = answer.type === 'table' ? tableSheet(tables.length + 1) : '';
  if (answer.type === 'table')
    tables.push(tableSheetOf(question, answer, value, { name: sheet, revision, number, lists }));
  return [
    rowOf({
      number: text(number),
      question: text(question.text),
      help: text(helpOf(question)),
      asked: text(askedWords(compiled, standard, question)),
      how: text(answerSpace(answer, compiled.edition).how),
      answer: elsewhere
        ? text(answer.type === 'table' ? `See the sheet ${sheet}` : '')
        : { value: cells.answer, open: true, ...(options ? { list: listFor(lists, options) } : {}) },
      ...(answer.type === 'text' ? {} : { words: { value: cells.words, open: true } }),
      ...(scale?.notApplicable.allowed || cells.reason !== '' ? { reason: { value: cells.reason, open: true } } : {}),
      last: text(lastWords(parts, question)),
      key: text(code),
      revision: { value: revision },
    }),
    ...(answer.type === 'multiple-choice'
      ? answer.choices.map((choice) =>
          rowOf({
            question: text(`  ${choice.text}`),
            how: text('Yes, or leave it empty'),
            answer: {
              value: value?.type === 'multiple-choice' && value.choices.includes(choice.code) ? 'Yes' : '',
              open: true,
              list: listFor(lists, yesNo),
            },
            key: text(choiceKey(code, choice.code)),
            revision: { value: revision },
          }),
        )
      : []),
  ];
}

const text = (value: string): FormCell => ({ value });
const strong = (value: string): FormCell => ({ value, look: 'strong' });

const rowOf = (cells: Partial<Record<(typeof answerColumns)[number]['code'], FormCell>>): FormCell[] =>
  answerColumns.map(({ code }) => cells[code] ?? text(''));

/** The place of a list; the same list is written once. */
function listFor(lists: string[][], options: readonly string[]): number {
  const same = lists.findIndex((list) => JSON.stringify(list) === JSON.stringify(options));
  return same >= 0 ? same : lists.push([...options]) - 1;
}

const helpOf = ({ hint, guidance, evidence }: Question): string =>
  [hint, guidance, evidence.length > 0 ? `Evidence: ${evidence.join('; ')}` : undefined]
    .filter((part) => part !== undefined)
    .join('\n\n');

function askedWords({ edition }: CompiledEdition, standard: Standard, question: Question): string {
  const conditions = [standard.appliesTo, question.appliesTo].filter((condition) => condition !== undefined);
  return conditions.length === 0
    ? 'Always'
    : `Asked ${conditions.map((condition) => conditionInWords(condition, edition)).join(', and ')}`;
}

function lastWords({ compiled, waiting }: WorkbookParts, { code, answer }: Question): string {
  const value = waiting.get(code);
  const scale = answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;
  return [...answerWords(answer, scale, value), ...besideWords(value)].join('\n\n');
}

/** The sheet of one table: its columns, its rows, empty ones to fill in, and what tells the portal whose it is. */
function tableSheetOf(
  question: Question,
  answer: Extract<Question['answer'], { type: 'table' }>,
  value: AnswerValue | undefined,
  { name, revision, number, lists }: { name: string; revision: number; number: string; lists: string[][] },
): FormSheet {
  const rows = value?.type === 'table' ? value.rows : [];
  const keys = (): FormCell[] => [text(question.code), { value: revision }];
  return {
    name,
    widths: [...answer.columns.map(({ type }) => (type === 'text' ? 40 : 20)), 44, 12, 12],
    hiddenColumns: [answer.columns.length + 1, answer.columns.length + 2],
    rows: [
      [
        ...answer.columns.map(({ heading }): FormCell => ({ value: heading, look: 'head' })),
        { value: `${number} ${question.text}`, look: 'head' },
        ...keys(),
      ],
      ...Array.from({ length: answer.maxRows }, (_, at) => [
        ...answer.columns.map((column): FormCell => {
          const options = column.choices?.map((choice) => choice.text);
          return {
            value: tableCell(column, rows[at]?.[column.code] ?? ''),
            open: true,
            ...(options ? { list: listFor(lists, options) } : {}),
          };
        }),
        text(''),
        ...keys(),
      ]),
    ],
  };
}

function guideOf({ organisation, cycle, partnership, dueOn, madeOn, identity }: WorkbookParts): FormSheet {
  const line = (label: string, value: string): FormCell[] => [strong(label), text(value), text('')];
  return {
    name: guideSheet,
    widths: [30, 90, 20],
    hiddenColumns: [2],
    rows: [
      [{ value: 'Workbook of a return', look: 'head' }, text(''), text('')],
      line('Organisation', organisation),
      line('Return', cycle),
      line('For', partnership),
      line('Last day to send it', dayInWords(dueOn)),
      line('Made', instantInWords(madeOn)),
      line(
        'How to fill it in',
        'Answer in the yellow cells of the sheet Answers, in any order; some have a list to choose from.',
      ),
      line('', 'Questions that are answered by a table have a sheet of their own.'),
      line('', 'Do not name children or families.'),
      line(
        'What happens then',
        'Upload the workbook on the page of the return. You first see, cell by cell, what it would change.',
      ),
      line('', 'An answer that a colleague changed on the portal meanwhile is shown beside yours, and you choose.'),
      line(
        'Please leave alone',
        'Names of sheets, order of columns, merged cells, formulas. Cells that are not yellow are locked, without a password.',
      ),
      ...identityFields.map((field) => [text(`For the portal: ${field}`), text(identity[field]), text(field)]),
    ],
  };
}
