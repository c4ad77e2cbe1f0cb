import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { DatabaseHandle } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { ScreenNow } from '../components/live-screen.tsx';
import { versionOfSession } from './live-state.server.ts';
import { getScreen } from './screen.server.ts';
import { watchSession } from './watch-session.server.ts';

/** A stream ends after this long, and the browser asks anew: rights that ended meanwhile end here. */
const longest = 5 * 60_000;
/** Those who watch take a longer silence for a lost connection. */
const keepAlive = 5000;

interface StreamOptions {
  /** Each change carries what the screen shows; otherwise it says only that something changed. */
  readonly withScreen: boolean;
  readonly signal: AbortSignal;
}

/** The changes of a session from now on, the state now first. An unknown or foreign session is refused as not found. */
export async function streamSession(
  portal: Portal,
  scope: PartnershipScope,
  sessionId: string,
  { withScreen, signal }: StreamOptions,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  await versionOfSession(portal.database.db, scope, sessionId);
  const encoder = new TextEncoder();
  let letGo = () => false;
  return new ReadableStream({
    start(controller) {
      let open = true;
      const send = (text: string) => {
        if (open) controller.enqueue(encoder.encode(text));
      };
      const unwatch = watchSession(portal.database, scope, sessionId, (version) => {
        if (!withScreen) send(message({ version }));
        else
          screenAt(portal, scope, sessionId, version).then(
            (html) => send(message({ version, html })),
            (error) => portal.log.error('session-screen-failed', error, { sessionId }),
          );
      });
      const alive = setInterval(() => send('event: here\ndata:\n\n'), keepAlive);
      const stop = () => {
        if (letGo()) controller.close();
      };
      const end = setTimeout(stop, longest);
      letGo = () => {
        if (!open) return false;
        open = false;
        unwatch();
        clearInterval(alive);
        clearTimeout(end);
        return true;
      };
      alive.unref();
      end.unref();
      signal.addEventListener('abort', stop, { once: true });
      send('retry: 1000\n\n');
    },
    cancel() {
      letGo();
    },
  });
}

const message = (body: object) => `data: ${JSON.stringify(body)}\n\n`;

const screens = new WeakMap<
  DatabaseHandle,
  Map<string, { readonly version: string; readonly html: Promise<string> }>
>();

/** What the screen shows at a version, drawn once for everybody who watches. */
function screenAt(portal: Portal, scope: PartnershipScope, sessionId: string, version: string): Promise<string> {
  const drawn = screens.get(portal.database) ?? new Map();
  screens.set(portal.database, drawn);
  const known = drawn.get(sessionId);
  if (known?.version === version) return known.html;
  const html = drawScreen(portal, scope, sessionId);
  drawn.set(sessionId, { version, html });
  return html;
}

async function drawScreen(portal: Portal, scope: PartnershipScope, sessionId: string): Promise<string> {
  const { now, today } = portal.stamp();
  const model = await getScreen(portal.database.db, scope, sessionId, today);
  return renderToStaticMarkup(createElement(ScreenNow, { model, instant: now }));
}
