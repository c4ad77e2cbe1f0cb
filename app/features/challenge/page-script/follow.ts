import { byItself } from '../../accounts/sessions.ts';
import { fetchPage, putParts, putWords } from './parts.ts';

/** Without a connection the page asks again after this many milliseconds. */
const askEvery = 5000;
/** The server says that it is there every five seconds; after this long without a word the connection is lost. */
const silence = 12_000;

interface Change {
  readonly version: string;
  /** What the screen shows; pages that show more ask for themselves. */
  readonly html?: string;
}

/**
 * Follows a session: each change that the server tells is shown; a lost connection is said, and the page asks by itself
 * until it is back. A network that is gone ends no connection, so silence counts as the end of one.
 */
export function follow(root: HTMLElement): void {
  const line = root.querySelector<HTMLElement>('[data-connection]');
  let source: EventSource | undefined;
  let shown: string | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  const say = (words: string) => {
    if (line && line.textContent !== words) line.textContent = words;
  };
  const ask = async () => {
    const page = await fetchPage(location.href, { [byItself.header]: '1' });
    if (page) putParts(page);
  };
  const heard = () => {
    say('');
    clearTimeout(watchdog);
    watchdog = setTimeout(lost, silence);
  };
  const lost = () => {
    source?.close();
    clearTimeout(watchdog);
    clearTimeout(again);
    say('Not connected: trying again. What you see may be old.');
    again = setTimeout(() => {
      void ask();
      connect();
    }, askEvery);
  };
  const changed = (change: Change) => {
    heard();
    if (change.version === shown) return;
    const first = shown === undefined;
    shown = change.version;
    const part = root.querySelector<HTMLElement>('[data-live="screen"]');
    if (change.html !== undefined && part) putWords(part, change.html);
    else if (!first) void ask();
  };
  const connect = () => {
    clearTimeout(again);
    source?.close();
    const now = new EventSource(root.dataset.follow ?? '');
    source = now;
    now.addEventListener('open', heard);
    now.addEventListener('here', heard);
    now.addEventListener('message', ({ data }) => changed(JSON.parse(String(data))));
    now.addEventListener('error', () => {
      if (now === source) lost();
    });
  };

  connect();
  window.addEventListener('offline', lost);
  window.addEventListener('online', connect);
  window.addEventListener('pagehide', () => source?.close());
}
