import type { LetterAction, MinutesAgency, MinutesEntry, MinutesModel } from '../../../../pdf/models.ts';
import { clockInWords, dayInWords, instantInWords, listInWords } from '../../../platform/words.ts';
import { addClock, outcomes } from '../rules.ts';
import type { MinutesRecords, SlotRecords } from './minutes-records.server.ts';

/** What a person writes in minutes; everything else comes from the record. */
export interface MinutesText {
  readonly panel: string;
  readonly opening: string;
  readonly discussion: string;
  readonly nextSteps: string;
  /** Why there is a version beside an approved one; empty for the first. */
  readonly reason: string;
}

/** What minutes say before they are approved. */
export type MinutesBody = Omit<
  MinutesModel,
  'madeOn' | 'madeOnText' | 'reference' | 'version' | 'approval' | 'contentHash' | 'accessibleAddress'
>;

/** The words that minutes start with, for the scribe to make their own. */
export function proposedMinutes(records: MinutesRecords): MinutesText {
  const asked = records.slots.reduce((sum, { entries }) => sum + entries.length, 0);
  const actions = records.slots.reduce((sum, slot) => sum + slot.actions.length, 0);
  return {
    panel: records.panel.map(({ name, role }) => `${name}, ${role}`).join('\n'),
    opening: [
      `The panel met ${listInWords(records.slots.map(({ organisation }) => organisation))} to ask about the returns they sent for ${records.cycle}.`,
      `${asked === 0 ? 'Nothing' : String(asked)} ${asked === 1 ? 'challenge is' : 'challenges are'} recorded, and ${actions === 1 ? '1 action' : `${actions} actions`} followed.`.replace(
        'Nothing challenges are',
        'No challenges are',
      ),
    ].join(' '),
    discussion: '',
    nextSteps: 'Each agency gets an outcome letter. Actions are looked at on the date they are due.',
    reason: '',
  };
}

/** Minutes from the record and a person's words. The same of both give the same minutes. */
export function minutesBody(records: MinutesRecords, text: MinutesText): MinutesBody {
  const { session } = records;
  return {
    kind: 'minutes',
    title: `Minutes: ${session.title}`,
    language: 'en-GB',
    partnership: records.partnership,
    session: session.title,
    cycleTitle: records.cycle,
    change: text.reason === '' ? null : text.reason,
    when: `${dayInWords(session.heldOn)} at ${clockInWords(session.startsAt)}`,
    place: session.place,
    chair: session.chair,
    panel: text.panel,
    opening: text.opening,
    agenda: records.slots.map((slot) => ({ time: timeOf(slot), organisation: slot.organisation, lead: slot.lead })),
    agencies: records.slots.map(agencyMinutes),
    discussion: text.discussion === '' ? null : text.discussion,
    nextSteps: text.nextSteps === '' ? null : text.nextSteps,
  };
}

const timeOf = ({ startsAt, minutes }: SlotRecords): string =>
  `${clockInWords(startsAt)} to ${clockInWords(addClock(startsAt, minutes))}`;

const agencyMinutes = (slot: SlotRecords): MinutesAgency => ({
  name: slot.organisation,
  time: timeOf(slot),
  present: [...slot.present],
  apologies: [...slot.apologies],
  entries: slot.entries.map(entryMinutes),
  actions: slot.actions.map(
    ({ reference, what, owner, dueOn, successMeasure }): LetterAction => ({
      reference,
      action: what,
      owner,
      due: dayInWords(dueOn),
      successMeasure,
    }),
  ),
});

type Entry = SlotRecords['entries'][number];

const entryMinutes = (entry: Entry): MinutesEntry => ({
  about: entry.about,
  askedBy: entry.askedBy,
  challenge: entry.challenge,
  reply: entry.reply,
  outcome: outcomes[entry.outcome],
  agreed: entry.agreed,
  agreedReason: entry.agreedReason,
  corrections: entry.corrections.map((before, at) => correctionWords(before, entry.corrections[at + 1] ?? entry)),
});

/** What an entry said before, where the next state of it says something else. */
function correctionWords(
  before: Entry['corrections'][number],
  after: Omit<Entry, 'corrections' | 'askedBy' | 'about'>,
) {
  const parts = [
    ...(before.challenge === after.challenge ? [] : [`what was asked read: “${before.challenge}”`]),
    ...(before.reply === after.reply ? [] : [`the reply read: “${before.reply}”`]),
    ...(before.outcome === after.outcome ? [] : [`the outcome was: ${outcomes[before.outcome]}`]),
    ...(before.agreed?.word === after.agreed?.word ? [] : [`the agreed rating was: ${before.agreed?.word ?? 'none'}`]),
    ...(before.agreedReason === after.agreedReason || before.agreedReason === null
      ? []
      : [`the reason read: “${before.agreedReason}”`]),
  ];
  const said = parts.length === 0 ? 'what it is about was another' : parts.join('; ');
  return `Corrected by ${before.by} on ${instantInWords(before.at)}. Before, ${said}.`;
}
