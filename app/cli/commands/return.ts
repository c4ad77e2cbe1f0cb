import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { copyFormatCodes } from '../../features/returns/copy-formats.ts';
import { openCopyInScope, scopesOfOwner } from '../../features/submissions/copies.server.ts';
import type { CliCommand } from '../command.ts';

export const command: CliCommand = {
  name: 'return',
  summary: 'writes a copy of a return to a file',
  usage: `Usage: npm run los -- return export RETURN --out FILE.pdf|.docx|.odt [--version NUMBER | --draft]

Writes a copy of the return with this id (the last part of its address, /returns/RETURN): what was sent last, else the
draft as it is now. --version chooses one of several that were sent, --draft the draft of a return that is in work again.
The ending of FILE says what is written. Exit code 1 when there is no such return or copy.`,
  async run(args, { print, error, portal: openedPortal }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      strict: false,
      options: { out: { type: 'string' }, version: { type: 'string' }, draft: { type: 'boolean' } },
    });
    const [verb, returnId, ...more] = positionals;
    const { out } = values;
    const format = copyFormatCodes.find((code) => typeof out === 'string' && out.endsWith(`.${code}`));
    if (verb !== 'export' || returnId === undefined || more.length > 0 || typeof out !== 'string' || !format) {
      error(this.usage);
      return 2;
    }
    const portal = await openedPortal();
    const scopes = await scopesOfOwner(portal.database.db, returnId);
    if (!scopes) {
      error(`There is no return '${returnId}'`);
      return 1;
    }
    const file = await openCopyInScope(portal, scopes, returnId, format, {
      draft: values.draft === true,
      ...(typeof values.version === 'string' ? { version: Number(values.version) || -1 } : {}),
    });
    const bytes = new Uint8Array(await new Response(file.stream).arrayBuffer());
    await writeFile(out, bytes);
    print(`Wrote ${out}: ${bytes.byteLength} bytes`);
    return 0;
  },
};
