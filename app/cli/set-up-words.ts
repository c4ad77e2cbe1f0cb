import { setUpHours } from '../features/onboarding/set-up.server.ts';
import type { Portal } from '../platform/portal.ts';

/** What the operator reads with a new set-up token. It is printed for them and stands nowhere else. */
export const setUpWords = ({ config }: Portal, token: string): string =>
  `Open ${config.publicOrigin}/set-up and enter this token, within ${setUpHours} hours:\n\n${token}\n`;
