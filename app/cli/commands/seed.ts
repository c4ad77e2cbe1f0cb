import { startBuild } from '../build.ts';
import type { CliCommand } from '../command.ts';
import { listDemonstrationPeople } from '../demonstration/people.ts';
import { seedDemonstration } from '../demonstration/seed.ts';
import { installLibrary } from '../prepare-database.ts';

export const command: CliCommand = {
  name: 'seed',
  summary: 'loads the demonstration partnership into an empty database',
  usage: `Usage: npm run los -- seed

Loads Brookmere, an invented partnership: 14 agencies, 36 schools and other settings, last year's closed cycle, this
year's cycles half way, a session with its pack. Refused in production mode, and when there is a partnership already.`,
  async run(_args, { print, error, portal: openedPortal }) {
    const portal = await openedPortal();
    if (portal.config.mode === 'production') {
      error('The demonstration is not loaded in production mode: its people and ratings are invented');
      return 1;
    }
    const known = await portal.database.db.selectFrom('partnership').select('name').limit(1).executeTakeFirst();
    if (known) {
      error(`There is a partnership already (${known.name}): the demonstration is loaded into an empty database only`);
      return 1;
    }
    const build = startBuild(print);
    await build.documents;
    const { problems } = await installLibrary(portal);
    if (problems.length > 0) {
      for (const problem of problems) error(problem);
      return 1;
    }
    await seedDemonstration(portal, print);
    await build.whole;
    print('\nSign in as:');
    for (const person of await listDemonstrationPeople(portal)) print(`  ${person.email.padEnd(46)} ${person.what}`);
    return 0;
  },
};
