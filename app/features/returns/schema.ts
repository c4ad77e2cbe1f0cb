/** The shapes of returns as pages and commands know them. Types alone: reaches the browser as nothing. */
import type { CarryForward } from './carried.ts';
import type { Delegation } from './delegations.server.ts';
import type { Profile } from './facts.ts';
import type { ReturnStatus, StandardCounts, StandardStatus } from './rules.ts';

/** One return of an organisation, with the names that a page needs. */
export interface AgencyReturn {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly kind: string;
  readonly phase: string | null;
  readonly dutyBasis: string;
  readonly partnershipId: string;
  readonly partnershipName: string;
  readonly cycleId: string;
  readonly cycleName: string;
  readonly editionId: string;
  readonly editionSha256: string;
  readonly status: ReturnStatus;
  readonly dueOn: string;
  readonly firstDueOn: string;
  readonly profile: Profile;
  readonly profileConfirmedAt: string | null;
  readonly startedAt: string | null;
  readonly submittedAt: string | null;
  readonly lastSavedAt: string | null;
  readonly lastSavedBy: string | null;
  readonly revision: number;
}

/** How many required questions of a whole return are done. */
export interface ReturnProgress {
  readonly questions: number;
  readonly required: number;
  readonly complete: number;
  readonly standards: number;
  readonly standardsCompleted: number;
  readonly percent: number;
}

export interface ReturnEntry {
  readonly id: string;
  readonly organisationName: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly shortTitle: string;
  readonly status: ReturnStatus;
  readonly dueOn: string;
  readonly submittedAt: string | null;
  readonly progress: ReturnProgress;
  /** The other partnerships that it is answered for, each with its own last day; empty where it stands alone. */
  readonly alsoFor: readonly {
    readonly partnershipName: string;
    readonly dueOn: string;
    readonly status: ReturnStatus;
  }[];
}

/** One line of the task list. */
export interface StandardTask extends StandardCounts {
  readonly code: string;
  readonly number: string;
  readonly title: string;
  readonly status: StandardStatus;
  /** Answers carried to questions that are asked now, and that nobody has confirmed. */
  readonly toConfirm: number;
  /** Where one of several partnerships asks it alone: its return, and its name. */
  readonly own?: { readonly returnId: string; readonly partnershipName: string };
  /** Who has it now; undefined where it is with nobody but the lead. */
  readonly delegation: Delegation | undefined;
}

/** Two open returns of an organisation that could be answered once. */
export interface JoinOffer {
  readonly id: string;
  /** The partnerships that the one is answered for. */
  readonly names: readonly string[];
  readonly other: { readonly id: string; readonly partnershipName: string; readonly cycleName: string };
}

/** How a return stands to others of the same organisation. */
export interface SharedFacts {
  /** The partnerships that it is answered once for; empty where it stands alone. */
  readonly recipients: readonly {
    readonly returnId: string;
    readonly partnershipName: string;
    readonly dueOn: string;
    readonly overdue: boolean;
  }[];
  /** Open returns that could be answered together with it. */
  readonly candidates: readonly {
    readonly id: string;
    readonly partnershipName: string;
    readonly cycleName: string;
  }[];
  /** There is a page of who receives what. */
  readonly hasShare: boolean;
  /** When a move to another edition took it out of the others. */
  readonly parted: string | null;
}

/** What the overview of a return shows: the tasks in reading order, and where to go on. */
export interface ReturnOverview {
  readonly agencyReturn: AgencyReturn;
  readonly editionTitle: string;
  readonly tasks: readonly StandardTask[];
  readonly progress: ReturnProgress;
  readonly profile: {
    readonly answered: number;
    readonly questions: number;
    readonly confirmed: boolean;
    readonly delegation: Delegation | undefined;
  };
  /** What became of last time's answers; undefined while nobody has looked for them. */
  readonly carry: CarryForward | undefined;
  /** Signatures that an edit voided since the return was last sent for sign-off, newest first. */
  readonly voided: readonly { readonly name: string; readonly signatory: string; readonly at: string }[];
  /** The standard this person last worked on, while it is unfinished. */
  readonly stoppedAt: string | null;
  /** The first question of the whole return that still needs an answer. */
  readonly firstUnanswered: {
    readonly standardCode: string;
    readonly questionCode: string;
    /** Where it is asked by one of several partnerships alone. */
    readonly returnId?: string;
  } | null;
}
