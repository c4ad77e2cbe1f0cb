/**
 * What a document says, before anything decides how it looks. Plain JSON: every date, time, count and status is already
 * worded for its reader, so that the PDF and its HTML twin print the same words. Nothing here knows a database or a page.
 *
 * Free text (`Prose`) may hold several paragraphs, parted by blank lines; a single line break is kept. `null` means
 * "there is none", and the printers say so in words where a reader would miss it; an empty list does the same.
 */

import type { MinutesModel, WrittenResponseModel } from './after-models.ts';
import type { DisposalCertificateModel } from './certificate-model.ts';
import type { ChallengeReportModel } from './challenge-report-model.ts';
import type { ChallengePackModel, EvidenceEntry } from './pack-model.ts';
import type { ActionPlanModel, BoardPlanModel } from './plan-models.ts';
import type { RiskReportModel } from './risk-report-model.ts';
import type { ComparisonModel, QuestionSetModel } from './standards-models.ts';

export type * from './after-models.ts';
export * from './certificate-model.ts';
export * from './challenge-report-model.ts';
export * from './pack-model.ts';
export * from './pack-survey-model.ts';
export * from './plan-models.ts';
export * from './risk-report-model.ts';
export type * from './standards-models.ts';

/** Text of one or more paragraphs, parted by blank lines. */
export type Prose = string;

/** The same names as a scale point of an edition uses, repeated because this folder imports nothing of ours. */
export type RatingShape = 'disc-tick' | 'triangle' | 'diamond-bar' | 'star' | 'square' | 'ring' | 'dash';
export type RatingTone = 'green' | 'amber' | 'red' | 'blue' | 'yellow' | 'orange' | 'grey' | 'black';

/** One rating as a reader sees it: never by colour alone, always a word or its letter with a shape. */
export type RatingMark = { word: string; letter: string; shape: RatingShape; tone: RatingTone };

/** How often a rating was given. */
export type RatingCount = { mark: RatingMark; count: number };

/** A point of the scale with the definition people rated by. */
export type ScaleEntry = { mark: RatingMark; definition: Prose };

/** A label and its value, for profile pages and covers. */
export type Fact = { label: string; value: string };

/** Who signed, when, and the hash of the text that was signed (lower-case hex SHA-256). */
export type Signature = { name: string; role: string; signedOn: string; hash: string };

/** How anybody can check a print of something that was issued. */
export type DocumentCheck = {
  /** "7K3M-Q2WD-H9XB". */
  code: string;
  /** The page that confirms it, for anybody. */
  address: string;
  /** The last entry of the record of changes as it was issued: "1,204, ab12cd34ef56ab12"; null where none was named. */
  record: string | null;
};

/** The sentence before the address. Printer and page say it in the same words. */
export const checkWords = ({ code, record }: DocumentCheck): string =>
  `Anybody can check that this document was issued here. Its code is ${code}.` +
  (record === null ? '' : ` Entry of the record of changes: ${record}.`);

/** What every document carries, whatever its kind. */
export type DocumentFrame = {
  title: string;
  language: 'en-GB';
  /** Instant the document was compiled, ISO 8601 in UTC. Becomes the file's only date, so the same model gives the same bytes. */
  madeOn: string;
  /** The same instant in words: "14 March 2027, 2:30pm". */
  madeOnText: string;
  /** Name of the partnership: the author in the file's metadata and in the running header. */
  partnership: string;
  /** Reference people quote, printed in the footer. */
  reference: string;
  /** Full address of the HTML page that is the accessible record of this document. */
  accessibleAddress: string;
  /** Left out by what is not issued, and by what was issued before there were codes. */
  check?: DocumentCheck | null;
};

/** One piece of an answer, in the order it is read. */
export type AnswerBlock =
  | { type: 'rating'; mark: RatingMark }
  | { type: 'text'; text: Prose }
  /** Ticked choices. */
  | { type: 'list'; items: string[] }
  /** Every row has as many cells as there are headings. */
  | { type: 'table'; headings: string[]; rows: string[][] }
  /** Nothing was answered, and this says why: "Not answered", "Does not apply: no volunteers". */
  | { type: 'none'; text: string };

export type ReturnQuestion = {
  number: string;
  text: string;
  answer: AnswerBlock[];
  /** Titles, with the dates they cover where known. */
  evidence: string[];
  /** "Carried from 2026, not yet confirmed"; null when the answer is this year's own. */
  carried: string | null;
};

export type ReturnStandard = {
  number: string;
  title: string;
  summary: Prose | null;
  /** Rating of the whole standard where the scale gives one. */
  overall: RatingMark | null;
  /** Where the standard was judged as a whole: what its other ratings come to. */
  beside: RatingMark | null;
  questions: ReturnQuestion[];
};

/** A return as it was sent, complete, for the agency's own keeping; or as far as it is, before it is sent. */
export type ReturnCopyModel = DocumentFrame & {
  kind: 'return-copy';
  /** Not sent: every page says so. */
  draft: boolean;
  organisation: string;
  organisationKind: string;
  cycleTitle: string;
  editionTitle: string;
  /** "Sent on 3 February 2027 at 2:30pm", or "Draft, not sent". */
  status: string;
  snapshotHash: string;
  profile: Fact[];
  signatures: Signature[];
  scale: ScaleEntry[];
  standards: ReturnStandard[];
  evidence: EvidenceEntry[];
};

/** Proof that a return arrived. */
export type ReceiptModel = DocumentFrame & {
  kind: 'receipt';
  organisation: string;
  cycleTitle: string;
  editionTitle: string;
  receivedOn: string;
  sentBy: string;
  snapshotHash: string;
  /** Where anybody can check the hash. */
  signatures: Signature[];
  /** What was in it: standards, questions answered, files. */
  contents: Fact[];
  whatHappensNext: Prose;
  contact: string;
};

export type LetterRating = {
  standardNumber: string;
  standardTitle: string;
  self: RatingMark | null;
  agreed: RatingMark | null;
  /** Why the agreed rating differs from the agency's own. */
  reason: Prose | null;
};

export type LetterChallenge = {
  /** "A4 Speak-up culture", or null when it was about the whole return. */
  about: string | null;
  challenge: Prose;
  reply: Prose;
  /** "Assured", "Partly assured", "Not assured", "To come back" and any sentence that explains it. */
  outcome: string;
};

export type LetterAction = {
  reference: string;
  action: Prose;
  owner: string;
  due: string;
  successMeasure: Prose | null;
};

/** The partnership's answer to an agency after the challenge session. */
export type OutcomeLetterModel = DocumentFrame & {
  kind: 'outcome-letter';
  organisation: string;
  cycleTitle: string;
  addressee: { name: string; role: string; lines: string[] };
  senderLines: string[];
  date: string;
  salutation: string;
  subject: string;
  opening: Prose;
  ratings: LetterRating[];
  strengths: Prose[];
  challenges: LetterChallenge[];
  actions: LetterAction[];
  closing: Prose;
  /** "Please reply by 12 March 2027 ..."; letters issued before replies were asked for have none. */
  replyBy?: string;
  valediction: string;
  signatory: { name: string; role: string };
  copies: string[];
};

/** Everything the renderer accepts. */
export type PdfModel =
  | ChallengePackModel
  | ReturnCopyModel
  | ReceiptModel
  | OutcomeLetterModel
  | MinutesModel
  | WrittenResponseModel
  | ActionPlanModel
  | BoardPlanModel
  | ChallengeReportModel
  | DisposalCertificateModel
  | RiskReportModel
  | QuestionSetModel
  | ComparisonModel;
export type PdfKind = PdfModel['kind'];
