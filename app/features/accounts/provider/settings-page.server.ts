import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { getSignInSettings, signInPartnership } from '../sign-in-settings.server.ts';
import type { Viewer } from '../viewer.ts';

/** So many of each stand on a page. */
export const settingsPageSize = 50;

/** Issuers of a partnership and of the organisations that are its members on a day. */
const issuersOf = (db: Reader, partnershipId: string, today: string) =>
  db
    .selectFrom('identity_issuer')
    .where('identity_issuer.ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('identity_issuer.partnership_id', '=', partnershipId),
        eb.exists(
          eb
            .selectFrom('partnership_member')
            .select('partnership_member.id')
            .whereRef('partnership_member.organisation_id', '=', 'identity_issuer.organisation_id')
            .where('partnership_member.partnership_id', '=', partnershipId)
            .where((member) =>
              member.or([
                member('partnership_member.left_on', 'is', null),
                member('partnership_member.left_on', '>', today),
              ]),
            ),
        ),
      ]),
    );

/** What the page about signing in shows to whoever runs the partnership. A secret is only said to be there or not. */
export async function getSignInSettingsPage(portal: Portal, viewer: Viewer, page: number) {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const partnershipId = signInPartnership(viewer);
  const issuers = await issuersOf(db, partnershipId, today)
    .select(['id', 'name', 'issuer', 'secret_name as secretName', 'organisation_id as organisationId'])
    .orderBy('name')
    .orderBy('id')
    .limit(settingsPageSize)
    .execute();
  const connected = await issuersOf(db, partnershipId, today)
    .innerJoin('identity_binding', 'identity_binding.issuer_id', 'identity_issuer.id')
    .innerJoin('person', 'person.id', 'identity_binding.person_id')
    .select([
      'identity_binding.id as bindingId',
      'person.name as person',
      'identity_issuer.name as issuer',
      'identity_binding.bound_at as boundAt',
      'identity_binding.last_used_at as lastUsedAt',
    ])
    .where('identity_binding.ended_at', 'is', null)
    .orderBy('person.name')
    .orderBy('identity_binding.id')
    .limit(settingsPageSize + 1)
    .offset((page - 1) * settingsPageSize)
    .execute();
  return {
    settings: await getSignInSettings(db, partnershipId),
    issuers: issuers.map(({ id, name, issuer, secretName, organisationId }) => ({
      id,
      name,
      issuer,
      secretName,
      forOrganisation: organisationId !== null,
      ready: portal.config.clientSecrets.has(secretName),
    })),
    connected: connected.slice(0, settingsPageSize),
    hasMore: connected.length > settingsPageSize,
    page,
  };
}
