/** What follows a challenge session: its minutes, and the answer in writing to whoever was heard at none. */
import type { DocumentFrame, LetterAction, LetterRating, Prose, RatingMark } from './models.ts';

/** One entry of the record, with what it said before it was put right. */
export type MinutesEntry = {
  /** "A4 Speak-up culture", or null when it was about the whole return. */
  about: string | null;
  askedBy: string;
  challenge: Prose;
  reply: Prose;
  outcome: string;
  agreed: RatingMark | null;
  agreedReason: Prose | null;
  /** "Corrected by Ann Moss on 26 February 2027 at 4:10pm. Before, the reply was: ..."; oldest first. */
  corrections: Prose[];
};

/** What was said to and by one agency. */
export type MinutesAgency = {
  name: string;
  /** "10:00am to 10:20am". */
  time: string;
  present: string[];
  apologies: string[];
  entries: MinutesEntry[];
  actions: LetterAction[];
};

/** Minutes of a challenge session; `change` says why there is a version beside an earlier one. */
export type MinutesModel = DocumentFrame & {
  kind: 'minutes';
  session: string;
  cycleTitle: string;
  version: string;
  change: Prose | null;
  when: string;
  place: string;
  chair: string | null;
  panel: Prose;
  opening: Prose;
  agenda: { time: string; organisation: string; lead: string | null }[];
  agencies: MinutesAgency[];
  discussion: Prose | null;
  nextSteps: Prose | null;
  /** "Approved by Priya Nair, Independent chair, on 2 March 2027 at 9:14am". */
  approval: string;
  /** Of what the minutes say. */
  contentHash: string;
};

/** A letter of the partnership about one thing: its answer in writing to a return, or what it writes when something is late. */
export type WrittenResponseModel = DocumentFrame & {
  kind: 'written-response';
  organisation: string;
  cycleTitle: string;
  addressee: { name: string; role: string; lines: string[] };
  senderLines: string[];
  date: string;
  salutation: string;
  subject: string;
  /** The reference and the day of the return that it answers, or the day on which what is late was due. */
  answers: string;
  text: Prose;
  /** What is said to this organisation alone. */
  ownLine: Prose | null;
  ratings: LetterRating[];
  valediction: string;
  signatory: { name: string; role: string };
};
