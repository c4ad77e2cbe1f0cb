/** A site of a trust or group, from a day on; `to_on` is the first day on which it is none any more. */
export interface OrganisationSiteRow {
  id: string;
  group_id: string;
  site_id: string;
  /** The partnership whose manager linked it. */
  partnership_id: string;
  from_on: string;
  to_on: string | null;
  linked_by: string;
  linked_at: string;
  ended_by: string | null;
  ended_at: string | null;
}

/** A question of an edition of the library that a group answers for its sites. */
export interface CentralAnswerRow {
  id: string;
  group_id: string;
  edition_id: string;
  standard_code: string;
  question_code: string;
  /** JSON; null while nobody has answered it. */
  value: string | null;
  /** 0 while nobody has answered it. */
  revision: number;
  marked_at: string;
  marked_by: string;
  saved_at: string | null;
  saved_by: string | null;
  /** The group answers it no longer: offered to nobody, and left alone where it was taken. */
  withdrawn_at: string | null;
}

export interface CentralAnswerRevisionRow {
  id: string;
  group_id: string;
  central_id: string;
  revision: number;
  value: string;
  /** JSON: ids of the group's evidence that went with it. */
  evidence: string;
  saved_at: string;
  saved_by: string;
}

export interface CentralEvidenceRow {
  group_id: string;
  central_id: string;
  evidence_id: string;
}

/** What a site made of a central answer in one return. */
export interface CentralSettlementRow {
  organisation_id: string;
  return_id: string;
  question_code: string;
  standard_code: string;
  group_id: string;
  central_id: string;
  /** The names as they were then: content that is signed must not change when a name does. */
  group_name: string;
  state: 'accepted' | 'added' | 'excepted';
  /** The revision that the answer was taken from; null for an exception. */
  taken_revision: number | null;
  /** The last revision that somebody at the site has looked at. */
  seen_revision: number;
  /** JSON: the group's answer as it was taken; null for an exception. */
  value: string | null;
  added: string;
  reason: string;
  /** JSON: ids of the site's own evidence that came with it. */
  evidence: string;
  settled_at: string;
  settled_by: string;
  settled_by_name: string;
}

/** A piece of a site's evidence that is a copy of its group's. */
export interface EvidenceCopyRow {
  organisation_id: string;
  evidence_id: string;
  group_id: string;
  source_id: string;
  copied_at: string;
}
