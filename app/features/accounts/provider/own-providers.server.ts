import type { Reader } from '../../../../db/client.server.ts';
import { hashToken } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { listIssuersOfPerson, type OfferedIssuer } from './issuers.server.ts';

/** The sign-in of an organisation that is connected with a person. */
export interface ConnectedProvider {
  readonly bindingId: string;
  readonly issuerId: string;
  readonly name: string;
  readonly boundAt: string;
  readonly lastUsedAt: string | null;
}

/** What is connected with a person, by name. One row for each of their organisations at most. */
export async function listConnected(db: Reader, personId: string): Promise<ConnectedProvider[]> {
  return db
    .selectFrom('identity_binding')
    .innerJoin('identity_issuer', 'identity_issuer.id', 'identity_binding.issuer_id')
    .select([
      'identity_binding.id as bindingId',
      'identity_issuer.id as issuerId',
      'identity_issuer.name',
      'identity_binding.bound_at as boundAt',
      'identity_binding.last_used_at as lastUsedAt',
    ])
    .where('identity_binding.person_id', '=', personId)
    .where('identity_binding.ended_at', 'is', null)
    .where('identity_issuer.ended_at', 'is', null)
    .orderBy('identity_issuer.name')
    .orderBy('identity_binding.id')
    .limit(50)
    .execute();
}

/** Where a person might sign in but has connected nothing yet. */
export async function listUnconnected(db: Reader, personId: string, today: string): Promise<OfferedIssuer[]> {
  const connected = new Set((await listConnected(db, personId)).map(({ issuerId }) => issuerId));
  const all = await listIssuersOfPerson(db, personId, today);
  return all.filter(({ id }) => !connected.has(id)).map(({ id, name }) => ({ id, name }));
}

/** What the page of a link offers beside its button: the organisations of whom it was sent to. Nothing for a dead link. */
export async function listIssuersForLink(portal: Portal, linkToken: string): Promise<OfferedIssuer[]> {
  const { db } = portal.database;
  const { now, today } = portal.stamp();
  const link = await db
    .selectFrom('sign_in_link')
    .select('person_id')
    .where('token_hash', '=', hashToken(linkToken, portal.config.sessionSecret))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!link) return [];
  return (await listIssuersOfPerson(db, link.person_id, today)).map(({ id, name }) => ({ id, name }));
}
