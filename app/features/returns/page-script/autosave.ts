/**
 * The script of the page of a standard. The page is a plain form that posts by itself; this only saves earlier: ticks at
 * once, text when typing rests or the field is left. It stands alone, so that the page needs no other script, and it
 * never says "saved" before the server did.
 */
import { type AutosaveReply, type ConflictView, questionAnchor, revisionField } from '../standard-fields.ts';
import { AnswerQueue, canonical, type Fields, type QueueParts, typingPause } from './answer-queue.ts';
import { countCharacters } from './count-characters.ts';
import { questionOf, readFields, writeFields } from './form-state.ts';
import { askOtherTabs, tellSignedOut } from './other-tabs.ts';
import { showConflict, showUnsent } from './panels.ts';
import { pressCarriedInPlace } from './press-carried.ts';
import { type Refreshed, refreshQuestions, takeOutClosed } from './refresh-questions.ts';
import { sendAnswer } from './send-answer.ts';
import { createStatusLine } from './status-line.ts';
import { forgetAll, unsentTexts } from './unsent-texts.ts';

const started = new WeakSet<HTMLFormElement>();

function start(form: HTMLFormElement): void {
  if (started.has(form)) return;
  started.add(form);
  const { returnId = '', personId = '', edition } = form.dataset;
  const texts = unsentTexts(personId, returnId);
  texts.forgetOthers();
  const parts: QueueParts = {
    send: (request) => sendAnswer(returnId, edition, request),
    read: (code) => readFields(form, code),
    keep: texts.keep,
    newKey: () => crypto.randomUUID(),
    later: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    onState: createStatusLine(form, (code) => queue.isUnsaved(code)),
    onSaved: (code, reply) => {
      showRevision(form, code, reply.revision);
      showProgress(form, reply);
      if (sectionOf(form, code)?.dataset.opens === undefined) return;
      void refreshQuestions(form, around).then((changed) => {
        showBranches(form, changed);
        know();
      });
    },
    onRest: () => takeOutClosed(form, around),
    onConflict: (conflict) => {
      showRevision(form, conflict.questionCode, conflict.theirRevision);
      const section = sectionOf(form, conflict.questionCode);
      if (section) showConflict(section, conflict satisfies ConflictView);
    },
  };
  const queue = new AnswerQueue(parts);
  const around = { isUnsaved: queue.isUnsaved, onGone: (code: string) => queue.forget(code) };

  /** Questions come and go as answers open and close them; what was typed before this script ran is found here. */
  function know(): void {
    for (const section of form.querySelectorAll<HTMLElement>('[data-question]')) {
      // A carried answer waits for its buttons: there are no fields, and nothing of it is saved by itself.
      if (section.querySelector('[data-carried]')) continue;
      const { question: code = '', trouble } = section.dataset;
      if (queue.revisionOf(code) !== undefined) continue;
      // Texts put together for editing stand in the fields, but nobody has saved them yet.
      const saved = trouble === 'unsaved' ? {} : readFields(form, code, 'saved');
      queue.know(code, revisionIn(form, code), saved);
      const now = canonical(readFields(form, code));
      const waiting = texts.find(code);
      if (trouble === 'conflict') queue.stop(code, { kind: 'conflict' });
      else if (trouble !== undefined && trouble !== 'unsaved')
        queue.stop(code, { kind: 'problem', questionCode: code, words: trouble });
      else if (now !== canonical(saved)) queue.edited(code, 0);
      else if (!waiting || canonical(waiting) === now) texts.keep(code, undefined);
      else offer(section, code, waiting);
    }
  }

  /** Text that waits is put back when the person says so, never by itself. */
  function offer(section: HTMLElement, code: string, waiting: Fields): void {
    showUnsent(section, waiting, (choice) => {
      if (choice === 'throw-away') return texts.keep(code, undefined);
      writeFields(form, code, waiting);
      queue.edited(code, 0);
    });
  }

  /** The same for text that another tab held until this person was signed in again. */
  function take(given: Readonly<Record<string, Fields>>): void {
    for (const [code, waiting] of Object.entries(given)) {
      texts.keep(code, waiting);
      const section = sectionOf(form, code);
      if (section && canonical(waiting) !== canonical(readFields(form, code))) offer(section, code, waiting);
    }
  }

  know();
  askOtherTabs({ personId, returnId }, { onGiven: take, onSignedIn: () => queue.resume() });
  listen(form, queue);
  pressCarriedInPlace(form, {
    ...around,
    onPressed: (changed) => {
      showBranches(form, changed);
      know();
    },
  });
  // "Keep theirs": mine is in the history, so it need not wait here any more.
  form.addEventListener('submit', ({ submitter }) => {
    const [choice, code] = submitter instanceof HTMLButtonElement ? submitter.value.split(':') : [];
    if (choice === 'keep-theirs' && code !== undefined) texts.keep(code, undefined);
  });
  countCharacters(form);
  const summary = document.querySelector<HTMLElement>('.govuk-error-summary');
  if (!summary) return;
  summary.tabIndex = -1;
  summary.focus();
}

const sectionOf = (form: HTMLFormElement, code: string): HTMLElement | null =>
  form.querySelector<HTMLElement>(`#${CSS.escape(questionAnchor(code))}`);

function revisionIn(form: HTMLFormElement, code: string): number {
  const field = form.elements.namedItem(revisionField(code));
  return field instanceof HTMLInputElement ? Number(field.value) : 0;
}

/** Puts the revision that the next post must name into the form. */
function showRevision(form: HTMLFormElement, code: string, revision: number): void {
  const field = form.elements.namedItem(revisionField(code));
  if (field instanceof HTMLInputElement) field.value = String(revision);
}

function showProgress(form: HTMLFormElement, { progress, takenBack }: AutosaveReply): void {
  const line = form.querySelector('[data-progress]');
  if (line) line.textContent = `${progress.answered} of ${progress.questions} questions answered.`;
  if (takenBack) form.querySelector('[data-taken-back]')?.removeAttribute('hidden');
}

/** Says that questions came or went, and that what was written in those that went is kept. */
function showBranches(form: HTMLFormElement, { opened, closed }: Refreshed): void {
  const line = form.querySelector('[data-branches]');
  if (!line || opened + closed === 0) return;
  const came =
    opened === 0 ? '' : `${opened === 1 ? 'A question was' : `${opened} questions were`} added to this page. `;
  const went =
    closed === 0
      ? ''
      : `${closed === 1 ? 'A question is' : `${closed} questions are`} no longer asked. What you wrote there is kept, and comes back if it is asked again.`;
  line.textContent = `${came}${went}`.trim();
}

const isTyped = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox');

/** Everything in the page that starts a save, or ends the page. */
function listen(form: HTMLFormElement, queue: AnswerQueue): void {
  form.addEventListener('input', ({ target }) => {
    const code = questionOf(target);
    if (code !== undefined) queue.edited(code, isTyped(target) ? typingPause : 0);
  });
  form.addEventListener('focusout', ({ target }) => {
    const code = questionOf(target);
    if (code !== undefined && isTyped(target)) queue.flush(code);
  });
  // The post carries every answer; a save that is under way must land before it, or it would look like a colleague's.
  form.addEventListener('submit', (event) => {
    if (!queue.isSending()) {
      void queue.handOver();
      return;
    }
    event.preventDefault();
    void queue.handOver().then(() => form.requestSubmit(event.submitter));
  });
  // The line is back, or a person comes back from another tab, in which they may have signed in again.
  window.addEventListener('online', () => queue.resume());
  window.addEventListener('focus', () => queue.resume());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') queue.resume();
  });
  window.addEventListener('pagehide', () => queue.leave());
  // Back from another page as it was left: go on.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload();
  });
  window.addEventListener('beforeunload', (event) => {
    if (queue.hasUnsaved()) event.preventDefault();
  });
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.getAttribute('action') === '/sign-out') {
      forgetAll();
      tellSignedOut();
    }
  });
}

/** The form may come later, when the page is reached without a page load. */
function startAll(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) start(form);
}

function watch(): void {
  startAll();
  new MutationObserver(startAll).observe(document.documentElement, { childList: true, subtree: true });
}

// An async script may run while the page is still arriving; half a form would never learn of its other half.
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watch, { once: true });
else watch();
