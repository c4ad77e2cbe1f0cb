/** Who may sign for a role that is not theirs, from a day to a day, both included. */
export interface SigningAuthorityRow {
  id: string;
  organisation_id: string;
  signatory: string;
  delegate_id: string;
  from_on: string;
  to_on: string;
  reason: string;
  /** Where the paper is: an address or a minute reference. */
  document: string | null;
  /** The role by which the delegate may read the returns, for as long as the authority runs. */
  role_grant_id: string;
  given_by: string;
  given_at: string;
  ended_at: string | null;
  ended_by: string | null;
  revision: number;
}

/** The authority under which one signature was made. */
export interface SignOffAuthorityRow {
  organisation_id: string;
  sign_off_id: string;
  authority_id: string;
}

/** The meeting at which the board or the governors considered a return. */
export interface SignOffMeetingRow {
  organisation_id: string;
  return_id: string;
  held_on: string;
  body: string;
  minute_reference: string | null;
  recorded_by: string;
  recorded_at: string;
  revision: number;
}

/** What a partnership asks of a sign-off in one cycle. */
export interface CycleSignOffRow {
  partnership_id: string;
  cycle_id: string;
  meeting_asked: number;
}

/** What must hold between figures of a set, as the library holds it. */
export interface CountRelationRow {
  set_code: string;
  code: string;
  place: number;
  document: string;
  sha256: string;
  installed_at: string;
}
