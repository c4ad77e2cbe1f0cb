import type { CustomFetch } from 'openid-client';

/** No answer of an issuer is nearly as long. */
const mostBytes = 512 * 1024;

/** Asks an issuer, follows no redirect, and reads no more than half a megabyte of what it says. */
export const boundedFetch: CustomFetch = async (url, options) => {
  const { method, headers: sent, signal } = options;
  const body = options.body instanceof Uint8Array ? new Uint8Array(options.body) : (options.body ?? null);
  const response = await fetch(url, { method, headers: sent, body, signal: signal ?? null, redirect: 'manual' });
  const read = await readBounded(response);
  const headers = new Headers(response.headers);
  // The bytes are no longer as they travelled.
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  return new Response(read, { status: response.status, statusText: response.statusText, headers });
};

async function readBounded({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return null;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw new Error('The answer of the issuer is too long');
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
