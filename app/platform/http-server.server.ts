/** The edge: limits, origin check, static files and headers in front of every route. */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { createRequestListener } from '@remix-run/node-fetch-server';
import sirv from 'sirv';
import { withinRequest } from '../../db/reach.ts';
import { bodyLimit } from './body-limit.ts';
import { clientAddress } from './client-address.server.ts';
import { isAllowedOrigin } from './origin-check.ts';
import type { Portal } from './portal.ts';
import { headersByDefault, styledPolicy, withSecurityHeaders } from './security-headers.ts';
import { tooLargePage } from './too-large-page.ts';

/** Answers one request; what the built application gives. */
export type Application = (
  request: Request,
  identity: { readonly requestId: string; readonly nonce: string; readonly address: string },
) => Promise<Response>;

/**
 * Addresses that mail services post to. They carry no cookie's rights: one asks for a bearer token, the other is itself
 * the signed permission for the only thing that it does.
 */
const postedFromElsewhere = /^\/(notify\/delivery|messages\/stop\/[\w.-]+)$/;

/**
 * Answers from the edge itself, before any route. Undefined lets the request through.
 *
 * @param stylesheet the address of the style sheet of all pages; without one the edge's own page is plain
 */
export function refuseAtEdge(request: Request, publicOrigin: string, stylesheet?: string): Response | undefined {
  if (!isReadable(new URL(request.url))) return plain(400, 'This address cannot be read.');
  const fromElsewhere = request.method === 'POST' && postedFromElsewhere.test(new URL(request.url).pathname);
  if (!fromElsewhere && !isAllowedOrigin(request, publicOrigin))
    return plain(403, 'This request did not come from the portal itself.');
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const length = request.headers.get('content-length');
  if (length === null && request.headers.has('transfer-encoding')) return plain(411, 'Say how long the request is.');
  if (Number(length ?? 0) > bodyLimit(new URL(request.url).pathname)) return tooLarge(request, stylesheet);
  return undefined;
}

/** An address that is no text in UTF-8, or holds a NUL, leads nowhere. */
function isReadable({ pathname, search }: URL): boolean {
  try {
    // No database keeps a NUL, and none is asked about one.
    return !decodeURIComponent(pathname).includes('\0') && !/%00/.test(search);
  } catch {
    return false;
  }
}

/** A person gets a page that says what to do; a script gets words. */
function tooLarge(request: Request, stylesheet: string | undefined): Response {
  if (!request.headers.get('accept')?.includes('text/html')) return plain(413, 'This is too large to send.');
  return new Response(tooLargePage(stylesheet), {
    status: 413,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': styledPolicy },
  });
}

const plain = (status: number, words: string) =>
  new Response(`${words}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });

/** The address of the style sheet of all pages, whose name the build chose. */
function findStylesheet(clientDir: string): string | undefined {
  const name = readdirSync(join(clientDir, 'assets')).find((file) => /^main-[\w-]+\.css$/.test(file));
  return name && `/assets/${name}`;
}

/** Names with a hash never change; page scripts keep their name across releases, so browsers ask each time. */
function cacheRule(pathname: string): string {
  if (pathname.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  return pathname.startsWith('/page-scripts/') ? 'no-cache' : 'public, max-age=3600';
}

/** The server of the portal: built files first, then the application; every answer has the security headers. */
export function createPortalServer(portal: Portal, application: Application, clientDir: string): Server {
  const { publicOrigin, secureCookies, trustedProxies } = portal.config;
  const byDefault = Object.entries(headersByDefault(secureCookies));
  const files = sirv(clientDir, {
    etag: true,
    setHeaders: (response: ServerResponse, pathname: string) =>
      void response.setHeader('Cache-Control', cacheRule(pathname)),
  });
  const stylesheet = findStylesheet(clientDir);
  const { host, protocol } = new URL(publicOrigin);
  // The public address is the one in the configuration, whatever the Host header says.
  const answer = createRequestListener(
    async (request, client) => {
      const identity = {
        requestId: randomBytes(6).toString('hex'),
        nonce: randomBytes(16).toString('base64'),
        address: clientAddress(client.address, request.headers.get('x-forwarded-for'), trustedProxies),
      };
      const refused = refuseAtEdge(request, publicOrigin, stylesheet);
      const response = refused ?? (await application(request, identity));
      return withSecurityHeaders(response, secureCookies);
    },
    {
      host,
      protocol,
      onError(error) {
        portal.log.error('answer-failed', error);
        return withSecurityHeaders(plain(500, 'Sorry, there is a problem. Try again in a few minutes.'), secureCookies);
      },
    },
  );
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of byDefault) response.setHeader(name, value);
    files(request, response, () => void withinRequest(() => answer(request, response)));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const [status, words] = unreadable[error.code ?? ''] ?? [400, 'Bad Request'];
    const lines = [...byDefault, ['Connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${words}\r\n${lines.join('')}\r\n`);
  });
  return server;
}

/** What is no request, by the code of Node's parser. */
const unreadable: Readonly<Record<string, readonly [status: number, words: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
};
