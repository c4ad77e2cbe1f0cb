import type { Selectable, SelectQueryBuilder } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import type { Tables } from '../../../db/schema/index.ts';
import type { OrganisationRow } from '../../../db/schema/organisations.table.ts';
import {
  type DutyBasis,
  dutyBases,
  type OrganisationKind,
  organisationKinds,
  type Phase,
  phases,
  type Sector,
} from '../../../standards/vocabulary.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { type Organisation, organisationFactsSchema } from './schema.ts';

const isKind = (kind: string): kind is OrganisationKind => Object.hasOwn(organisationKinds, kind);
const isPhase = (phase: string): phase is Phase => Object.hasOwn(phases, phase);
const isDuty = (duty: string): duty is DutyBasis => Object.hasOwn(dutyBases, duty);

/** A stored kind. One that the vocabulary lacks is an error. */
export function organisationKindOf(kind: string): OrganisationKind {
  if (!isKind(kind)) throw new RangeError(`The vocabulary has no kind "${kind}"`);
  return kind;
}

/** A stored phase. One that the vocabulary lacks is an error. */
export function phaseOf(phase: string | null): Phase | null {
  if (phase !== null && !isPhase(phase)) throw new RangeError(`The vocabulary has no phase "${phase}"`);
  return phase;
}

/** A stored organisation as the rest of the portal knows it. A code that the vocabulary lacks is an error. */
export function organisationOf(row: Selectable<OrganisationRow>): Organisation {
  if (!isDuty(row.duty_basis)) throw new RangeError(`The vocabulary has no duty "${row.duty_basis}"`);
  return {
    id: row.id,
    name: row.name,
    kind: organisationKindOf(row.kind),
    sector: row.sector,
    dutyBasis: row.duty_basis,
    phase: phaseOf(row.phase),
    urn: row.urn,
    dfeNumber: row.dfe_number,
    odsCode: row.ods_code,
    reference: row.reference,
    localAuthority: row.local_authority,
    address: row.address,
    postcode: row.postcode,
    website: row.website,
    telephone: row.telephone,
    status: row.status,
    closedOn: row.closed_on,
    facts: organisationFactsSchema.parse(JSON.parse(row.facts)),
    revision: row.revision,
  };
}

export interface OrganisationFilter {
  /** Part of a name, URN, DfE number, ODS code, reference or postcode. */
  readonly search?: string;
  readonly kind?: OrganisationKind;
  readonly sector?: Sector;
  /** `none`: a setting whose phase is not recorded. */
  readonly phase?: Phase | 'none';
  /** `member` is the default: those that belong to the partnership now and are open. */
  readonly standing?: 'member' | 'closed' | 'left';
}

export interface DirectoryEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly phase: Phase | null;
  readonly status: 'open' | 'closed';
  readonly localAuthority: string | null;
  readonly postcode: string | null;
  readonly urn: string | null;
}

/** The directory of the partnerships in scope, by name, a page at a time. */
export async function listOrganisations(
  db: Reader,
  scope: PartnershipScope,
  filter: OrganisationFilter,
  pageAsked: number,
): Promise<Page<DirectoryEntry>> {
  const matching = () => narrowed(inDirectory(db, scope, filter.standing ?? 'member'), filter);
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const rows = await matching()
    .select(['id', 'name', 'kind', 'phase', 'status', 'local_authority', 'postcode', 'urn'])
    .orderBy((eb) => eb.fn<string>('lower', ['name']))
    .orderBy('id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: organisationKindOf(row.kind),
      phase: phaseOf(row.phase),
      status: row.status,
      localAuthority: row.local_authority,
      postcode: row.postcode,
      urn: row.urn,
    })),
    page,
    pageCount,
    total,
  };
}

type OrganisationQuery = SelectQueryBuilder<Tables, 'organisation', object>;

function inDirectory(db: Reader, scope: PartnershipScope, standing: 'member' | 'closed' | 'left'): OrganisationQuery {
  const membership = db
    .selectFrom('partnership_member')
    .select('organisation_id')
    .where('partnership_id', 'in', scope.partnershipIds);
  const current = membership.where('left_on', 'is', null);
  const organisations = db.selectFrom('organisation');
  if (standing === 'left')
    return organisations.where('organisation.id', 'in', membership).where('organisation.id', 'not in', current);
  return organisations
    .where('organisation.id', 'in', current)
    .where('organisation.status', '=', standing === 'closed' ? 'closed' : 'open');
}

function narrowed(query: OrganisationQuery, { search, kind, sector, phase }: OrganisationFilter): OrganisationQuery {
  let narrower = query;
  if (kind) narrower = narrower.where('organisation.kind', '=', kind);
  if (sector) narrower = narrower.where('organisation.sector', '=', sector);
  if (phase === 'none')
    narrower = narrower.where('organisation.phase', 'is', null).where('organisation.sector', '=', 'setting');
  else if (phase) narrower = narrower.where('organisation.phase', '=', phase);
  const words = search?.trim().toLowerCase() ?? '';
  if (words === '') return narrower;
  const pattern = `%${words.replaceAll('%', '').replaceAll('_', '')}%`;
  return narrower.where((eb) =>
    eb.or(
      (['name', 'urn', 'dfe_number', 'ods_code', 'reference', 'postcode'] as const).map((column) =>
        eb(eb.fn<string>('lower', [column]), 'like', pattern),
      ),
    ),
  );
}

/** An organisation that is, or was, a member of a partnership in scope. Refuses any other as unknown. */
export async function getOrganisation(db: Reader, scope: PartnershipScope, id: string): Promise<Organisation> {
  const row = await db
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', id)
    .where(
      'id',
      'in',
      db.selectFrom('partnership_member').select('organisation_id').where('partnership_id', 'in', scope.partnershipIds),
    )
    .executeTakeFirst();
  if (!row) throw notFound();
  return organisationOf(row);
}

export interface Membership {
  readonly id: string;
  readonly partnershipId: string;
  readonly partnershipName: string;
  readonly joinedOn: string;
  readonly leftOn: string | null;
}

/** When the organisation joined and left the partnerships in scope, newest first. */
export async function listMemberships(
  db: Reader,
  scope: PartnershipScope,
  organisationId: string,
): Promise<Membership[]> {
  return db
    .selectFrom('partnership_member')
    .innerJoin('partnership', 'partnership.id', 'partnership_member.partnership_id')
    .select([
      'partnership_member.id',
      'partnership_member.partnership_id as partnershipId',
      'partnership.name as partnershipName',
      'joined_on as joinedOn',
      'left_on as leftOn',
    ])
    .where('partnership_member.partnership_id', 'in', scope.partnershipIds)
    .where('partnership_member.organisation_id', '=', organisationId)
    .orderBy('joined_on', 'desc')
    .orderBy('partnership_member.id', 'desc')
    .execute();
}

export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly jobTitle: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
}

/** The contacts of an organisation, by name. The caller has loaded the organisation in scope. */
export async function listContacts(db: Reader, organisationId: string): Promise<Contact[]> {
  return db
    .selectFrom('organisation_contact')
    .select(['id', 'name', 'job_title as jobTitle', 'email', 'telephone'])
    .where('organisation_id', '=', organisationId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** The partnerships in scope by name, for forms that must say which one. */
export async function listPartnerships(
  db: Reader,
  scope: PartnershipScope,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('partnership')
    .select(['id', 'name'])
    .where('id', 'in', scope.partnershipIds)
    .orderBy('name')
    .execute();
}

/** The partnership with this slug; without one, the only partnership of the installation. For the operator alone. */
export async function findPartnershipBySlug(
  db: Reader,
  slug: string | undefined,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const partnerships = db.selectFrom('partnership').select(['id', 'name']).limit(2);
  const found = await (slug === undefined ? partnerships : partnerships.where('slug', '=', slug)).execute();
  return found.length === 1 ? found[0] : undefined;
}
