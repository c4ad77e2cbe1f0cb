import type { MinutesAgency, MinutesEntry, MinutesModel } from '../models.ts';
import { actionTable, type FlowBlock, type FlowDocument, heading, text } from './blocks.ts';

/** Minutes as a document of blocks, with the words of their page and their PDF. */
export function minutesFlow(model: MinutesModel): FlowDocument {
  return {
    title: model.title,
    subtitle: `${model.cycleTitle}. ${model.when}`,
    author: model.partnership,
    subject: model.reference,
    madeOn: model.madeOn,
    foot: `${model.partnership}, ${model.reference}, version ${model.version}`,
    blocks: [
      {
        type: 'table',
        headings: ['About this session', 'Details'],
        rows: [
          ['Partnership', model.partnership],
          ['Session', model.session],
          ['When', model.when],
          ['Place', model.place],
          ['Chair', model.chair ?? 'Not named'],
          ['Version', model.version],
          ['Reference', model.reference],
          ['Approval', model.approval],
          ['Hash of the content', model.contentHash],
          ['As a page', model.accessibleAddress],
        ],
      },
      ...(model.change === null ? [] : [heading(1, 'Why there is a new version'), text(model.change)]),
      heading(1, 'Panel and apologies'),
      text(model.panel),
      text(model.opening),
      heading(1, 'Agenda'),
      {
        type: 'table',
        headings: ['Time', 'Agency', 'Led the questions'],
        rows: model.agenda.map(({ time, organisation, lead }) => [time, organisation, lead ?? 'Not named']),
      },
      ...model.agencies.flatMap(agencyBlocks),
      ...(model.discussion === null ? [] : [heading(1, 'Other matters'), text(model.discussion)]),
      ...(model.nextSteps === null ? [] : [heading(1, 'What happens next'), text(model.nextSteps)]),
    ],
  };
}

const agencyBlocks = ({ name, time, present, apologies, entries, actions }: MinutesAgency): FlowBlock[] => [
  heading(1, name),
  text(time),
  text(`Present: ${present.length === 0 ? 'not recorded' : present.join('; ')}`),
  ...(apologies.length === 0 ? [] : [text(`Apologies: ${apologies.join('; ')}`)]),
  ...(entries.length === 0 ? [text('Nothing was recorded.')] : entries.flatMap(entryBlocks)),
  ...(actions.length === 0 ? [] : [heading(2, 'Actions'), actionTable(actions)]),
];

const entryBlocks = (entry: MinutesEntry): FlowBlock[] => [
  heading(2, entry.about ?? 'The whole return'),
  text(`${entry.askedBy}: ${entry.challenge}`),
  text(`Reply: ${entry.reply}`),
  { type: 'text', look: 'strong', text: `Outcome: ${entry.outcome}` },
  ...(entry.agreed === null ? [] : [text(`Agreed rating: ${entry.agreed.word}. ${entry.agreedReason ?? ''}`)]),
  ...entry.corrections.map((words): FlowBlock => ({ type: 'text', look: 'quiet', text: words })),
];
