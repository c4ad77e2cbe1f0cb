import type { Reader } from '../../../../db/client.server.ts';
import type { SignatoryCode } from '../../../../standards/contract.ts';
import { signatoryCodes } from '../../../../standards/vocabulary.ts';
import { type Page, pageOf, pageSize } from '../../../platform/paging.ts';
import { notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import type { OrganisationScope, Viewer } from '../../accounts/viewer.ts';
import { type Authority, authorityState, signatoryName } from './authority.ts';

const known: readonly string[] = signatoryCodes;
const isSignatory = (code: string): code is SignatoryCode => known.includes(code);

function selectAuthorities(db: Reader, scope: OrganisationScope) {
  return db
    .selectFrom('signing_authority')
    .innerJoin('person as delegate', 'delegate.id', 'signing_authority.delegate_id')
    .innerJoin('person as giver', 'giver.id', 'signing_authority.given_by')
    .leftJoin('person as ender', 'ender.id', 'signing_authority.ended_by')
    .select([
      'signing_authority.id',
      'signing_authority.organisation_id as organisationId',
      'signing_authority.signatory',
      'signing_authority.delegate_id as delegateId',
      'delegate.name as delegateName',
      'signing_authority.from_on as fromOn',
      'signing_authority.to_on as toOn',
      'signing_authority.reason',
      'signing_authority.document',
      'giver.name as givenBy',
      'signing_authority.given_at as givenAt',
      'signing_authority.ended_at as endedAt',
      'ender.name as endedBy',
      'signing_authority.revision',
    ])
    .where('signing_authority.organisation_id', 'in', scope.organisationIds);
}

type AuthorityRow = Omit<Authority, 'signatory'> & { readonly signatory: string };
const authorityOf = ({ signatory, ...row }: AuthorityRow): Authority[] =>
  isSignatory(signatory) ? [{ ...row, signatory }] : [];

/** Every authority that was ever given in one organisation, newest first, a page at a time. */
export async function listAuthorities(
  db: Reader,
  scope: OrganisationScope,
  organisationId: string,
  pageAsked: number,
): Promise<Page<Authority>> {
  const { total } = await db
    .selectFrom('signing_authority')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('organisation_id', 'in', scope.organisationIds)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await selectAuthorities(db, scope)
    .where('signing_authority.organisation_id', '=', organisationId)
    .orderBy('signing_authority.given_at', 'desc')
    .orderBy('signing_authority.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return { items: rows.flatMap(authorityOf), page, pageCount, total: Number(total) };
}

/** More authorities than one organisation has running at a time. */
const mostRunning = 50;

/** Authorities of an organisation that are valid on a day. */
export async function listRunningAuthorities(
  db: Reader,
  scope: OrganisationScope,
  organisationId: string,
  today: string,
): Promise<Authority[]> {
  const rows = await selectAuthorities(db, scope)
    .where('signing_authority.organisation_id', '=', organisationId)
    .where('signing_authority.from_on', '<=', today)
    .where('signing_authority.to_on', '>=', today)
    .where('signing_authority.ended_at', 'is', null)
    .where('delegate.deactivated_at', 'is', null)
    .orderBy('signing_authority.given_at', 'desc')
    .orderBy('signing_authority.id', 'desc')
    .limit(mostRunning)
    .execute();
  return rows.flatMap(authorityOf);
}

/** What one person may sign for today, in the organisations in scope. */
export async function listOwnAuthorities(
  db: Reader,
  scope: OrganisationScope,
  personId: string,
  today: string,
): Promise<Pick<Authority, 'organisationId' | 'signatory'>[]> {
  const rows = await db
    .selectFrom('signing_authority')
    .select(['organisation_id as organisationId', 'signatory'])
    .where('organisation_id', 'in', scope.organisationIds)
    .where('delegate_id', '=', personId)
    .where('from_on', '<=', today)
    .where('to_on', '>=', today)
    .where('ended_at', 'is', null)
    .limit(mostRunning)
    .execute();
  return rows.flatMap(({ organisationId, signatory }) =>
    isSignatory(signatory) ? [{ organisationId, signatory }] : [],
  );
}

/**
 * By what right a person signs as a signatory on a day: their own role, or an authority that is valid. Undefined where
 * they have neither. Refuses an authority that is not valid yet or any more, saying so.
 */
export async function findSigningRight(
  db: Reader,
  scope: OrganisationScope,
  viewer: Viewer,
  {
    organisationId,
    signatory,
    today,
  }: { readonly organisationId: string; readonly signatory: SignatoryCode; readonly today: string },
): Promise<{ readonly authority: Authority | null } | undefined> {
  const holds = viewer.organisationRoles.some(
    (grant) => grant.role === signatory && grant.organisationId === organisationId,
  );
  if (holds) return { authority: null };
  const rows = await selectAuthorities(db, scope)
    .where('signing_authority.organisation_id', '=', organisationId)
    .where('signing_authority.delegate_id', '=', viewer.personId)
    .where('signing_authority.signatory', '=', signatory)
    .orderBy('signing_authority.to_on', 'desc')
    .orderBy('signing_authority.id', 'desc')
    .limit(mostRunning)
    .execute();
  const mine = rows.flatMap(authorityOf);
  const valid = mine.find((authority) => authorityState(authority, today) === 'running');
  if (valid) return { authority: valid };
  const [last] = mine;
  if (last) throw notNow(refusalWords(last, today));
  return undefined;
}

/**
 * Tells somebody who was asked to sign a return, and whose authority has ended since, that it has: with it went every role
 * that they had there, and "page not found" would not say why. Does nothing for anybody else.
 */
export async function tellFormerDelegate(db: Reader, viewer: Viewer, returnId: string, today: string): Promise<void> {
  const row = await db
    .selectFrom('signing_authority')
    .innerJoin('agency_return', 'agency_return.organisation_id', 'signing_authority.organisation_id')
    .select('signing_authority.organisation_id')
    .where('signing_authority.delegate_id', '=', viewer.personId)
    .where('agency_return.id', '=', returnId)
    .limit(1)
    .executeTakeFirst();
  if (!row || viewer.organisationRoles.some(({ organisationId }) => organisationId === row.organisation_id)) return;
  const [last] = await selectAuthorities(db, { organisationIds: [row.organisation_id] })
    .where('signing_authority.delegate_id', '=', viewer.personId)
    .orderBy('signing_authority.to_on', 'desc')
    .orderBy('signing_authority.id', 'desc')
    .limit(1)
    .execute();
  const [authority] = last ? authorityOf(last) : [];
  if (authority) throw notNow(refusalWords(authority, today));
}

function refusalWords(authority: Authority, today: string): string {
  const what = `Your authority to sign for the ${signatoryName(authority.signatory)}`;
  switch (authorityState(authority, today)) {
    case 'not-yet':
      return `${what} is not valid before ${dayInWords(authority.fromOn)}`;
    case 'ended':
      return `${what} was ended by ${authority.endedBy ?? 'somebody else'}`;
    default:
      return `${what} was valid until ${dayInWords(authority.toOn)}`;
  }
}
