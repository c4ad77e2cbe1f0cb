/** What the pages of the threads show: plain values, made on the server and read on both sides. */
import type { Page } from '../../platform/paging.ts';
import type { QueryStatus } from './rules.ts';

/** A standard that the list can be narrowed to, with how much is written about it. */
export interface StandardChoice {
  readonly code: string;
  readonly number: string;
  readonly title: string;
  readonly comments: number;
  readonly unread: number;
}

/** Where the box on the page writes to. */
export interface WritingPlace {
  readonly standard: string;
  readonly question: string;
  readonly words: string;
}

/** One comment inside an agency. */
export interface InsideComment {
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly place: string;
  /** Null for one that was withdrawn. */
  readonly text: string | null;
  readonly withdrawnAt: string | null;
  readonly unread: boolean;
  /** The reader wrote it and may withdraw it. */
  readonly mine: boolean;
}

/** What both thread pages begin with. */
export interface ThreadFrame {
  readonly returnId: string;
  readonly organisationName: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly audience: string;
  readonly mayWrite: boolean;
  /** Why nobody may write here any more. */
  readonly closed: string | null;
  readonly place: WritingPlace;
  readonly standards: readonly StandardChoice[];
}

/** The thread inside an agency. */
export interface InsideThread extends ThreadFrame {
  /** The reader holds this part of the return and reads no other. */
  readonly ofPart: boolean;
  readonly comments: Page<InsideComment>;
}

/** One comment that an agency and its partnership both read. */
export interface SharedComment {
  readonly id: string;
  readonly author: string;
  /** The organisation or the partnership for which the author wrote. */
  readonly from: string;
  readonly side: 'agency' | 'partnership';
  readonly at: string;
  readonly place: string;
  readonly text: string;
  readonly unread: boolean;
}

/** A question of the partnership with all that was said about it, oldest first. */
export interface ShownQuery {
  readonly id: string;
  readonly place: string;
  readonly standardCode: string;
  readonly questionCode: string | null;
  readonly status: QueryStatus;
  readonly replyBy: string;
  readonly overdue: boolean;
  readonly askedBy: string;
  readonly ended: { readonly by: string; readonly at: string } | null;
  /** The version of the return that it asks about. */
  readonly version: number;
  readonly comments: readonly SharedComment[];
}

/** The thread between an agency and its partnership. */
export interface SharedThread extends ThreadFrame {
  readonly side: 'agency' | 'partnership';
  /** The newest version that was sent. */
  readonly submissionId: string | null;
  readonly queries: readonly ShownQuery[];
  readonly comments: Page<SharedComment>;
  readonly mayEndQueries: boolean;
}

/** How much is written in one thread. */
export interface ThreadCount {
  readonly comments: number;
  readonly unread: number;
}
