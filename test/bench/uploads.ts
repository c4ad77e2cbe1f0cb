import { randomBytes } from 'node:crypto';

/** A text file that nobody has uploaded before, of so many megabytes. */
export function aLargeFile(megabytes: number): Uint8Array {
  const line = `${randomBytes(48).toString('hex')}\n`;
  return Buffer.from(line.repeat(Math.floor((megabytes * 1024 * 1024) / line.length)));
}

/** Uploads a file of evidence as the page does. Refuses any answer but a redirect to the piece that was made. */
export async function uploadEvidence(
  origin: string,
  cookie: string,
  title: string,
  bytes: Uint8Array,
): Promise<string> {
  const form = new FormData();
  form.set('kind', 'file');
  form.set('title', title);
  form.set('file', new File([Buffer.from(bytes)], `${title}.txt`, { type: 'text/plain' }));
  const response = await fetch(new URL('/evidence/new', origin), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin },
    body: form,
  });
  const to = response.headers.get('location') ?? '';
  if (response.status !== 302 || !to.startsWith('/evidence/'))
    throw new Error(`An upload answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
  await response.arrayBuffer();
  return to;
}
