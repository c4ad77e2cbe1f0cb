/** What the page of who receives what shows. Reaches the browser. */
import type { ReturnStatus } from '../returns/rules.ts';
import type { Correction } from './corrections.ts';

/** A piece of evidence that stands in a return, and whether it goes to the return's partnership. */
export interface SharedPiece {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly goes: boolean;
  /** It stands only at questions that this partnership asks alone. */
  readonly local: boolean;
}

/** A partnership whose copy is not sent yet. */
export interface OpenShare {
  readonly returnId: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly status: ReturnStatus;
  readonly receives: boolean;
  readonly evidence: readonly SharedPiece[];
}

/** A partnership that has its copy, and what was changed elsewhere since. */
export interface SentShare {
  readonly returnId: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly reference: string;
  readonly submittedAt: string;
  /** The return has been opened again: the changes can be taken over into it. */
  readonly reopened: boolean;
  readonly corrections: readonly Correction[];
  /** The hash of exactly these. */
  readonly mark: string;
  /** What the lead decided about exactly these. */
  readonly decided: { readonly what: 'offered' | 'kept'; readonly by: string; readonly at: string } | null;
}

export interface SharePage {
  readonly returnId: string;
  readonly organisationName: string;
  readonly open: readonly OpenShare[];
  readonly sent: readonly SentShare[];
  /** The person decides who receives what. */
  readonly mayChange: boolean;
  /** What is signed and ticked can be sent now. */
  readonly sendable: readonly string[];
}

export const receivesField = 'receives';
export const goesField = (returnId: string): string => `goes-${returnId}`;
export const shownField = (returnId: string): string => `shown-${returnId}`;
