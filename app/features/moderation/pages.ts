/** What the pages of moderation show: plain values, made on the server and read on both sides. */
import type { AnswerBlock, EvidenceEntry, Fact, RatingMark } from '../../../pdf/models.ts';
import type { FieldErrors, TypedValues } from '../../platform/form-parsing.ts';
import type { EvidenceToRead } from '../evidence/words.ts';
import type { Signature } from '../submissions/schema.ts';
import type { AroundSubmission, AskedQuery } from './around.server.ts';
import type { RatingReply } from './replies.server.ts';
import type { ModerationStatus } from './rules.ts';
import type { ComparedFigure } from './survey-conflicts.ts';

/** A question that the panel will ask. */
export interface KeyLineOfEnquiry {
  readonly id: string;
  readonly submissionId: string;
  readonly standardCode: string | null;
  readonly text: string;
  readonly authorId: string;
  readonly author: string;
  readonly createdAt: string;
  readonly revision: number;
  /** Who will ask it. */
  readonly owner: { readonly id: string; readonly name: string } | null;
  /** Why the panel asks. */
  readonly reason: string | null;
  /** Key of the suggestion that it was made from. */
  readonly suggestion: string | null;
  /** The chair released it: it stands in the panel's pack. A draft until then. */
  readonly released: boolean;
  /** The chair lets the agency see it. */
  readonly shown: boolean;
}

/** A rating of the cycle before, drawn on the scale it was given on. */
export interface PreviousRating {
  readonly mark: RatingMark;
  /** Whose it was: the last word that anybody had. */
  readonly whose: 'agreed' | 'moderated' | 'own';
}

/** What every page of one moderation shows, and what the person may do on it. */
export interface ModerationFrame {
  readonly submissionId: string;
  readonly returnId: string;
  readonly organisationName: string;
  readonly kind: string;
  readonly cycleName: string;
  readonly reference: string;
  readonly status: ModerationStatus;
  /** False for observers of the panel, for a closed return, and for people of the organisation itself. */
  readonly mayJudge: boolean;
  readonly mayWriteKeyLines: boolean;
  /** There is still something to keep out of, on the version that counts. */
  readonly mayDeclare: boolean;
  /** Why this person cannot judge, in a sentence without its full stop; null where nothing keeps them. */
  readonly obstacle: string | null;
  /** A moderator from another agency: nothing beyond this return is theirs to open. */
  readonly peer: boolean;
  /** Something is hidden until this person has rated it. */
  readonly blind: boolean;
}

/** One standard in the list of a moderation. */
export interface ModeratedStandard {
  readonly code: string;
  readonly number: string;
  readonly title: string;
  /** Its ratings are hidden until this person has rated it. */
  readonly hidden: boolean;
  readonly self: RatingMark | null;
  readonly moderated: RatingMark | null;
  readonly agreed: RatingMark | null;
  readonly previous: PreviousRating | null;
  readonly ratings: number;
  /** Questions with a moderated rating; while it is hidden, those that this person has rated. */
  readonly judged: number;
  /** Questions on which moderators differ while the panel's rating is not set. */
  readonly differing: number;
  /** Questions that the agency rated at a point that asks for an action. */
  readonly concerns: number;
}

/** The first page of a moderation. */
export interface ModerationOverview extends ModerationFrame {
  readonly around: AroundSubmission;
  readonly submittedAt: string;
  readonly submittedBy: string;
  readonly late: boolean;
  readonly finished: { readonly by: string; readonly at: string } | null;
  readonly previousCycle: string | null;
  readonly facts: readonly Fact[];
  readonly signatures: readonly Signature[];
  readonly standards: readonly ModeratedStandard[];
  readonly keyLines: readonly KeyLineOfEnquiry[];
  /** Everybody who has rated, with how many questions; empty while something is hidden. */
  readonly moderators: readonly { readonly name: string; readonly ratings: number }[];
  readonly maySettle: boolean;
  /** Replies of the agency, and until when it may reply; null before moderation was finished. */
  readonly replies: { readonly count: number; readonly by: string } | null;
  readonly evidence: readonly (EvidenceEntry & { readonly href: string; readonly isFile: boolean })[];
}

/** A moderator's rating of one question, with who, when and why. */
export interface ShownJudgement {
  readonly point: string;
  readonly mark: RatingMark | null;
  readonly reason: string;
  readonly moderator: string;
  readonly madeAt: string;
  readonly revision: number;
}

/** What may be chosen for a question, best first. */
export interface RatingChoice {
  readonly point: string;
  readonly mark: RatingMark;
  readonly definition: string | null;
}

/** One question as it was answered, with its ratings. */
export interface ModeratedQuestion {
  readonly code: string;
  readonly number: string;
  readonly text: string;
  readonly answer: readonly AnswerBlock[];
  /** Where the answer came from, and whether it was changed; null for one that is this year's alone. */
  readonly carried: string | null;
  readonly evidence: readonly EvidenceToRead[];
  /** Null for a question that is not rated. */
  readonly rating: {
    readonly selfPoint: string | null;
    readonly self: RatingMark | null;
    readonly agreed: RatingMark | null;
    readonly previous: PreviousRating | null;
    readonly choices: readonly RatingChoice[];
    /** The person's own. */
    readonly current: ShownJudgement | null;
    /** What other moderators said; empty while it is hidden. */
    readonly others: readonly ShownJudgement[];
    /** The rating that one person set from theirs. */
    readonly panel: ShownJudgement | null;
    /** What the agency says to the moderated rating. */
    readonly reply: RatingReply | null;
    /** Judgements that were superseded, newest first. */
    readonly earlier: readonly ShownJudgement[];
    /** What counted on the version before this one; null for a first version. */
    readonly before: (ShownJudgement & { readonly version: number; readonly unchanged: boolean }) | null;
  } | null;
  /** What the agency was asked about it, in any version. */
  readonly queries: readonly AskedQuery[];
  /** What a survey says about it; how it contradicts the own rating is told only where that is not hidden. */
  readonly figures: readonly ComparedFigure[];
}

/** The page of one standard of a submission. */
export interface ModerationStandard extends ModerationFrame {
  readonly standard: {
    readonly code: string;
    readonly number: string;
    readonly title: string;
    readonly summary: string;
    readonly self: RatingMark | null;
    readonly moderated: RatingMark | null;
    /** Where the standard is judged as a whole: what the other ratings come to, the agency's own and after moderation. */
    readonly selfBeside: RatingMark | null;
    readonly moderatedBeside: RatingMark | null;
    readonly agreed: RatingMark | null;
    readonly previous: PreviousRating | null;
  };
  /** What a survey says about the standard as a whole. */
  readonly figures: readonly ComparedFigure[];
  readonly previousCycle: string | null;
  /** The ratings of this standard are hidden until this person has rated each question of it. */
  readonly hidden: boolean;
  readonly questions: readonly ModeratedQuestion[];
  /** Ratings of the agency that one press agrees with. */
  readonly unjudged: number;
  /** Judgements of the version before that one press takes over. */
  readonly toTakeOver: number;
  readonly mayAsk: boolean;
  readonly keyLines: readonly KeyLineOfEnquiry[];
  readonly before: StandardLink | null;
  readonly after: StandardLink | null;
}

/** The standard before or after, to go on to. */
export interface StandardLink {
  readonly code: string;
  readonly number: string;
  readonly title: string;
}

/** The judgement that counts on a question. */
export interface CurrentJudgement {
  readonly questionCode: string;
  readonly point: string;
  readonly reason: string;
  readonly revision: number;
  readonly moderator: string;
  readonly madeAt: string;
}

/** What became of the form of a standard; what was typed comes back when nothing was written. */
export type JudgementFormOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly errors: FieldErrors;
      readonly values: TypedValues;
      /** What the same moderator saved meanwhile in another window. */
      readonly theirs: readonly CurrentJudgement[];
    };

/** What became of a form about a question for the panel. */
export type KeyLineFormOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly errors: FieldErrors;
      readonly values: TypedValues;
      /** The line as somebody else left it meanwhile. */
      readonly theirs?: { readonly text: string; readonly revision: number };
    };
