/** Pure decisions about organisations, and their words. */
import {
  dutyBases,
  type OrganisationKind,
  organisationKinds,
  phases,
  type Sector,
} from '../../../standards/vocabulary.ts';
import { type OrganisationRole, organisationRoles } from '../accounts/permissions.ts';
import type { Organisation, OrganisationFacts } from './schema.ts';

export const sectorNames = { agency: 'Agency', setting: 'School or other setting' } as const satisfies Record<
  Sector,
  string
>;

const schoolRoles = ['safeguarding-lead', 'contributor', 'headteacher', 'chair-of-governors'] as const;
/**
 * A childminder has no board and a nursery usually no governors: the registered person signs. Standards for schools can
 * be asked of a nursery too, so that those who sign them are offered last.
 */
const nurseryRoles = [
  'safeguarding-lead',
  'contributor',
  'registered-person',
  'headteacher',
  'chair-of-governors',
] as const;

/** Who may hold a role in an organisation of this kind; signatories differ (issue: sign-off quorum by sector). */
function rolesFor(kind: OrganisationKind): readonly OrganisationRole[] {
  if (kind === 'childminder') return ['safeguarding-lead', 'contributor', 'registered-person'];
  if (kind === 'early-years') return nurseryRoles;
  return organisationKinds[kind].sector === 'setting'
    ? schoolRoles
    : ['safeguarding-lead', 'contributor', 'senior-lead'];
}

/** The roles that can be given in an organisation of this kind, with their names. */
export const rolesOffered = (
  kind: OrganisationKind,
): readonly { readonly role: OrganisationRole; readonly name: string }[] =>
  rolesFor(kind).map((role) => ({ role, name: organisationRoles[role] }));

export const findRoleOffered = (kind: OrganisationKind, role: string): OrganisationRole | undefined =>
  rolesFor(kind).find((offered) => offered === role);

/** A fact in words, or undefined when it is not known. */
type FactWords = (facts: OrganisationFacts) => string | undefined;

const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'Yes' : 'No');

/** The facts in the order in which a page shows them. */
export const factRows = [
  { label: 'Type in the schools register', words: (facts) => facts.establishmentType },
  { label: 'Ages', words: ageWords },
  { label: 'Pupils at the last census', words: (facts) => facts.pupils?.toLocaleString('en-GB') },
  { label: 'Nursery classes', words: (facts) => yesNo(facts.nursery) },
  { label: 'Sixth form', words: (facts) => yesNo(facts.sixthForm) },
  { label: 'Boarders', words: (facts) => yesNo(facts.boarders) },
  { label: 'Part of a trust', words: (facts) => facts.trust ?? yesNo(facts.inTrust) },
] as const satisfies readonly { label: string; words: FactWords }[];

function ageWords({ lowAge, highAge }: OrganisationFacts): string | undefined {
  if (lowAge === undefined && highAge === undefined) return undefined;
  return `${lowAge ?? 'not known'} to ${highAge ?? 'not known'}`;
}

/** Kind, and phase where there is one: "Maintained school, primary". */
export function kindInWords({ kind, phase }: Pick<Organisation, 'kind' | 'phase'>): string {
  const { name } = organisationKinds[kind];
  return phase === null ? name : `${name}, ${phases[phase].toLowerCase()}`;
}

/** The address of a website to link to: only ever http or https. */
export function websiteHref(website: string): string | undefined {
  const address = /^https?:\/\//i.test(website) ? website : `http://${website}`;
  return URL.canParse(address) ? new URL(address).href : undefined;
}

/** The fields that an edit or an import can change, with the words for each. */
export const changeableFields = {
  name: 'name',
  kind: 'kind',
  dutyBasis: 'duty',
  phase: 'phase',
  urn: 'URN',
  dfeNumber: 'DfE number',
  odsCode: 'ODS code',
  reference: 'reference',
  localAuthority: 'local authority',
  address: 'address',
  postcode: 'postcode',
  website: 'website',
  telephone: 'telephone',
  status: 'open or closed',
  closedOn: 'date closed',
} as const satisfies { [Key in keyof Organisation]?: string };

export type ChangeableField = keyof typeof changeableFields;

const namesOfCodes: { readonly [Field in ChangeableField]?: Readonly<Record<string, string>> } = {
  kind: Object.fromEntries(Object.entries(organisationKinds).map(([code, { name }]) => [code, name])),
  phase: phases,
  dutyBasis: dutyBases,
};

/** The value of a field as people read it: names in place of codes, nothing for null. */
export const fieldInWords = (field: ChangeableField, value: string | null): string =>
  value === null ? '' : (namesOfCodes[field]?.[value] ?? value);

export const factFields = {
  boarders: 'boarders',
  nursery: 'nursery classes',
  sixthForm: 'sixth form',
  lowAge: 'youngest age',
  highAge: 'oldest age',
  pupils: 'pupils',
  inTrust: 'part of a trust',
  trust: 'trust',
  establishmentType: 'type in the schools register',
  openedOn: 'date opened',
} as const satisfies { [Key in keyof OrganisationFacts]-?: string };

/** What a page says after something was done, by the code in its address. */
const done: Readonly<Record<string, string>> = {
  added: 'The organisation has been added',
  joined: 'The organisation is a member of the partnership',
  changed: 'The changes have been saved',
  closed: 'The organisation is marked as closed',
  reopened: 'The organisation is marked as open',
  left: 'The organisation has left the partnership',
  'contact-added': 'The contact has been added',
  'contact-removed': 'The contact has been removed',
  invited: 'The role has been given and a message is on its way',
  'role-ended': 'The role has ended',
  'hand-over-cancelled': 'The hand-over has been cancelled: nothing changes on that day',
  'handed-over': 'The role has been handed over and a message is on its way',
};

export const doneWords = (code: string | null): string | undefined =>
  code !== null && Object.hasOwn(done, code) ? done[code] : undefined;
