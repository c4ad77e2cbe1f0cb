import type { Trx } from '../../../db/client.server.ts';
import type { Config } from '../../platform/config.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import type { MailSettings } from '../notifications/schema.ts';
import type { RoundDays } from './ladder.ts';

/** One partnership in one round. */
export interface Place {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly origin: string;
  /** For addresses that open without signing in. */
  readonly config: Pick<Config, 'publicOrigin' | 'sessionSecret'>;
  readonly partnershipId: string;
  readonly settings: MailSettings;
  readonly round: RoundDays;
}
