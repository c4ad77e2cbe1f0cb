/**
 * The script of the pages of a session under way. The pages are plain HTML and plain forms; this puts newer parts in
 * their place when the session changes, counts the minutes, lets a clicker turn the pages, and keeps what the scribe
 * types until the server has acknowledged it.
 */
import { forgetAll } from '../../returns/page-script/unsent-texts.ts';
import { follow } from './follow.ts';
import { keepEntries } from './keep-entry.ts';
import { pageKeys, steerWithoutLoading } from './steer.ts';
import { tickTimers } from './tick.ts';

function start(): void {
  // Reached by a move inside the application: these pages belong to this script alone.
  if ('__reactRouterDataRouter' in window) {
    location.reload();
    return;
  }
  for (const root of document.querySelectorAll<HTMLElement>('[data-follow]')) follow(root);
  steerWithoutLoading();
  pageKeys();
  tickTimers();
  keepEntries();
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.getAttribute('action') === '/sign-out') forgetAll();
  });
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
else start();
