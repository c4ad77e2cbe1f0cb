/** What the page of one standard shows. Types alone: reaches the browser as nothing. */
import type { Question, Scale, ScalePoint, Standard } from '../../../standards/contract.ts';
import type { DetailKind } from '../evidence/child-details.ts';
import type { Tag } from '../partnerships/tags.server.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import type { CarriedQuestion } from './carried.ts';
import type { CoreOffer } from './core-offer.ts';
import type { ReturnStatus, StandardCounts, StandardStatus } from './rules.ts';

/** What the same organisation said to the same question in its last sent return. */
export interface PreviousAnswer {
  readonly words: readonly string[];
  readonly narrative: string;
  /** For a rating: how its point is drawn; null when the point is on no scale ("not applicable"). */
  readonly point: Pick<ScalePoint, 'word' | 'shape' | 'tone'> | null;
  /** The wording has changed since: the two answers may not be comparable. */
  readonly reworded: boolean;
  /** The return it was said in, where that is not the page's own previous one. */
  readonly sentIn?: { readonly submittedAt: string; readonly cycleName: string };
}

/** An answer that was carried to a question and waits for a person. */
export interface CarriedPanelParts
  extends Pick<CarriedQuestion, 'textOnly' | 'rule' | 'note' | 'origins' | 'cycleName'> {
  readonly value: AnswerValue;
  readonly evidence: readonly { readonly id: string; readonly title: string }[];
}

/** An action that is not closed, about a question or about the one that it was. */
export interface ActionOfQuestion {
  readonly id: string;
  readonly reference: string;
  readonly what: string;
  readonly due: string;
}

/** Such actions by question code. Actions are not this slice's to read: the page's route brings them. */
export type ActionsByQuestion = Readonly<Record<string, readonly ActionOfQuestion[]>>;

/** What a moderator wrote to last time's answer: the rating given, and why. */
export interface ModeratorComment {
  /** Null where the rating is on no scale of its edition. */
  readonly mark: Pick<ScalePoint, 'word' | 'shape' | 'tone'> | null;
  readonly reason: string;
  /** The partnership that says so. */
  readonly from: string;
  readonly cycleName: string;
}

/** Such comments by question code. Letters are not this slice's to read: the page's route brings them. */
export type CommentsByQuestion = Readonly<Record<string, readonly ModeratorComment[]>>;

/** A piece of evidence beside an answer. */
export interface AttachedEvidence {
  readonly id: string;
  readonly kind: 'file' | 'link';
  readonly title: string;
  readonly url: string | null;
  readonly mediaType: string | null;
  readonly size: number | null;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  readonly reviewOn: string | null;
  readonly fileName: string | null;
  /** What was seen in its text that might tell who a child is. */
  readonly detailsFound: readonly DetailKind[];
  readonly version: number;
  /** The version that went with this return, once it was sent. */
  readonly sentVersion: number | null;
  /** What the scanner for malware said of its file; null where none was asked. */
  readonly scan: 'waiting' | 'clean' | 'infected' | null;
  /** What a reader may ask about it, in words; see `withNotes`. */
  readonly notes?: readonly string[];
}

/** One question as its page asks it. */
export interface StandardQuestion {
  readonly question: Pick<Question, 'code' | 'text' | 'hint' | 'guidance' | 'evidence' | 'answer' | 'required'>;
  /** "A1.2". */
  readonly number: string;
  readonly sources: readonly { readonly title: string; readonly reference: string; readonly checked: boolean }[];
  /** Clauses that finish "You are asked this because ...". */
  readonly because: readonly string[];
  /** Priorities and themes of the partnership that it is asked for; see `withTags`. */
  readonly tags?: readonly Tag[];
  readonly value: AnswerValue | undefined;
  readonly revision: number;
  readonly saved: { readonly by: string; readonly personId: string; readonly at: string } | undefined;
  readonly previous: PreviousAnswer | undefined;
  /** Last time's answer, while nobody has said what becomes of it. */
  readonly carried: CarriedPanelParts | undefined;
  /** Where this year's answer came from, in words; null for one that is this year's alone. */
  readonly carriedAs: string | null;
  readonly evidence: readonly AttachedEvidence[];
  /** How old its evidence may be, in months, where the edition says so. */
  readonly evidenceMonths: number | null;
  /** What to look at again, a sentence each; see `withNotes`. */
  readonly notes?: readonly string[];
  /** What the organisation's returns of other sets say about the same thing; none where the return is sent. */
  readonly offers: readonly CoreOffer[];
  /** The answer can open or close other questions. */
  readonly opensOthers: boolean;
}

export interface StandardPage {
  readonly agencyReturn: {
    readonly id: string;
    readonly organisationId: string;
    readonly editionId: string;
    readonly status: ReturnStatus;
    readonly organisationName: string;
    readonly cycleName: string;
    readonly dueOn: string;
  };
  readonly standard: Pick<Standard, 'code' | 'number' | 'title' | 'summary'>;
  readonly scales: Readonly<Record<string, Scale>>;
  readonly questions: readonly StandardQuestion[];
  /** Questions that wait for the profile page. */
  readonly undecided: number;
  readonly progress: StandardCounts & { readonly status: StandardStatus };
  readonly previous: { readonly submittedAt: string; readonly cycleName: string } | undefined;
}
