import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { postNewEvidence } from '../../../app/features/evidence/commands/post-evidence.server.ts';
import { readEvidenceForm } from '../../../app/features/evidence/commands/submit-evidence.server.ts';
import { getDownload } from '../../../app/features/evidence/download.server.ts';
import { listEvidence } from '../../../app/features/evidence/queries.server.ts';
import { withUpload } from '../../../app/features/evidence/read-upload.server.ts';
import { uncounted } from '../../builders/uncounted.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork } from '../returns/a-return-at-work.ts';
import { pdfFile } from './files.ts';

const scopeOf = (organisationId: string) => ({ organisationIds: [organisationId] }) as const;

describeEachDatabase('files that arrive', (open) => {
  /** A form as a browser sends it, in pieces; `lacking` is the share that never comes. */
  function aPost(fields: Record<string, string>, files: readonly Uint8Array[], lacking = 0): Request {
    const mark = 'a-mark-of-the-form';
    const part = (head: string) => `--${mark}\r\nContent-Disposition: form-data; ${head}\r\n`;
    const body = Buffer.concat([
      ...Object.entries(fields).map(([name, value]) => Buffer.from(`${part(`name="${name}"`)}\r\n${value}\r\n`)),
      ...files.flatMap((bytes) => [
        Buffer.from(`${part('name="file"; filename="policy.pdf"')}Content-Type: application/pdf\r\n\r\n`),
        bytes,
        Buffer.from('\r\n'),
      ]),
      Buffer.from(`--${mark}--\r\n`),
    ]);
    const end = Math.floor(body.byteLength * (1 - lacking));
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const until = Math.min(sent + 50, body.byteLength, end);
        if (sent >= body.byteLength) controller.close();
        else if (sent >= end) controller.error(new Error('The line is cut'));
        else controller.enqueue(new Uint8Array(body.subarray(sent, until)));
        sent = until;
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${mark}` },
      body: stream,
      duplex: 'half',
    };
    return new Request('http://localhost:3000/evidence/new', init);
  }
  const filesIn = (portal: TestPortal) =>
    readdirSync(join(portal.config.dataDir, 'blobs'), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ name }) => name);

  it('leave nothing behind when the line is cut, wherever that is', async () => {
    const portal = await open();
    for (const lacking of [1, 0.8, 0.5, 0.3, 0.04]) {
      const cut = withUpload(
        uncounted(portal.blobs),
        aPost({ title: 'Policy' }, [pdfFile], lacking),
        async () => 'used',
      );
      await expect(cut).rejects.toMatchObject({ code: 'unsupported-file' });
    }
    const two = withUpload(uncounted(portal.blobs), aPost({}, [pdfFile, pdfFile]), async () => 'used');
    await expect(two).rejects.toMatchObject({ code: 'unsupported-file' });
    expect(filesIn(portal)).toEqual([]);
  });

  it('are deleted again when the form that they came with is not used', async () => {
    const portal = await open();
    const read = await withUpload(
      uncounted(portal.blobs),
      aPost({ title: 'Policy' }, [pdfFile]),
      async ({ form, file }) => {
        expect(filesIn(portal)).toHaveLength(1);
        return [form.get('title'), file?.name, typeof file?.bytes];
      },
    );
    expect(read).toEqual(['Policy', 'policy.pdf', 'object']);
    expect(filesIn(portal)).toEqual([]);
  });

  it('twenty at once are all kept, each whole, and none waits for ever', async () => {
    const portal = await open();
    const { sam, organisationId } = await aReturnAtWork(portal);
    const posts = Array.from({ length: 20 }, (_, number) => {
      const bytes = Buffer.concat([pdfFile, Buffer.from(`% ${number}\n`)]);
      return withUpload(
        uncounted(portal.blobs),
        aPost({ kind: 'file', title: `Policy ${number}` }, [bytes]),
        (upload) => postNewEvidence(portal, sam, upload),
      );
    });
    expect((await Promise.all(posts)).every(({ ok }) => ok)).toBe(true);
    const { items, total } = await listEvidence(portal.database.db, scopeOf(organisationId), {});
    expect(total).toBe(20);
    for (const { id, title } of items) {
      const { sha256 } = await getDownload(portal.database.db, sam, id);
      const blob = await portal.blobs.open(organisationId, sha256);
      expect(await new Response(blob?.stream).text()).toContain(`% ${title.split(' ')[1]}\n`);
    }
    expect(filesIn(portal)).toHaveLength(20);
  });

  it('for which there is no room are refused in place, with everything typed kept', async () => {
    const portal = await open();
    const { sam, organisationId } = await aReturnAtWork(portal);
    const upload = { name: 'policy.pdf', bytes: 'no-room' } as const;
    const form = new FormData();
    form.set('title', 'Our policy');
    const read = await readEvidenceForm(portal, sam, organisationId, 'file', { form, file: upload });
    expect(read).toMatchObject({ ok: false, errors: { file: [expect.stringContaining('no room')] } });
    expect(read).toMatchObject({ values: { title: 'Our policy' } });
  });
});
