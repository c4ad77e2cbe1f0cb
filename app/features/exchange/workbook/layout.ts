/** Where things stand in the workbook of a return. What is written here is what an upload is read by. */

/** Names the shape of the workbook; an upload of another one is refused. */
export const workbookFormat = 'line-of-sight-return-workbook/1';

export const guideSheet = 'Read me';
export const answerSheet = 'Answers';
/** The sheets of questions that are answered by a table: "Table 1", "Table 2". */
export const tableSheet = (number: number): string => `Table ${number}`;

/** The columns of the sheet of answers, in order, with their headings. */
export const answerColumns = [
  { code: 'number', heading: 'Number', width: 9 },
  { code: 'question', heading: 'Question', width: 44 },
  { code: 'help', heading: 'Help', width: 44 },
  { code: 'asked', heading: 'When it is asked', width: 26 },
  { code: 'how', heading: 'How to answer', width: 24 },
  { code: 'answer', heading: 'Your answer', width: 30 },
  { code: 'words', heading: 'In your own words', width: 60 },
  { code: 'reason', heading: 'Why it does not apply', width: 30 },
  { code: 'last', heading: 'Last time, not yet confirmed', width: 36 },
  { code: 'key', heading: 'For the portal: code', width: 12 },
  { code: 'revision', heading: 'For the portal: revision', width: 12 },
] as const;

export type AnswerColumn = (typeof answerColumns)[number]['code'];

export const columnOf = (code: AnswerColumn): number => answerColumns.findIndex((column) => column.code === code);

/** The cells that people fill in. */
export const openColumns = ['answer', 'words', 'reason'] as const satisfies readonly AnswerColumn[];

/** One choice of a question with several stands in a row of its own, under this key. */
export const choiceKey = (questionCode: string, choice: string): string => `${questionCode}#${choice}`;

/** What the guide sheet says for the portal, by the name in its third column. */
export const identityFields = ['format', 'organisation', 'return', 'edition', 'edition-sha256'] as const;
export type IdentityField = (typeof identityFields)[number];
export type Identity = Readonly<Record<IdentityField, string>>;
