import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makePack } from '../../features/challenge/commands/request-pack.server.ts';
import { compilePack } from '../../features/challenge/jobs.server.ts';
import { findSessionOwner, readPackFile } from '../../features/challenge/pack/pack-file.server.ts';
import type { CliCommand } from '../command.ts';

export const command: CliCommand = {
  name: 'pack',
  summary: 'compiles the pack of a challenge session into a PDF file',
  usage: `Usage: npm run los -- pack SESSION --out FILE

Compiles the pack of the session with this id (the last part of its address, /challenge/SESSION) and writes the PDF.
A pack that was compiled from the same records is written again, byte for byte. Exit code 1 when there is no such session.`,
  async run(args, { print, error, portal: openedPortal }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      strict: false,
      options: { out: { type: 'string' } },
    });
    const [sessionId, ...more] = positionals;
    if (sessionId === undefined || more.length > 0 || typeof values.out !== 'string') {
      error(this.usage);
      return 2;
    }
    const portal = await openedPortal();
    const partnershipId = await findSessionOwner(portal.database.db, sessionId);
    if (partnershipId === undefined) {
      error(`There is no challenge session '${sessionId}'`);
      return 1;
    }
    const pack = await makePack(portal, { partnershipIds: [partnershipId] }, sessionId, null);
    print(
      pack.made === 'new' ? `Compiling version ${pack.version}` : `Nothing has changed since version ${pack.version}`,
    );
    await compilePack(portal, { packId: pack.id }, (percent, note) => print(`${percent}%  ${note}`));
    const file = await readPackFile(portal, pack.id);
    if ('failure' in file) {
      error(file.failure);
      return 1;
    }
    await writeFile(values.out, file.bytes);
    print(`Wrote ${values.out}: ${file.pages} pages, ${file.bytes.byteLength} bytes, SHA-256 ${file.sha256}`);
    return 0;
  },
};
