import { z } from 'zod';
import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { isLoopback } from '../provider/discovery.server.ts';

/** What the operator says of the sign-in of an organisation or a partnership. */
export const newIssuerSchema = z
  .object({
    name: z.string('Give --name').trim().min(1, 'Give --name').max(100, 'Give a --name of at most 100 characters'),
    issuer: z.url('Give --issuer as an address such as https://login.microsoftonline.com/TENANT/v2.0'),
    clientId: z.string('Give --client-id').trim().min(1, 'Give --client-id').max(255),
    secretName: z
      .string('Give --secret NAME')
      .regex(/^[A-Z][A-Z0-9_]{0,60}$/, 'Give --secret in capital letters, figures and underscores, such as BROOKMERE'),
    organisation: z.string().optional(),
    partnership: z.string().optional(),
  })
  .refine(({ organisation, partnership }) => (organisation === undefined) !== (partnership === undefined), {
    message: 'Give either --organisation NUMBER or --partnership SLUG',
  });

export type NewIssuer = z.output<typeof newIssuerSchema>;

/**
 * Sets up where the people of one organisation or of one partnership sign in. Refuses a second one for the same place:
 * end the first. An issuer is never changed, because accounts are connected with it: end it and add another.
 */
export async function addIssuer(
  portal: Portal,
  asked: NewIssuer,
): Promise<{ readonly id: string; readonly of: string }> {
  const insecure = portal.config.mode === 'embedded' && isLoopback(asked.issuer);
  if (!asked.issuer.startsWith('https://') && !insecure) throw notNow('The issuer must start with https://');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const place =
      asked.partnership === undefined
        ? await trx
            .selectFrom('organisation')
            .select(['id', 'name'])
            .where((eb) =>
              eb.or((['id', 'urn', 'ods_code'] as const).map((column) => eb(column, '=', asked.organisation ?? ''))),
            )
            .executeTakeFirst()
        : await trx
            .selectFrom('partnership')
            .select(['id', 'name'])
            .where('slug', '=', asked.partnership)
            .executeTakeFirst();
    if (!place) throw notNow('There is no such organisation or partnership');
    const id = stamp.newId();
    const written = await trx
      .insertInto('identity_issuer')
      .values({
        id,
        organisation_id: asked.partnership === undefined ? place.id : null,
        partnership_id: asked.partnership === undefined ? null : place.id,
        name: asked.name,
        issuer: asked.issuer,
        client_id: asked.clientId,
        secret_name: asked.secretName,
        added_at: stamp.now,
        ended_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!written) throw notNow(`${place.name} has a sign-in already: end it first`);
    await recordEvent(trx, stamp, {
      type: 'issuer.added',
      owner: asked.partnership === undefined ? { organisationId: place.id } : { partnershipId: place.id },
      actorId: null,
      subject: { kind: 'issuer', id },
    });
    return { id, of: place.name };
  });
}

/** Ends a sign-in: nobody signs in there any more, and all connections with it are of no use. */
export async function endIssuer(portal: Portal, id: string): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const ended = await trx
      .updateTable('identity_issuer')
      .set({ ended_at: stamp.now })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning(['organisation_id', 'partnership_id'])
      .executeTakeFirst();
    if (!ended) throw notNow('There is no such sign-in');
    await recordEvent(trx, stamp, {
      type: 'issuer.ended',
      owner:
        ended.organisation_id === null
          ? { partnershipId: ended.partnership_id ?? '' }
          : { organisationId: ended.organisation_id },
      actorId: null,
      subject: { kind: 'issuer', id },
    });
  });
}

/** Every sign-in that is in use, for the operator. */
export async function listIssuers(portal: Portal) {
  const rows = await portal.database.db
    .selectFrom('identity_issuer')
    .leftJoin('organisation', 'organisation.id', 'identity_issuer.organisation_id')
    .leftJoin('partnership', 'partnership.id', 'identity_issuer.partnership_id')
    .select([
      'identity_issuer.id',
      'identity_issuer.name',
      'identity_issuer.issuer',
      'identity_issuer.secret_name as secretName',
      'organisation.name as organisation',
      'partnership.name as partnership',
    ])
    .where('identity_issuer.ended_at', 'is', null)
    .orderBy('identity_issuer.name')
    .orderBy('identity_issuer.id')
    .execute();
  return rows.map((row) => ({ ...row, ready: portal.config.clientSecrets.has(row.secretName) }));
}
