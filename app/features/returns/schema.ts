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
}

/** One line of the task list. */
export interface StandardTask extends StandardCounts {
  readonly code: string;
  readonly number: string;
  readonly title: string;
  readonly status: StandardStatus;
  /** Answers carried to questions that are asked now, and that nobody has confirmed. */
  readonly toConfirm: number;
  /** Who has it now; undefined where it is with nobody but the lead. */
  readonly delegation: Delegation | undefined;
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
  readonly firstUnanswered: { readonly standardCode: string; readonly questionCode: string } | null;
}
