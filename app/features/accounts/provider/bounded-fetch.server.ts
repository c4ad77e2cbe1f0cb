import type { CustomFetch } from 'openid-client';
import { createOutgoingFetch, destinationOf, isMeantInside, NotConfigured } from '../../../platform/outgoing.server.ts';

/** No answer of an issuer is nearly as long. */
const mostBytes = 512 * 1024;

/**
 * Asks an issuer by the way out, follows no redirect, and reads no more than half a megabyte of what it says. Where it sends
 * us for tokens and keys comes from the issuer: such an address may lead anywhere on the internet, and into a private network
 * only where the issuer itself is on this machine.
 *
 * @param timeout milliseconds
 */
export const boundedFetch =
  ({ onThisMachine, timeout }: { readonly onThisMachine: boolean; readonly timeout: number }): CustomFetch =>
  async (url, options) => {
    const { method, headers: sent, signal } = options;
    const place = destinationOf(url);
    if (isMeantInside(place.host) && !onThisMachine)
      throw new NotConfigured(place.host, 'an issuer may not lead into a private network');
    const body = options.body instanceof Uint8Array ? new Uint8Array(options.body) : (options.body ?? null);
    const ask = createOutgoingFetch([place], { timeout, mostBytes });
    const response = await ask(url, { method, headers: sent, body, signal: signal ?? null });
    const headers = new Headers(response.headers);
    // The bytes are no longer as they travelled.
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  };
