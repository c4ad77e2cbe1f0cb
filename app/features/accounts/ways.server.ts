import type { Reader } from '../../../db/client.server.ts';
import { asThePortal } from '../../../db/reach.ts';

/** The ways to sign in that a person has beside a link by e-mail. */
export interface OwnWays {
  readonly passkeys: number;
  readonly password: boolean;
  /** Connections with the sign-ins of organisations. */
  readonly providers: number;
}

/** What a person can sign in with on a day. A connection counts while they hold a role where it leads. */
export async function findOwnWays(
  db: Reader,
  personId: string,
  today: string,
  without: { readonly bindingId?: string; readonly passkeyId?: string; readonly password?: boolean } = {},
): Promise<OwnWays> {
  const passkeys = await db.selectFrom('passkey').select('id').where('person_id', '=', personId).limit(100).execute();
  const password = await db
    .selectFrom('person_password')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const providers = await db
    .selectFrom('identity_binding')
    .innerJoin('identity_issuer', 'identity_issuer.id', 'identity_binding.issuer_id')
    .select('identity_binding.id')
    .where('identity_binding.person_id', '=', personId)
    .where('identity_binding.ended_at', 'is', null)
    .where('identity_issuer.ended_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role_grant')
          .select('role_grant.id')
          .whereRef('role_grant.person_id', '=', 'identity_binding.person_id')
          .where('role_grant.from_on', '<=', today)
          .where((grant) => grant.or([grant('role_grant.to_on', 'is', null), grant('role_grant.to_on', '>', today)]))
          .where((place) =>
            place.or([
              place('role_grant.organisation_id', '=', place.ref('identity_issuer.organisation_id')),
              place('role_grant.partnership_id', '=', place.ref('identity_issuer.partnership_id')),
            ]),
          ),
      ),
    )
    .limit(100)
    .execute();
  return {
    passkeys: passkeys.filter(({ id }) => id !== without.passkeyId).length,
    password: password !== undefined && without.password !== true,
    providers: providers.filter(({ id }) => id !== without.bindingId).length,
  };
}

export const hasAnyWay = (ways: OwnWays): boolean => ways.passkeys + ways.providers > 0 || ways.password;

/** Whether a person may lose a way: another one remains, or a link by e-mail signs them in. */
export const hasOtherWay = (
  db: Reader,
  personId: string,
  today: string,
  without: { readonly bindingId?: string; readonly passkeyId?: string; readonly password?: boolean },
): Promise<boolean> =>
  asThePortal(
    'what roles and ways to sign in somebody has anywhere',
    async () => hasAnyWay(await findOwnWays(db, personId, today, without)) || (await linksSignIn(db, personId, today)),
    db,
  );

/**
 * Whether a link by e-mail signs this person in even when they have another way. It does unless a partnership decided
 * otherwise in which they hold a role, or of which an organisation is a member in which they hold one.
 */
export async function linksSignIn(db: Reader, personId: string, today: string): Promise<boolean> {
  const against = await db
    .selectFrom('partnership_sign_in')
    .select('partnership_sign_in.partnership_id')
    .where('partnership_sign_in.links_allowed', '=', 0)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role_grant')
          .select('role_grant.id')
          .where('role_grant.person_id', '=', personId)
          .where('role_grant.from_on', '<=', today)
          .where((grant) => grant.or([grant('role_grant.to_on', 'is', null), grant('role_grant.to_on', '>', today)]))
          .where((place) =>
            place.or([
              place('role_grant.partnership_id', '=', place.ref('partnership_sign_in.partnership_id')),
              place.exists(
                place
                  .selectFrom('partnership_member')
                  .select('partnership_member.id')
                  .whereRef('partnership_member.organisation_id', '=', 'role_grant.organisation_id')
                  .whereRef('partnership_member.partnership_id', '=', 'partnership_sign_in.partnership_id')
                  .where((member) =>
                    member.or([
                      member('partnership_member.left_on', 'is', null),
                      member('partnership_member.left_on', '>', today),
                    ]),
                  ),
              ),
            ]),
          ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return against === undefined;
}
