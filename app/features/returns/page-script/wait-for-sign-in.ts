/** The script of the pages that somebody sees while signing in again: keeps what was typed for the tab that comes next. */
import { giveToOtherTabs } from './other-tabs.ts';
import { holdsAny } from './unsent-texts.ts';

giveToOtherTabs();

function showNote(): void {
  for (const note of document.querySelectorAll<HTMLElement>('[data-unsent-note]')) note.hidden = !holdsAny();
}

// The page after this one comes without a page load.
showNote();
new MutationObserver(showNote).observe(document.documentElement, { childList: true, subtree: true });
