/**
 * The words that standards, organisations and conditions share. Facts: Children Act 2004 s11(1), Education Act 2002
 * ss157 and 175, Childcare Act 2006 s40, Working Together 2023 chapter 4. A code here is stored in databases and
 * written in editions: never rename one.
 */

/** What a body owes its duty under. Wording of reminders and escalation differs by basis. */
export const dutyBases = {
  'section-11': 'Section 11, Children Act 2004',
  'section-175': 'Section 175, Education Act 2002',
  'section-157': 'Section 157, Education Act 2002',
  'section-40': 'Section 40, Childcare Act 2006',
  'section-55': 'Section 55, Borders, Citizenship and Immigration Act 2009',
  'welfare-2021': 'Education and Training (Welfare of Children) Act 2021',
  contract: 'By contract or grant',
  voluntary: 'Voluntary',
} as const;

/** Kinds of organisation: agencies answer section 11, settings answer section 175 or 157. */
export const organisationKinds = {
  'local-authority': { name: 'Local authority', sector: 'agency', duty: 'section-11' },
  'district-council': { name: 'District council', sector: 'agency', duty: 'section-11' },
  'integrated-care-board': { name: 'Integrated care board', sector: 'agency', duty: 'section-11' },
  'health-provider': { name: 'NHS trust or health provider', sector: 'agency', duty: 'section-11' },
  'general-practice': { name: 'General practice', sector: 'agency', duty: 'section-11' },
  police: { name: 'Police force', sector: 'agency', duty: 'section-11' },
  'policing-body': { name: 'Police and crime commissioner or policing body', sector: 'agency', duty: 'section-11' },
  'british-transport-police': { name: 'British Transport Police', sector: 'agency', duty: 'section-11' },
  probation: { name: 'Probation service', sector: 'agency', duty: 'section-11' },
  'youth-justice': { name: 'Youth justice service', sector: 'agency', duty: 'section-11' },
  'secure-estate': { name: 'Prison or secure setting', sector: 'agency', duty: 'section-11' },
  immigration: { name: 'Immigration and borders', sector: 'agency', duty: 'section-55' },
  'housing-provider': { name: 'Housing provider', sector: 'agency', duty: 'contract' },
  'commissioned-provider': { name: 'Commissioned provider', sector: 'agency', duty: 'contract' },
  'childrens-home': { name: "Children's home or residential provider", sector: 'agency', duty: 'contract' },
  'adoption-fostering': { name: 'Adoption or fostering agency', sector: 'agency', duty: 'contract' },
  cafcass: { name: 'Cafcass', sector: 'agency', duty: 'voluntary' },
  'fire-rescue': { name: 'Fire and rescue service', sector: 'agency', duty: 'voluntary' },
  'academy-trust': { name: 'Academy trust', sector: 'agency', duty: 'section-157' },
  voluntary: { name: 'Charity or community organisation', sector: 'agency', duty: 'voluntary' },
  faith: { name: 'Faith organisation', sector: 'agency', duty: 'voluntary' },
  sport: { name: 'Sport or leisure organisation', sector: 'agency', duty: 'voluntary' },
  'private-sector': { name: 'Private sector organisation', sector: 'agency', duty: 'voluntary' },
  'other-agency': { name: 'Other agency', sector: 'agency', duty: 'voluntary' },
  'maintained-school': { name: 'Maintained school', sector: 'setting', duty: 'section-175' },
  'maintained-nursery-school': { name: 'Maintained nursery school', sector: 'setting', duty: 'section-175' },
  'pupil-referral-unit': { name: 'Pupil referral unit', sector: 'setting', duty: 'section-175' },
  academy: { name: 'Academy or free school', sector: 'setting', duty: 'section-157' },
  'alternative-provision-academy': { name: 'Alternative provision academy', sector: 'setting', duty: 'section-157' },
  'independent-school': { name: 'Independent school', sector: 'setting', duty: 'section-157' },
  'non-maintained-special-school': { name: 'Non-maintained special school', sector: 'setting', duty: 'section-157' },
  college: { name: 'Further education or sixth-form college', sector: 'setting', duty: 'section-175' },
  'post-16-institution': {
    name: 'Special post-16 institution or training provider',
    sector: 'setting',
    duty: 'welfare-2021',
  },
  'early-years': { name: 'Nursery, preschool or out-of-school club', sector: 'setting', duty: 'section-40' },
  childminder: { name: 'Childminder', sector: 'setting', duty: 'section-40' },
} as const satisfies Record<string, { name: string; sector: Sector; duty: keyof typeof dutyBases }>;

/** Phases of education, for settings alone. */
export const phases = {
  nursery: 'Nursery',
  primary: 'Primary',
  secondary: 'Secondary',
  'all-through': 'All-through',
  special: 'Special',
  'alternative-provision': 'Alternative provision',
  'post-16': '16 plus',
} as const;

export type Sector = 'agency' | 'setting';
export type DutyBasis = keyof typeof dutyBases;
export type OrganisationKind = keyof typeof organisationKinds;
export type Phase = keyof typeof phases;

const keysOf = <T extends object>(record: T) => Object.keys(record) as [keyof T & string, ...(keyof T & string)[]];

export const dutyBasisCodes = keysOf(dutyBases);
export const organisationKindCodes = keysOf(organisationKinds);
export const phaseCodes = keysOf(phases);

/**
 * Who may be asked to sign; each is also a role that a person holds in the organisation. The registered person of an early
 * years provider is whoever is registered with Ofsted or an agency: a childminder, an owner or a committee.
 */
export const signatoryCodes = ['senior-lead', 'headteacher', 'chair-of-governors', 'registered-person'] as const;

/** The code that a rating takes when the standard does not apply; outside every scale, inside no aggregation. */
export const notApplicableCode = 'not-applicable';
