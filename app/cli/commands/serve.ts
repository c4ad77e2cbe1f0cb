import { join } from 'node:path';
import type { ServerBuild } from 'react-router';
import { createRequestHandler } from 'react-router';
import { endMovedEscalations } from '../../features/escalation/settle.server.ts';
import { queueScans } from '../../features/evidence/scans.server.ts';
import { createJobRunner } from '../../features/jobs/runner.server.ts';
import { makeSetUpToken } from '../../features/onboarding/set-up.server.ts';
import { queueDailyJobs } from '../../features/reminders/round.server.ts';
import { startDisposals } from '../../features/retention/start.server.ts';
import { jobHandlers } from '../../jobs.server.ts';
import { type Application, createPortalServer } from '../../platform/http-server.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { rootDir, startBuild } from '../build.ts';
import type { CliCommand } from '../command.ts';
import { listDemonstrationPeople } from '../demonstration/people.ts';
import { isDemonstrationDue } from '../demonstration/state.ts';
import { ensureLibrary } from '../known-library.ts';
import { setUpWords } from '../set-up-words.ts';

type EntryModule = typeof import('../../entry.server.tsx');

/** The built pages, asked through the portal. */
export async function loadApplication(portal: Portal): Promise<Application> {
  const build = (await import(join(rootDir, 'build/pages/server/index.js'))) as ServerBuild;
  const entry = build.entry.module as ServerBuild['entry']['module'] & EntryModule;
  const handler = createRequestHandler(entry.guarded(build), 'production');
  return async (request, identity) => {
    const context = entry.createRequestContext(request, portal, identity);
    return entry.withWait(context, await handler(request, context));
  };
}

export const command: CliCommand = {
  name: 'serve',
  summary: 'builds what changed and serves the portal',
  usage: `Usage: npm start

Embedded mode (nothing configured): SQLite and files in .data, a demonstration partnership on the first start, mail on
screen. Production mode (LOS_MODE=production): refuses to start without SESSION_SECRET, PUBLIC_ORIGIN, DATABASE_URL and
LOS_MAIL. An installation without a partnership gets a token for /set-up printed with each start; it is on standard output
alone, works once and ends the one before.`,
  async run(_args, { print, error, portal: openedPortal }) {
    const portal = await openedPortal();
    // The demonstration needs documents alone: the pages are built while it is loaded.
    const build = startBuild(print);
    await build.documents;
    const problems = await ensureLibrary(portal);
    if (problems.length > 0) {
      for (const problem of problems) error(problem);
      return 1;
    }
    if (portal.config.demonstration && (await isDemonstrationDue(portal))) {
      const { seedDemonstration } = await import('../demonstration/seed.ts');
      await seedDemonstration(portal, print);
    }
    await build.whole;
    const ahead = await startDisposals(portal);
    if (ahead !== null) {
      error(ahead);
      return 1;
    }
    const unscanned = await queueScans(portal);
    if (unscanned > 0) print(`${unscanned} files are scanned for malware now; until then they are closed.`);
    const jobs = createJobRunner(portal, jobHandlers);
    const daily = setInterval(() => {
      portal.limits.clear().catch((fault: unknown) => portal.log.error('limits-not-cleared', fault));
      queueDailyJobs(portal).catch((fault: unknown) => portal.log.error('daily-jobs-not-queued', fault));
      endMovedEscalations(portal).catch((fault: unknown) => portal.log.error('escalations-not-ended', fault));
    }, 60_000);
    const server = createPortalServer(portal, await loadApplication(portal), join(rootDir, 'build/pages/client'));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(portal.config.port, portal.config.host, resolve);
    });
    print(`\nLine of Sight is ready at ${portal.config.publicOrigin}`);
    const token = await makeSetUpToken(portal);
    if (token !== undefined) print(`\nThis installation waits to be set up. ${setUpWords(portal, token)}`);
    // A mail service that is away must not keep the portal from starting: messages wait.
    if (portal.scanner && !(await portal.scanner.isThere()))
      error('Warning: the scanner for malware does not answer; new files stay closed until it does');
    void portal.mailer.check().then((warnings) => {
      for (const warning of warnings) error(`Warning: ${warning}`);
    });
    if (portal.config.mode === 'embedded' && token === undefined) {
      print('Sign in at /sign-in with one of these addresses; the link appears on screen at /outbox:\n');
      for (const person of await listDemonstrationPeople(portal)) print(`  ${person.email.padEnd(46)} ${person.what}`);
      print('\nCtrl-C stops it; nothing is lost.');
    }
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    print('Stopping ...');
    clearInterval(daily);
    server.close();
    server.closeAllConnections();
    await jobs.stop();
    return 0;
  },
};
