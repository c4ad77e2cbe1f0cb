export interface PartnershipRow {
  id: string;
  name: string;
  short_name: string;
  slug: string;
  settings: string;
  created_at: string;
  revision: number;
}

export interface OrganisationRow {
  id: string;
  name: string;
  kind: string;
  sector: 'agency' | 'setting';
  duty_basis: string;
  phase: string | null;
  urn: string | null;
  dfe_number: string | null;
  ods_code: string | null;
  reference: string | null;
  local_authority: string | null;
  address: string | null;
  postcode: string | null;
  website: string | null;
  telephone: string | null;
  status: 'open' | 'closed';
  closed_on: string | null;
  facts: string;
  created_at: string;
  updated_at: string;
  revision: number;
}

export interface PartnershipMemberRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  joined_on: string;
  left_on: string | null;
  created_at: string;
}

export interface OrganisationContactRow {
  id: string;
  organisation_id: string;
  name: string;
  job_title: string | null;
  email: string | null;
  telephone: string | null;
  created_at: string;
  removed_at: string | null;
}

/** The role of safeguarding lead goes over on a day; until then it can be cancelled. */
export interface HandOverRow {
  id: string;
  organisation_id: string;
  role: string;
  /** Null where nobody led. */
  from_person_id: string | null;
  to_person_id: string;
  on_day: string;
  leaves: number;
  /** JSON: ids of the grants that begin with it. */
  given: string;
  /** JSON: `{ grant, to }` of each grant that ends with it, with the end it had before. */
  shortened: string;
  made_by: string;
  made_at: string;
  cancelled_at: string | null;
  cancelled_by: string | null;
}
