import type { Portal } from '../../platform/portal.ts';
import type { ConfirmationWays } from './confirmation.ts';
import { listConnected } from './provider/own-providers.server.ts';
import type { Viewer } from './viewer.ts';
import { findOwnWays, hasAnyWay, linksSignIn } from './ways.server.ts';

/** How a person can confirm that it is them. */
export async function findConfirmationWays(portal: Portal, { personId }: Viewer): Promise<ConfirmationWays> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const ways = await findOwnWays(db, personId, today);
  const connected = await listConnected(db, personId);
  return {
    mail: !hasAnyWay(ways) || (await linksSignIn(db, personId, today)),
    passkey: ways.passkeys > 0,
    password: ways.password,
    providers: connected.map(({ issuerId, name }) => ({ id: issuerId, name })),
  };
}

export const hasOtherThanMail = ({ passkey, password, providers }: ConfirmationWays): boolean =>
  passkey || password || providers.length > 0;
