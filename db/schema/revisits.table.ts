/** Closed actions that were drawn to be looked at again. */
export interface ActionRevisitRow {
  id: string;
  partnership_id: string;
  /** Which closed actions could fall in. */
  pool: 'all' | 'older' | 'high' | 'review';
  amount: 'every' | 'number' | 'share';
  /** How many, or how many per cent; null where every one was taken. */
  asked_for: number | null;
  /** How many could fall in, and how many did. */
  drawn_from: number;
  drawn: number;
  /** What the lots were drawn with. */
  seed: string;
  drawn_by: string;
  drawn_at: string;
}

export interface ActionRevisitMemberRow {
  partnership_id: string;
  organisation_id: string | null;
  revisit_id: string;
  action_id: string;
  /** The place of its lot, from 1. */
  position: number;
}

/** What somebody saw who looked again. Never changed; the newest of an action counts. */
export interface ActionRevisitLookRow {
  id: string;
  partnership_id: string;
  organisation_id: string | null;
  revisit_id: string;
  action_id: string;
  outcome: 'works' | 'fails' | 'unclear';
  note: string;
  looked_by: string;
  looked_at: string;
}
