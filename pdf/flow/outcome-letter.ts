import type { LetterChallenge, OutcomeLetterModel } from '../models.ts';
import { actionTable, type FlowBlock, type FlowDocument, heading, ratingTable, text } from './blocks.ts';

/** An outcome letter as a document of blocks, with the words of its page and its PDF. */
export function letterFlow(model: OutcomeLetterModel): FlowDocument {
  const { addressee } = model;
  return {
    title: model.subject,
    subtitle: model.cycleTitle,
    author: model.partnership,
    subject: model.reference,
    madeOn: model.madeOn,
    foot: `${model.partnership}, ${model.reference}`,
    blocks: [
      text([model.partnership, ...model.senderLines].join('\n')),
      text([addressee.name, addressee.role, model.organisation, ...addressee.lines].join('\n')),
      text(`${model.date}\nOur reference: ${model.reference}`),
      text(model.salutation),
      text(model.opening),
      heading(1, 'Agreed ratings'),
      ratingTable(model.ratings, 'Agreed rating'),
      ...(model.strengths.length === 0
        ? []
        : [heading(1, 'What is working well'), { type: 'list', items: model.strengths } as const]),
      ...(model.challenges.length === 0 ? [] : [heading(1, 'What the panel asked')]),
      ...model.challenges.flatMap(challengeBlocks),
      heading(1, 'Actions'),
      model.actions.length === 0 ? text('There are no actions.') : actionTable(model.actions),
      text(model.closing),
      ...(model.replyBy === undefined ? [] : [text(model.replyBy)]),
      text(model.valediction),
      text(`${model.signatory.name}\n${model.signatory.role}`),
      ...(model.copies.length === 0 ? [] : [text(`Copies to: ${model.copies.join('; ')}`)]),
    ],
  };
}

const challengeBlocks = ({ about, challenge, reply, outcome }: LetterChallenge): FlowBlock[] => [
  heading(2, about ?? 'The whole return'),
  text(challenge),
  text(`Your reply: ${reply}`),
  { type: 'text', look: 'strong', text: outcome },
];
