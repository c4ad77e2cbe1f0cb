import { type Document, HeadingLevel, Paragraph, type Table, TextRun } from 'docx';
import type { AnswerSpace, QuestionSetModel, SetQuestion, SetStandard } from '../models.ts';
import { paragraphsOf } from '../paragraphs.ts';
import { wordDocument } from './frame.ts';
import { blankTable, signatureTable, textTable, writingBox } from './tables.ts';

type Block = Paragraph | Table;

/** Every question of an edition with its branches in words, and room to type or write the answers. */
export function questionSetInWord(model: QuestionSetModel): Document {
  const { title, reference, partnership, accessibleAddress } = model;
  return wordDocument(
    { title, subject: reference, author: partnership, accessibleAddress, foot: `${partnership}, ${reference}` },
    body(model),
  );
}

function body(model: QuestionSetModel): Block[] {
  return [
    new Paragraph({ text: model.title, heading: HeadingLevel.TITLE }),
    ...prose(model.subtitle),
    ...prose(model.summary),
    textTable(
      ['About this edition', 'Details'],
      [...model.facts, { label: 'Installed here', value: model.madeOnText }].map(({ label, value }) => [label, value]),
    ),
    gap(),
    ...model.notices.flatMap((notice) => prose(notice)),
    ...prose(`The accessible version of this document is at ${model.accessibleAddress}`),
    heading1('Rating scales'),
    ...model.scales.flatMap(({ name, entries, notApplicable }) => [
      heading2(name),
      textTable(
        ['Rating, best first', 'What it means'],
        entries.map(({ mark, definition }) => [mark.word, definition]),
      ),
      gap(),
      ...prose(notApplicable),
    ]),
    ...(model.profile.length > 0
      ? [heading1('Profile'), ...prose('Asked first. The answers decide which questions follow.')]
      : []),
    ...model.profile.flatMap(({ text, hint, asked, optional, answer }) => [
      heading2(text),
      ...prose(inOneLine([asked, optional]), { italics: true, keepNext: true }),
      ...prose(hint, { keepNext: true }),
      ...answerBlocks(answer),
    ]),
    ...model.standards.flatMap(standardBlocks),
    heading1('Sign-off'),
    ...model.signOff.flatMap(({ title, declaration, asked }) => [
      heading2(title),
      ...prose(asked),
      ...prose(declaration),
      signatureTable(),
    ]),
    heading1('Sources'),
    textTable(
      ['Title', 'Publisher', 'Published'],
      model.documents.map(({ title, publisher, published, note }) => [
        note === null ? title : `${title}. ${note}`,
        publisher,
        published,
      ]),
    ),
    ...(model.unchecked.length > 0
      ? [
          heading1('Citations not yet checked'),
          ...prose(`Nobody has compared these with the published text yet: ${model.unchecked.length} in all.`),
          textTable(
            ['Question', 'Citation'],
            model.unchecked.map(({ number, citation }) => [number, citation]),
          ),
        ]
      : []),
  ];
}

const standardBlocks = (standard: SetStandard): Block[] => [
  heading1(`${standard.number} ${standard.title}`),
  ...prose(standard.summary),
  ...prose(standard.asked),
  ...standard.questions.flatMap(questionBlocks),
];

const questionBlocks = (question: SetQuestion): Block[] => [
  heading2(`${question.number} ${question.text}`),
  ...prose(inOneLine([question.asked, question.optional]), { italics: true, keepNext: true }),
  ...prose(question.hint, { keepNext: true }),
  ...prose(question.guidance, { keepNext: true }),
  ...answerBlocks(question.answer),
  ...prose(question.evidence.length > 0 ? `Evidence: ${question.evidence.join('; ')}` : null),
  ...question.sources.flatMap((source) => prose(`Source: ${source}`, { size: 18 })),
];

function answerBlocks({ how, choices, columns, prompt }: AnswerSpace): Block[] {
  return [
    new Paragraph({ text: `Answer: ${how}`, keepNext: true }),
    ...choices.map(
      (choice, at) =>
        new Paragraph({
          text: `☐ ${choice}`,
          indent: { left: 280, hanging: 280 },
          keepNext: prompt !== null || at < choices.length - 1,
        }),
    ),
    ...(columns.length > 0 ? [blankTable(columns), gap()] : []),
    ...(prompt === null ? [] : [writingBox(prompt, choices.length > 0 || how.startsWith('Text')), gap()]),
  ];
}

type Look = { italics?: boolean; size?: number; keepNext?: boolean };

function prose(text: string | null, { keepNext = false, ...look }: Look = {}): Paragraph[] {
  if (text === null) return [];
  return paragraphsOf(text).map(
    (words) => new Paragraph({ keepNext, children: [new TextRun({ text: words, ...look })] }),
  );
}

const heading1 = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 });
const heading2 = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_2, keepNext: true });
const gap = () => new Paragraph({ text: '', spacing: { after: 0 } });

const inOneLine = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join('. ');
