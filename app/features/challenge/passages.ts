import type { LetterAction, LetterRating, MinutesAgency, MinutesEntry } from '../../../pdf/models.ts';
import { wordDifferences } from '../questionnaire/word-differences.ts';
import type { TextDifference } from '../submissions/versions/difference.ts';
import type { LetterBody } from './letter/letter-model.server.ts';
import type { MinutesBody } from './minutes/minutes-model.server.ts';

/** A piece of a document under a name that stays the same from one state of it to the next. */
export interface Passage {
  readonly label: string;
  readonly text: string;
}

/** What differs between two states of a document: passages that changed, that are new, and that are gone. */
export function passageDifferences(before: readonly Passage[], after: readonly Passage[]): TextDifference[] {
  const then = new Map(before.map(({ label, text }) => [label, text]));
  const now = new Map(after.map(({ label, text }) => [label, text]));
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((label) => {
    const [was = null, is = null] = [then.get(label), now.get(label)];
    return was === is ? [] : [{ label, ...wordDifferences(was, is) }];
  });
}

/** A letter in passages. */
export const letterPassages = (body: LetterBody): Passage[] => [
  { label: 'Addressed to', text: [body.addressee.name, body.addressee.role, ...body.addressee.lines].join('\n') },
  { label: 'Opening', text: body.opening },
  ...body.ratings.map(ratingPassage),
  { label: 'What is working well', text: body.strengths.join('\n') },
  ...body.challenges.map(({ about, challenge, reply, outcome }, at) => ({
    label: `What the panel asked, ${at + 1}`,
    text: [about ?? 'The whole return', challenge, `Reply: ${reply}`, `Outcome: ${outcome}`].join('\n\n'),
  })),
  ...body.actions.map(actionPassage),
  { label: 'Closing', text: body.closing },
  { label: 'Signed by', text: `${body.signatory.name}, ${body.signatory.role}` },
  { label: 'Copies', text: body.copies.join('\n') },
];

const ratingPassage = ({ standardNumber, standardTitle, self, agreed, reason }: LetterRating): Passage => ({
  label: `Rating of ${standardNumber} ${standardTitle}`,
  text: [
    `Your rating: ${self?.word ?? 'none'}. Agreed rating: ${agreed?.word ?? 'none'}.`,
    ...(reason === null ? [] : [reason]),
  ].join('\n\n'),
});

const actionPassage = ({ reference, action, owner, due, successMeasure }: LetterAction): Passage => ({
  label: `Action ${reference}`,
  text: [action, `Owner: ${owner}. Due: ${due}.`, successMeasure ?? ''].join('\n'),
});

/** Minutes in passages. */
export const minutesPassages = (body: MinutesBody): Passage[] => [
  { label: 'When and where', text: [body.when, body.place, body.chair ?? 'No chair'].join('\n') },
  { label: 'Why there is a new version', text: body.change ?? '' },
  { label: 'Panel and apologies', text: body.panel },
  { label: 'Opening', text: body.opening },
  {
    label: 'Agenda',
    text: body.agenda.map(({ time, organisation, lead }) => `${time} ${organisation}, ${lead ?? ''}`).join('\n'),
  },
  ...body.agencies.flatMap(agencyPassages),
  { label: 'Other matters', text: body.discussion ?? '' },
  { label: 'What happens next', text: body.nextSteps ?? '' },
];

const agencyPassages = ({ name, present, apologies, entries, actions }: MinutesAgency): Passage[] => [
  { label: `${name}: present`, text: present.join('\n') },
  { label: `${name}: apologies`, text: apologies.join('\n') },
  ...entries.map((entry, at) => ({ label: `${name}: challenge ${at + 1}`, text: entryText(entry) })),
  ...actions.map((action) => ({ ...actionPassage(action), label: `${name}: action ${action.reference}` })),
];

const entryText = (entry: MinutesEntry): string =>
  [
    entry.about ?? 'The whole return',
    `${entry.askedBy}: ${entry.challenge}`,
    `Reply: ${entry.reply}`,
    `Outcome: ${entry.outcome}`,
    ...(entry.agreed === null ? [] : [`Agreed rating: ${entry.agreed.word}. ${entry.agreedReason ?? ''}`]),
    ...entry.corrections,
  ].join('\n\n');
