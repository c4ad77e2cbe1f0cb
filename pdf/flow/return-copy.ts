import { type AnswerBlock, packWords, type RatingMark, type ReturnCopyModel, type ReturnStandard } from '../models.ts';
import type { FlowBlock, FlowDocument } from './blocks.ts';

/** A copy of a return as a document to edit: the same words, in the same order, as its print page and its PDF. */
export function returnFlow(model: ReturnCopyModel): FlowDocument {
  return {
    title: model.organisation,
    subtitle: `${model.draft ? 'Draft of a return' : 'Copy of a return'}: ${model.cycleTitle}`,
    author: model.partnership,
    subject: model.reference,
    madeOn: model.madeOn,
    foot: `${model.partnership}, ${model.reference}. ${model.status}`,
    blocks: [
      ...(model.draft ? [{ type: 'text', look: 'strong', text: model.status } as const] : []),
      factTable('About this return', [
        { label: 'Kind of organisation', value: model.organisationKind },
        { label: 'Standards', value: model.editionTitle },
        { label: 'Partnership', value: model.partnership },
        { label: 'State', value: model.status },
        { label: 'Reference', value: model.reference },
        { label: 'Printed', value: model.madeOnText },
        { label: 'Snapshot, SHA-256', value: model.snapshotHash },
      ]),
      text(`The accessible version of this document is at ${model.accessibleAddress}`),
      heading(1, 'Signatures'),
      model.signatures.length === 0
        ? text('Nobody has signed this return yet.')
        : {
            type: 'table',
            headings: ['Name', 'Signed as', 'When', 'Hash of what was signed'],
            rows: model.signatures.map(({ name, role, signedOn, hash }) => [name, role, signedOn, hash]),
          },
      heading(1, 'Details'),
      ...(model.profile.length > 0 ? [factTable('Detail', model.profile)] : []),
      heading(1, 'How ratings are shown'),
      ...(model.scale.length > 0
        ? [
            {
              type: 'table' as const,
              headings: ['Rating, best first', 'What it means'],
              rows: model.scale.map(({ mark, definition }) => [mark.word, definition]),
            },
          ]
        : []),
      ...model.standards.flatMap(standardBlocks),
      heading(1, packWords.evidence),
      model.evidence.length === 0
        ? text(packWords.noEvidence)
        : {
            type: 'table',
            headings: ['Number', 'Title', 'Form', 'Covers', 'How recent', 'Supports'],
            rows: model.evidence.map(({ number, title, form, datesCovered, freshness, supports }) => [
              String(number),
              title,
              form,
              datesCovered,
              freshness,
              supports.join(', '),
            ]),
          },
    ],
  };
}

const heading = (level: 1 | 2, words: string): FlowBlock => ({ type: 'heading', level, text: words });
const text = (words: string): FlowBlock => ({ type: 'text', text: words });

const factTable = (head: string, facts: ReturnCopyModel['profile']): FlowBlock => ({
  type: 'table',
  headings: [head, 'What is recorded'],
  rows: facts.map(({ label, value }) => [label, value]),
});

const rated = (label: string, mark: RatingMark | null): FlowBlock[] =>
  mark === null ? [] : [{ type: 'text', look: 'strong', text: `${label}: ${mark.word}` }];

const standardBlocks = (standard: ReturnStandard): FlowBlock[] => [
  heading(1, `${standard.number} ${standard.title}`),
  ...(standard.summary === null ? [] : [text(standard.summary)]),
  ...rated('Whole standard', standard.overall),
  ...rated('Its other ratings come to', standard.beside),
  ...standard.questions.flatMap((question): FlowBlock[] => [
    heading(2, `${question.number} ${question.text}`),
    ...(question.carried === null ? [] : [{ type: 'text', look: 'quiet', text: question.carried } as const]),
    ...question.answer.map(answerBlock),
    ...(question.evidence.length === 0 ? [] : [text('Evidence'), { type: 'list', items: question.evidence } as const]),
  ]),
];

function answerBlock(block: AnswerBlock): FlowBlock {
  switch (block.type) {
    case 'rating':
      return { type: 'text', look: 'strong', text: block.mark.word };
    case 'text':
      return text(block.text);
    case 'list':
      return { type: 'list', items: block.items };
    case 'table':
      return { type: 'table', headings: block.headings, rows: block.rows };
    case 'none':
      return { type: 'text', look: 'quiet', text: block.text };
  }
}
