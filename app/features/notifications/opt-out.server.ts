import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../../platform/config.server.ts';
import type { Portal } from '../../platform/portal.ts';

const signature = (address: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`stop-digest:${address}`).digest();

/** The address that stops the weekly digest with one click, for whoever holds it; it opens nothing else. */
export function stopDigestUrl(config: Pick<Config, 'publicOrigin' | 'sessionSecret'>, address: string): string {
  const token = `${Buffer.from(address).toString('base64url')}.${signature(address, config.sessionSecret).toString('base64url')}`;
  return `${config.publicOrigin}/messages/stop/${token}`;
}

/** The mail address that a token was made for; undefined when we did not make it. */
export function addressOfStopToken(token: string, secret: string): string | undefined {
  const [encoded = '', signed = ''] = token.split('.');
  const address = Buffer.from(encoded, 'base64url').toString();
  const given = Buffer.from(signed, 'base64url');
  const made = signature(address, secret);
  if (given.length !== made.length || !timingSafeEqual(given, made)) return undefined;
  return z.email().safeParse(address).success ? address : undefined;
}

/** Stops, or starts again, the weekly digest of one address. Asked twice, it is done once. */
export async function setDigests(portal: Portal, address: string, wanted: boolean): Promise<void> {
  const stopped = wanted ? null : portal.stamp().now;
  await portal.database.transaction((trx) =>
    trx
      .insertInto('mail_address')
      .values({ address, broken_since: null, broken_reason: null, digests_stopped_at: stopped })
      .onConflict((conflict) => conflict.column('address').doUpdateSet({ digests_stopped_at: stopped }))
      .execute(),
  );
}
