import { makeSetUpToken, setUpHours } from '../../features/onboarding/set-up.server.ts';
import type { CliCommand } from '../command.ts';
import { setUpWords } from '../set-up-words.ts';

export const command: CliCommand = {
  name: 'setup',
  summary: 'prints the token with which a new installation is set up',
  usage: `Usage: npm run los -- setup

For an installation without a partnership. The token works once, within ${setUpHours} hours, on the page /set-up, where the
partnership and its first business manager are named; a new one ends the one before. Only its hash is kept.`,
  async run(_args, { print, error, portal }) {
    const opened = await portal();
    const token = await makeSetUpToken(opened);
    if (token === undefined) {
      error('This installation has a partnership: it is set up');
      return 1;
    }
    print(setUpWords(opened, token));
    return 0;
  },
};
