/** The built portal behind its real edge, in this process, on a database and a port of a test's own. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, type Server, request as send } from 'node:http';
import { join } from 'node:path';
import { ensureBuild, rootDir } from '../../app/cli/build.ts';
import { loadApplication } from '../../app/cli/commands/serve.ts';
import { sessionCookieName } from '../../app/features/accounts/sessions.ts';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { type Application, createPortalServer } from '../../app/platform/http-server.server.ts';
import { aSessionToken } from '../builders/a-session-token.ts';
import type { TestPortal } from '../setup/each-database.ts';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

export interface Asked {
  readonly method?: string;
  readonly as?: Viewer | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Reads the beginning alone: a stream of events never ends. */
  readonly only?: 'head';
}

export interface ServedPortal {
  readonly portal: TestPortal;
  readonly server: Server;
  readonly port: number;
  /** Sends a request to an address just as it is written: nothing is made tidy on the way. */
  ask(path: string, asked?: Asked): Promise<Answered>;
  /** The cookie of somebody who is signed in, as `name=value`. */
  cookieOf(viewer: Viewer): Promise<string>;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** In place of the built pages. */
  readonly application?: Application;
  /** Where browsers find it, when its public address must be right. */
  readonly at?: { readonly host: string; readonly port: number };
}

export async function serve(
  portal: TestPortal,
  { application, at = { host: '127.0.0.1', port: 0 } }: ServeOptions = {},
): Promise<ServedPortal> {
  await ensureBuild(() => undefined);
  const server = createPortalServer(
    portal,
    application ?? (await loadApplication(portal)),
    join(rootDir, 'build/pages/client'),
  );
  server.listen(at.port, at.host);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cookies = new Map<string, Promise<string>>();
  const cookieOf = (viewer: Viewer) => {
    const cookie =
      cookies.get(viewer.personId) ??
      aSessionToken(portal, viewer).then((token) => `${sessionCookieName(false)}=${token}`);
    cookies.set(viewer.personId, cookie);
    return cookie;
  };
  return {
    portal,
    server,
    port,
    cookieOf,
    async ask(path, { method = 'GET', as, headers = {}, body, only } = {}) {
      const cookie = as === undefined ? {} : { cookie: await cookieOf(as) };
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const origin = method === 'GET' || method === 'HEAD' ? {} : { origin: portal.config.publicOrigin };
      return new Promise((resolve, reject) => {
        const sent = send(
          {
            port,
            host: at.host,
            agent: false,
            path,
            method,
            headers: { ...origin, ...cookie, ...length, ...headers },
          },
          (response) => {
            const chunks: Buffer[] = [];
            const done = () => {
              const all = Buffer.concat(chunks);
              const { statusCode: status = 0, headers } = response;
              resolve({ status, headers, body: all, text: all.toString() });
              response.destroy();
            };
            if (only === 'head') return done();
            response.on('data', (chunk: Buffer) => void chunks.push(chunk));
            response.on('end', done);
            response.on('error', reject);
          },
        );
        sent.on('error', reject);
        sent.end(body);
      });
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
