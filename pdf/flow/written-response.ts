import type { WrittenResponseModel } from '../models.ts';
import { type FlowDocument, heading, ratingTable, text } from './blocks.ts';

/** A written response as a document of blocks, with the words of its page and its PDF. */
export function responseFlow(model: WrittenResponseModel): FlowDocument {
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
      text(model.answers),
      text(model.text),
      ...(model.ownLine === null ? [] : [text(model.ownLine)]),
      ...(model.ratings.length === 0 ? [] : [heading(1, 'Ratings'), ratingTable(model.ratings, 'Our rating')]),
      text(model.valediction),
      text(`${model.signatory.name}\n${model.signatory.role}`),
    ],
  };
}
