import type { DocumentFrame, Fact, Prose, RatingCount, RatingMark, ScaleEntry } from './models.ts';
import type { PackSurveyFigure } from './pack-survey-model.ts';

/* The challenge pack's part of the models; read and imported through `models.ts`, which is the only door. */

export type AgendaSlot = {
  /** "10:00am to 10:20am" */
  time: string;
  /** Agency name, or what the slot is for: "Welcome and apologies". */
  subject: string;
  /** `PackAgency.id` when the slot belongs to an agency of this pack. */
  agencyId: string | null;
  presenter: string | null;
  /** Panel member who leads the questions. */
  lead: string | null;
};

export type GridRow = {
  standardNumber: string;
  standardTitle: string;
  self: RatingMark | null;
  previous: RatingMark | null;
  moderated: RatingMark | null;
  agreed: RatingMark | null;
  /** Ratings of the questions inside the standard, in scale order; zero counts may be left out. */
  counts: RatingCount[];
  /** Movement since last year in words: "Up one level", "Wording changed: not comparable". */
  change: string | null;
};

/** A question the agency or a moderator rated at a point that asks for an action. */
export type PackConcern = {
  standardNumber: string;
  standardTitle: string;
  questionNumber: string;
  question: string;
  self: RatingMark | null;
  previous: RatingMark | null;
  moderated: RatingMark | null;
  moderatedReason: Prose | null;
  /** The agency's own words. */
  narrative: Prose | null;
  /** "Carried from Section 11, 2025, confirmed unchanged"; absent for an answer that is this year's alone. */
  carried?: string;
  /** What the agency replied to the moderated rating; left out where it did not. */
  agencyReply?: Prose;
  /** Numbers in the agency's evidence index. */
  evidenceNumbers: number[];
};

export type EvidenceGap = {
  /** "Missing" or "Old", or another short word. */
  problem: string;
  questionNumber: string;
  question: string;
  /** "No evidence attached to a green rating", "Covers April 2023 to March 2024". */
  detail: string;
};

export type KeyLine = {
  question: Prose;
  /** Standard or question it belongs to: "A4 Speak-up culture". */
  about: string | null;
  /** Panel member who will ask. */
  owner: string | null;
  /** Why the panel asks. */
  reason: Prose | null;
  /** Not released by the chair; left out where it was. Only the chair's edition has such lines. */
  draft?: true;
};

/** How one question moved since the cycle before. */
export type PackChange = {
  questionNumber: string;
  question: string;
  previous: RatingMark | null;
  now: RatingMark | null;
  /** "Up one level", "The question was in other words: ...". */
  change: string;
};

/** What moved since the cycle before: performance apart from wording, because only the first can be compared. */
export type PackChanges = {
  /** "Compared with Section 11, 2025", or why nothing can be compared. */
  basis: string;
  performance: PackChange[];
  wording: PackChange[];
  /** Answers in the very words of the cycle before: "A1.2". */
  sameWords: string[];
};

/** What was asked of the agency in an earlier session, and what came of it. */
export type PackPrevious = {
  /** "Spring challenge session, 26 February 2026". */
  session: string;
  about: string | null;
  challenge: Prose;
  reply: Prose;
  outcome: string;
  /** "ACT-4, Keep notes in one place: closed". */
  actions: string[];
};

/** Evidence that the panel is pointed to; the file itself stays in the portal. */
export type PackAnnex = {
  /** In the agency's evidence index. */
  number: number;
  title: string;
  form: string;
  /** File name, size and hash, or the address of a link. */
  detail: string;
};

/** Parts of the whole pack that can be chosen and put in order; `agencies` stands for every agency in turn. */
export type WholeBlock = 'agenda' | 'guide' | 'agencies' | 'heatmap';
/** Parts of each agency's section that can be chosen and put in order. */
export type AgencyBlock =
  | 'profile'
  | 'grid'
  | 'changes'
  | 'concerns'
  | 'gaps'
  | 'survey'
  | 'keyLines'
  | 'evidence'
  | 'previous'
  | 'actions'
  | 'annexes'
  | 'chairNote'
  | 'notes';
export type PackBlocks = { whole: readonly WholeBlock[]; agency: readonly AgencyBlock[] };

/** Whom a pack is for: the whole panel, one agency, or the chair alone. */
export type PackEdition = 'panel' | 'agency' | 'chair';

export type EvidenceEntry = {
  number: number;
  title: string;
  /** File type or host of a link: "PDF", "Link to example.org". */
  form: string;
  datesCovered: string;
  /** One word or two: "Current", "Over a year old", "Not dated". */
  freshness: string;
  /** Question numbers it supports. */
  supports: string[];
};

export type PackAction = {
  reference: string;
  action: Prose;
  owner: string;
  due: string;
  status: string;
  overdue: boolean;
  /** Latest update from the owner. */
  progress: Prose | null;
};

export type PackAgency = {
  /** Lower-case letters, digits and hyphens, unique in the pack; becomes the anchor. */
  id: string;
  name: string;
  /** Up to about 14 characters for the heatmap's column heads. */
  shortName: string;
  kind: string;
  duty: string;
  /** "Signed off by Jo Bell on 3 February 2027"; the line under the agency's name. */
  returnStatus: string;
  profile: Fact[];
  grid: GridRow[];
  concerns: PackConcern[];
  evidenceGaps: EvidenceGap[];
  keyLines: KeyLine[];
  evidence: EvidenceEntry[];
  openActions: PackAction[];
  /** The following are left out of packs that were made before there was a choice of parts. */
  changes?: PackChanges;
  previous?: PackPrevious[];
  /** How many earlier challenges are not printed. */
  previousLeftOut?: number;
  annexes?: PackAnnex[];
  /** Left out where no survey says anything of the agency: the part then has no heading either. */
  surveyFigures?: PackSurveyFigure[];
  /** The chair's private note; left out of every edition but the chair's. */
  chairNote?: Prose;
};

export type Heatmap = {
  /** Says what is shown and what it shows: "Ratings after moderation. Supervision is weakest." */
  caption: string;
  standards: { number: string; title: string }[];
  agencies: { id: string; shortName: string; name: string }[];
  /** `cells[standard][agency]`; null where the standard was not asked of that agency. */
  cells: (RatingMark | null)[][];
  /** One list a standard, in scale order. */
  totals: RatingCount[][];
};

/** The pack a panel works from in a challenge session. */
export type ChallengePackModel = DocumentFrame & {
  kind: 'challenge-pack';
  session: { name: string; date: string; time: string; place: string; chair: string };
  cycleTitle: string;
  editionTitle: string;
  version: string;
  /** SHA-256 of the snapshot the pack was made from, lower-case hex. */
  snapshotHash: string;
  /** Who may have it: "For panel members. Do not forward." */
  handling: string;
  agenda: AgendaSlot[];
  howToRead: { introduction: Prose; scaleName: string; scale: ScaleEntry[]; notes: Prose };
  agencies: PackAgency[];
  heatmap: Heatmap;
  /** Left out of packs that were made before there was a choice: see `blocksOfPack`. */
  blocks?: PackBlocks;
  edition?: PackEdition;
};

/** The parts of a pack in order; of an older one those that every pack had. */
export const blocksOfPack = ({ blocks }: Pick<ChallengePackModel, 'blocks'>): PackBlocks =>
  blocks ?? {
    whole: ['agenda', 'guide', 'agencies', 'heatmap'],
    agency: ['profile', 'grid', 'concerns', 'gaps', 'keyLines', 'evidence', 'actions', 'notes'],
  };

/** The parts of one agency that are printed: what no survey speaks of has no empty part. */
export const blocksOfAgency = (
  blocks: readonly AgencyBlock[],
  { surveyFigures }: Pick<PackAgency, 'surveyFigures'>,
): readonly AgencyBlock[] =>
  surveyFigures === undefined || surveyFigures.length === 0 ? blocks.filter((block) => block !== 'survey') : blocks;

/** Headings shared by the printed pack and its HTML twin, so that both say the same. */
export const packWords = {
  contents: 'Contents',
  agenda: 'Agenda',
  howToRead: 'How to read this pack',
  profile: 'About the agency',
  grid: 'Ratings by standard',
  self: 'Own rating',
  previous: 'Last year',
  moderated: 'Moderated',
  agreed: 'Agreed',
  counts: 'Questions at each rating',
  concerns: 'Where there is more to do',
  noConcerns: 'No question was rated at a level that asks for an action.',
  words: "The agency's words",
  agencyReply: "The agency's reply to the moderated rating",
  noWords: 'The agency wrote nothing here.',
  reason: "Moderator's reason",
  gaps: 'Missing or old evidence',
  noGaps: 'No evidence is missing or out of date.',
  keyLines: 'Questions the panel will ask',
  noKeyLines: 'No questions have been written yet.',
  evidence: 'Evidence index',
  noEvidence: 'The agency attached no evidence.',
  actions: 'Open actions',
  noActions: 'The agency has no open actions.',
  notes: 'Notes',
  heatmap: 'All agencies by standard',
  changes: 'Changes since last cycle',
  performance: 'Ratings that moved, on questions in the same words',
  noPerformance: 'No rating moved on a question in the same words.',
  wording: 'Questions that changed, so that ratings cannot be compared',
  sameWords: 'Answers in the same words as last cycle',
  now: 'Now',
  change: 'Change',
  previousChallenges: 'Previous challenges and what came of them',
  noPrevious: 'The agency was not challenged in an earlier session.',
  reply: 'Reply',
  outcome: 'Outcome',
  cameOfIt: 'Actions',
  noActionsCame: 'No action came of it.',
  survey: 'Survey figures beside ratings',
  surveyNote:
    'A survey does not change a rating. Where few agree beside the best rating, or nearly all beside one that asks for an action, the pack says so.',
  statement: 'Statement',
  said: 'What people said',
  annexes: 'Annexes',
  noAnnexes: 'No annex was chosen.',
  annexNote: 'The files themselves are in the portal, with the agency’s return.',
  chairNote: 'Private note of the chair',
  noChairNote: 'The chair wrote no private note.',
  draft: 'Draft, not released',
} as const;

/** Said where a list was cut, on paper and on the page. */
export const leftOutWords = (count: number): string =>
  `${count} earlier ${count === 1 ? 'challenge is' : 'challenges are'} not printed here; the record of each session has them.`;

/** Headings of an agency's parts, on paper and on the page. */
export const agencyTitles = {
  profile: packWords.profile,
  grid: packWords.grid,
  changes: packWords.changes,
  concerns: packWords.concerns,
  gaps: packWords.gaps,
  survey: packWords.survey,
  keyLines: packWords.keyLines,
  evidence: packWords.evidence,
  previous: packWords.previousChallenges,
  actions: packWords.actions,
  annexes: packWords.annexes,
  chairNote: packWords.chairNote,
  notes: packWords.notes,
} as const satisfies Record<AgencyBlock, string>;
