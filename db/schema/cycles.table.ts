export interface CycleRow {
  id: string;
  partnership_id: string;
  edition_id: string;
  previous_cycle_id: string | null;
  name: string;
  status: 'draft' | 'open' | 'closed';
  opens_on: string;
  due_on: string;
  moderation_on: string;
  challenge_on: string;
  actions_due_on: string;
  launched_at: string | null;
  closed_at: string | null;
  created_by: string;
  created_at: string;
  revision: number;
}

export interface CycleCohortRow {
  partnership_id: string;
  cycle_id: string;
  organisation_id: string;
}

export interface DeadlineExtensionRow {
  id: string;
  organisation_id: string;
  partnership_id: string;
  return_id: string;
  from_on: string;
  to_on: string;
  reason: string;
  extended_by: string;
  extended_at: string;
}

/** The questions that a partnership adds to one cycle of its own, as a JSON document; frozen by the launch. */
export interface LocalPartRow {
  partnership_id: string;
  cycle_id: string;
  document: string;
  revision: number;
  updated_at: string;
  updated_by: string;
}
