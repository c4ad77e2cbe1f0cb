import type { Reader } from '../../../../db/client.server.ts';
import type { IdentityIssuerRow } from '../../../../db/schema/sign-in.table.ts';
import { holdsWords } from '../../../platform/like-pattern.ts';
import { mostOffered } from '../offered.ts';

/** Where an organisation or a partnership has its own people sign in. */
export interface IdentityIssuer {
  readonly id: string;
  /** On the button. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secretName: string;
  readonly organisationId: string | null;
  readonly partnershipId: string | null;
}

const issuerOf = (row: IdentityIssuerRow): IdentityIssuer => ({
  id: row.id,
  name: row.name,
  issuer: row.issuer,
  clientId: row.client_id,
  secretName: row.secret_name,
  organisationId: row.organisation_id,
  partnershipId: row.partnership_id,
});

/** An issuer in use. Undefined for one that is unknown or has ended. */
export async function findIssuer(db: Reader, id: string): Promise<IdentityIssuer | undefined> {
  const row = await db
    .selectFrom('identity_issuer')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && issuerOf(row);
}

export interface OfferedIssuer {
  readonly id: string;
  readonly name: string;
}

/**
 * The issuers that the sign-in page offers, by name: for anybody, before it is known who they are. One more than are
 * shown, so that the page can tell that there are others.
 *
 * @param search words that the name must hold; none when empty
 */
export async function listOfferedIssuers(db: Reader, search: string): Promise<OfferedIssuer[]> {
  let asked = db.selectFrom('identity_issuer').select(['id', 'name']).where('ended_at', 'is', null);
  if (search !== '') asked = asked.where((eb) => holdsWords(eb, ['name'], search));
  return asked
    .orderBy('name')
    .orderBy('id')
    .limit(mostOffered + 1)
    .execute();
}

/** The issuers at which a person may sign in: those of the places in which they hold a role on a day. */
export async function listIssuersOfPerson(db: Reader, personId: string, today: string): Promise<IdentityIssuer[]> {
  const rows = await db
    .selectFrom('identity_issuer')
    .selectAll()
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role_grant')
          .select('role_grant.id')
          .where('role_grant.person_id', '=', personId)
          .where('role_grant.from_on', '<=', today)
          .where((inForce) =>
            inForce.or([inForce('role_grant.to_on', 'is', null), inForce('role_grant.to_on', '>', today)]),
          )
          .where((place) =>
            place.or([
              place('role_grant.organisation_id', '=', place.ref('identity_issuer.organisation_id')),
              place('role_grant.partnership_id', '=', place.ref('identity_issuer.partnership_id')),
            ]),
          ),
      ),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(20)
    .execute();
  return rows.map(issuerOf);
}
