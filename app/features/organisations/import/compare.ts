import { organisationKinds } from '../../../../standards/vocabulary.ts';
import { emailSchema } from '../../accounts/schema.ts';
import { type ChangeableField, changeableFields, factFields, fieldInWords } from '../rules.ts';
import type { Organisation, OrganisationFacts } from '../schema.ts';
import type { Candidate, RowReading } from './candidate.ts';
import { createDirectoryIndex, type KnownOrganisation } from './directory-index.ts';
import { createSeenRows } from './duplicates.ts';

/** What becomes of a row, in the order in which a page tells it. */
export const importOutcomes = {
  refused: 'Refused',
  new: 'New',
  joins: 'Known already, joins the partnership',
  changed: 'Changed',
  closed: 'Closed',
  unchanged: 'Unchanged',
  'left-out': 'Left out',
} as const;

export type ImportOutcome = keyof typeof importOutcomes;

export interface FieldChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** One row of the dry run, as page and command line show it. */
export interface ImportRow {
  readonly row: number;
  readonly name: string;
  readonly outcome: ImportOutcome;
  readonly changes: readonly FieldChange[];
  /** Why it was refused or left out. */
  readonly reasons: readonly string[];
  /**
   * Who is invited where that is asked for: the contact in a row that changes something, of an open organisation, with a
   * proper address, who has no role there. Null where nobody is.
   */
  readonly invites: Invitee | null;
}

/** A contact of the file who can be invited. */
export interface Invitee {
  readonly name: string;
  /** In small letters. */
  readonly email: string;
}

/** A row with what applying it will write. */
export interface PlannedRow extends ImportRow {
  readonly known?: KnownOrganisation;
  readonly next?: Omit<Organisation, 'id' | 'revision'>;
  readonly contact?: PlannedContact;
}

export type PlannedContact = NonNullable<Candidate['contact']> & {
  /** The contact to overwrite; a new one when left out. */
  readonly replaces?: string;
};

/**
 * What importing these rows would do to the directory of one partnership. Pure: the same rows and the same directory
 * give the same plan. A cell that is empty changes nothing.
 */
export function planImport(readings: readonly RowReading[], directory: readonly KnownOrganisation[]): PlannedRow[] {
  const index = createDirectoryIndex(directory);
  const seen = createSeenRows();
  return readings.map((reading): PlannedRow => {
    if ('refused' in reading) return plain(reading, 'refused', reading.refused);
    if ('leftOut' in reading) return plain(reading, 'left-out', [reading.leftOut]);
    const { candidate } = reading;
    const match = index.match(candidate);
    if ('problems' in match) return plain(candidate, 'refused', match.problems);
    const { known } = match;
    if (candidate.status === 'closed' && !known?.member)
      return plain(candidate, 'left-out', ['Closed, and not in the directory']);
    const twin = seen.twinOf(candidate, known);
    if (twin !== undefined) return plain(candidate, 'refused', [`The same organisation is in row ${twin}`]);
    return known ? planKnown(candidate, known) : planNew(candidate);
  });
}

const plain = (
  { row, name }: Pick<ImportRow, 'row' | 'name'>,
  outcome: ImportOutcome,
  reasons: readonly string[],
): PlannedRow => ({ row, name, outcome, changes: [], reasons, invites: null });

function planNew(candidate: Candidate): PlannedRow {
  return {
    ...plain(candidate, 'new', []),
    next: {
      name: candidate.name,
      kind: candidate.kind,
      sector: candidate.sector,
      dutyBasis: candidate.dutyBasis ?? organisationKinds[candidate.kind].duty,
      phase: candidate.phase ?? null,
      urn: candidate.urn ?? null,
      dfeNumber: candidate.dfeNumber ?? null,
      odsCode: candidate.odsCode ?? null,
      reference: candidate.reference ?? null,
      localAuthority: candidate.localAuthority ?? null,
      address: candidate.address ?? null,
      postcode: candidate.postcode ?? null,
      website: candidate.website ?? null,
      telephone: candidate.telephone ?? null,
      status: 'open',
      closedOn: null,
      facts: candidate.facts,
    },
    ...(candidate.contact ? { contact: candidate.contact, invites: inviteeOf(candidate.contact) } : {}),
  };
}

/** A contact as somebody to invite; null without a proper address, and for who has a role already. */
function inviteeOf({ name, email }: PlannedContact, holders?: ReadonlySet<string>): Invitee | null {
  const address = emailSchema.safeParse(email);
  return address.success && !holders?.has(address.data) ? { name, email: address.data } : null;
}

function planKnown(candidate: Candidate, known: KnownOrganisation): PlannedRow {
  const current = known.organisation;
  const next = merged(current, candidate);
  const contact = plannedContact(candidate, known);
  const changes = [
    ...fieldChanges(current, next),
    ...factChanges(current.facts, next.facts),
    ...contactChange(contact),
  ];
  const closes = current.status === 'open' && next.status === 'closed';
  const outcome = !known.member ? 'joins' : closes ? 'closed' : changes.length > 0 ? 'changed' : 'unchanged';
  const named = outcome === 'unchanged' || next.status === 'closed' ? undefined : (contact ?? candidate.contact);
  const invites = named ? inviteeOf(named, known.holders) : null;
  return { ...plain(candidate, outcome, []), changes, invites, known, next, ...(contact ? { contact } : {}) };
}

function merged(current: Organisation, candidate: Candidate): Omit<Organisation, 'id' | 'revision'> {
  const sameKind = current.kind === candidate.kind;
  const status = candidate.status ?? current.status;
  const phase = candidate.phase ?? (candidate.sector === 'agency' ? null : current.phase);
  return {
    name: candidate.name,
    kind: candidate.kind,
    sector: candidate.sector,
    dutyBasis: candidate.dutyBasis ?? (sameKind ? current.dutyBasis : organisationKinds[candidate.kind].duty),
    phase,
    urn: candidate.urn ?? current.urn,
    dfeNumber: candidate.dfeNumber ?? current.dfeNumber,
    odsCode: candidate.odsCode ?? current.odsCode,
    reference: candidate.reference ?? current.reference,
    localAuthority: candidate.localAuthority ?? current.localAuthority,
    address: candidate.address ?? current.address,
    postcode: candidate.postcode ?? current.postcode,
    website: candidate.website ?? current.website,
    telephone: candidate.telephone ?? current.telephone,
    status,
    closedOn: status === 'open' ? null : (candidate.closedOn ?? current.closedOn),
    facts: { ...current.facts, ...candidate.facts },
  };
}

function plannedContact({ contact }: Candidate, { contacts }: KnownOrganisation): PlannedContact | undefined {
  if (!contact) return undefined;
  const same = (one: string | null, other: string | null) => one?.toLowerCase() === other?.toLowerCase();
  const found =
    contacts.find(({ email }) => email !== null && same(email, contact.email)) ??
    contacts.find(({ name, email }) => same(name, contact.name) && (email === null || contact.email === null));
  if (!found) return contact;
  const jobTitle = contact.jobTitle ?? found.jobTitle;
  const email = contact.email ?? found.email;
  if (found.name === contact.name && found.jobTitle === jobTitle && found.email === email) return undefined;
  return { name: contact.name, jobTitle, email, replaces: found.id };
}

function fieldChanges(current: Organisation, next: Omit<Organisation, 'id' | 'revision'>): FieldChange[] {
  const fields = Object.entries(changeableFields) as [ChangeableField, string][];
  return fields.flatMap(([field, words]) =>
    current[field] === next[field]
      ? []
      : [{ field: words, from: fieldInWords(field, current[field]), to: fieldInWords(field, next[field]) }],
  );
}

function factChanges(current: OrganisationFacts, next: OrganisationFacts): FieldChange[] {
  const fields = Object.entries(factFields) as [keyof OrganisationFacts, string][];
  return fields.flatMap(([field, words]) =>
    current[field] === next[field]
      ? []
      : [{ field: words, from: factInWords(current[field]), to: factInWords(next[field]) }],
  );
}

const contactChange = (contact: PlannedContact | undefined): FieldChange[] =>
  contact
    ? [
        {
          field: 'contact',
          from: contact.replaces ? 'changed' : '',
          to: [contact.name, contact.email].filter(Boolean).join(', '),
        },
      ]
    : [];

function factInWords(value: string | number | boolean | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value ?? '');
}
