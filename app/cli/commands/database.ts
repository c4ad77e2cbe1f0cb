import { grantToRunner } from '../../../db/grants.server.ts';
import type { CliCommand } from '../command.ts';

export const command: CliCommand = {
  name: 'database',
  summary: 'lets a role of PostgreSQL that owns nothing run the portal',
  usage: `Usage: npm run los -- database grant ROLE

For PostgreSQL, with DATABASE_URL of the owner: gives ROLE what the portal needs to run, and nothing more. It reads and
writes rows; it cannot change the schema, nor edit or delete what the record of changes holds. Row-level security is put up
for it: a request touches rows of owners within the person's reach, and no others. Run it after each upgrade, with the portal
stopped, then serve with the DATABASE_URL of ROLE. The role itself is made in PostgreSQL: create role ROLE login password '...'`,
  async run([verb, role], { print, error, portal }) {
    if (verb !== 'grant' || role === undefined) {
      error(this.usage);
      return 2;
    }
    try {
      await grantToRunner((await portal()).database, role);
    } catch (problem) {
      error(problem instanceof Error ? problem.message : String(problem));
      return 1;
    }
    print(`${role} may run the portal`);
    return 0;
  },
};
