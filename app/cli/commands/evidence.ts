import { countScans, queueScans } from '../../features/evidence/scans.server.ts';
import { createJobRunner } from '../../features/jobs/runner.server.ts';
import { jobHandlers } from '../../jobs.server.ts';
import { countOf } from '../../platform/words.ts';
import type { CliCommand } from '../command.ts';

export const command: CliCommand = {
  name: 'evidence',
  summary: 'has files scanned for malware that came before there was a scanner',
  usage: `Usage: npm run los -- evidence scan

Has every file of evidence scanned that no scanner has looked at yet, and tells how many wait, are clean, or were removed. Needs
CLAMAV_SOCKET. Files are closed until they are found clean. On SQLite, stop the portal first; on PostgreSQL it may run. Exit
code 1 while files wait because the scanner does not answer.`,
  async run([verb], { print, error, portal: open }) {
    if (verb !== 'scan') {
      error(this.usage);
      return 2;
    }
    const portal = await open();
    if (!portal.scanner) {
      error('CLAMAV_SOCKET is not set: there is no scanner to ask');
      return 1;
    }
    if (!(await portal.scanner.isThere())) error('The scanner does not answer: files stay closed until it does');
    print(`${countOf(await queueScans(portal), 'file')} had not been looked at`);
    const jobs = createJobRunner(portal, jobHandlers, { lanes: [['scan-file']] });
    await jobs.drain();
    await jobs.stop();
    const { waiting, clean, infected } = await countScans(portal.database.db);
    print(`${waiting} waiting, ${clean} clean, ${infected} removed because malware was found`);
    return waiting === 0 ? 0 : 1;
  },
};
