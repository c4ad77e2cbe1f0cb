/** Something that works, in an organisation's own words, which it may share. */
export interface GoodPracticeRow {
  id: string;
  reference: string;
  organisation_id: string;
  status: 'suggested' | 'declined' | 'shared' | 'withdrawn';
  title: string;
  what: string;
  difference: string;
  /** Whom to ask; empty where nobody is named. */
  contact: string;
  source_kind: 'hand' | 'answer' | 'evidence';
  submission_id: string | null;
  question_code: string | null;
  evidence_id: string | null;
  suggested_by: string | null;
  /** The partnership whose moderator suggested it. */
  suggested_for: string | null;
  suggestion: string | null;
  /** The last day of the consent; null where none was given yet. */
  shared_until: string | null;
  created_by: string;
  created_at: string;
  changed_at: string;
  revision: number;
}

export interface GoodPracticeSharingRow {
  organisation_id: string;
  item_id: string;
  partnership_id: string;
  shared_on: string;
}

export interface GoodPracticeTagRow {
  organisation_id: string;
  item_id: string;
  /** `section-11/a1`: the set and the code of the standard, which live across editions. */
  standard: string;
  /** The standard in words, as it was then. */
  title: string;
}

export interface GoodPracticeConsentRow {
  id: string;
  organisation_id: string;
  item_id: string;
  kind: 'suggested' | 'declined' | 'agreed' | 'withdrawn';
  until_on: string | null;
  /** Ids of partnerships as JSON, for an agreement. */
  partnerships: string | null;
  made_by: string;
  made_at: string;
}
