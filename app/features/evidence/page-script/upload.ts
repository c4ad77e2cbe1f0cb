/**
 * The script of the pages that take a file of evidence. The form posts by itself without it; this adds choosing several
 * files or dropping them, their progress one after another, and trying again. It never says "added" before the server
 * did, and never takes back what somebody typed.
 */
import { countOf } from '../../../platform/words.ts';
import { showProblems } from './problem-summary.ts';
import { sendFile } from './send-file.ts';
import { createRow, type Row } from './upload-row.ts';

/** As the server has it; a larger file is not sent at all. */
const largest = 25 * 1024 * 1024;
const tooLarge = 'The file is larger than 25 MB: choose a smaller one, or add a link';

const started = new WeakSet<HTMLFormElement>();

interface Upload {
  readonly file: File;
  readonly row: Row;
  state: 'waiting' | 'sending' | 'done' | 'stopped';
  /** Why it stopped. */
  problem?: string;
  /** What the person said to a file that the library has already. */
  answer?: Readonly<Record<string, string>> | undefined;
  /** Where the server shows what came of it. */
  to?: string;
  cancel?: () => void;
}

function start(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]');
  const list = form.querySelector<HTMLElement>('[data-uploads]');
  if (started.has(form) || !input || !list) return;
  started.add(form);
  const many = form.dataset.makes !== 'version';
  const heard = list.querySelector<HTMLElement>('[data-upload-heard]');
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]:not([name])');
  const uploads: Upload[] = [];
  let running = false;
  input.multiple = many;
  for (const hint of form.querySelectorAll<HTMLElement>('[data-upload-drop]')) hint.hidden = !many;

  const say = (words: string) => {
    if (heard) heard.textContent = words;
  };

  function add(files: Iterable<File>): void {
    for (const file of files) {
      if (!many) for (const old of uploads.splice(0)) old.row.element.remove();
      const row = createRow(form, file);
      const upload: Upload = { file, row, state: 'waiting' };
      row.onRemove(() => remove(upload));
      row.onAgain(() => retry(upload, undefined));
      row.onAnswer((answer) => retry(upload, answer));
      uploads.push(upload);
      if (file.size > largest) stop(upload, tooLarge, false);
      else row.show({ words: 'Ready to upload' });
    }
    if (input) input.value = '';
    refresh();
  }

  function refresh(): void {
    const waiting = uploads.filter(({ state }) => state === 'waiting').length;
    if (list) list.hidden = uploads.length === 0;
    for (const hint of form.querySelectorAll<HTMLElement>('[data-upload-several]')) hint.hidden = uploads.length < 2;
    if (button) button.textContent = waiting > 1 ? `Upload ${waiting} files` : 'Upload';
    if (button) button.disabled = running;
  }

  function remove(upload: Upload): void {
    upload.cancel?.();
    upload.row.element.remove();
    uploads.splice(uploads.indexOf(upload), 1);
    say(`${upload.file.name} is taken off the list`);
    if (!running) tell();
    input?.focus();
    refresh();
    finish();
  }

  function stop(upload: Upload, words: string, again: boolean): void {
    upload.state = 'stopped';
    upload.problem = words;
    upload.row.show({ words, problem: true, again });
    say(`${upload.file.name}: ${words}`);
  }

  function retry(upload: Upload, answer: Upload['answer']): void {
    upload.answer = answer;
    upload.state = 'waiting';
    void run();
  }

  /** Sends what waits, one after another; a problem with the fields stops the rest, because they all go with them. */
  async function run(): Promise<void> {
    if (running) return;
    running = true;
    refresh();
    for (let next = nextOf(uploads); next; next = nextOf(uploads)) if (!(await send(next))) break;
    running = false;
    refresh();
    tell();
    finish();
  }

  /** Says at the top of the page what went wrong, as it does after a post without script. */
  function tell(): void {
    const stopped = uploads.filter(({ state }) => state === 'stopped');
    showProblems(
      form,
      stopped.map(({ file, problem = '', row }) => ({ words: `${file.name}: ${problem}`, row: row.element })),
    );
  }

  async function send(upload: Upload): Promise<boolean> {
    upload.state = 'sending';
    upload.row.show({ words: 'Uploading…', progress: 0 });
    const sending = sendFile(form.dataset.upload ?? '', fieldsFor(upload), (share) => {
      const percent = Math.round(share * 100);
      upload.row.show({ words: percent < 100 ? `Uploading: ${percent}%` : 'Checking the file…', progress: percent });
    });
    upload.cancel = sending.cancel;
    const reply = await sending.reply;
    if (!uploads.includes(upload)) return true;
    switch (reply.kind) {
      case 'done':
        upload.state = 'done';
        upload.to = reply.to;
        upload.row.show({ words: ['Added', reply.warning ?? ''].join('. '), progress: 100, done: true, to: reply.to });
        say(`${upload.file.name} has been added. ${reply.warning ?? ''}`);
        return true;
      case 'same':
        stop(upload, reply.words, false);
        upload.row.ask({ sameAs: reply.sameAs, sameName: reply.sameName });
        return true;
      case 'problems':
        stop(upload, reply.problems.map(({ words }) => words).join('. '), true);
        return reply.problems.every(({ field }) => field === 'file');
      case 'signed-out':
        stop(upload, 'You have been signed out. Sign in in another tab, then try again here', true);
        return false;
      case 'refused':
        stop(upload, reply.words, true);
        return true;
    }
  }

  function fieldsFor({ file, answer }: Upload): FormData {
    const fields = new FormData(form);
    for (const name of ['file', 'same', 'sameAs', 'sameName']) fields.delete(name);
    if (uploads.length > 1) fields.delete('title');
    for (const [name, value] of Object.entries(answer ?? {})) fields.set(name, value);
    // The file goes last, so that the server has read everything else whatever becomes of it.
    if (!answer) fields.set('file', file);
    return fields;
  }

  function finish(): void {
    const added = uploads.filter(({ state }) => state === 'done');
    const [only] = added;
    if (!only?.to || added.length < uploads.length) return;
    if (added.length === 1) {
      window.location.assign(only.to);
      return;
    }
    const done = list?.querySelector<HTMLAnchorElement>('[data-upload-done]');
    if (done) {
      const isQuestion = only.to.startsWith('/returns/');
      done.hidden = false;
      const link = done.querySelector('a');
      if (link) link.href = isQuestion ? only.to : '/evidence';
      if (link) link.textContent = isQuestion ? 'Back to the question' : 'Go to your evidence';
      const words = done.querySelector('span');
      if (words) words.textContent = `${countOf(added.length, 'file')} added. `;
    }
    say(`${countOf(added.length, 'file')} added`);
  }

  input.addEventListener('change', () => add(input.files ?? []));
  form.addEventListener('submit', (event) => {
    if (event.submitter instanceof HTMLButtonElement && event.submitter.name !== '') return;
    if (uploads.length === 0) return;
    event.preventDefault();
    void run();
  });
  for (const name of ['dragenter', 'dragover'] as const)
    form.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      form.classList.add('app-drop');
    });
  form.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) form.classList.remove('app-drop');
  });
  form.addEventListener('drop', (event) => {
    const files = event.dataTransfer?.files;
    if (!files || files.length === 0) return;
    event.preventDefault();
    form.classList.remove('app-drop');
    add(many ? files : [...files].slice(0, 1));
  });
  window.addEventListener('beforeunload', (event) => {
    if (running) event.preventDefault();
  });
  // Chosen before this script came: it is kept.
  if (input.files && input.files.length > 0) add(input.files);
  const summary = document.querySelector<HTMLElement>('.govuk-error-summary');
  if (!summary) return;
  summary.tabIndex = -1;
  summary.focus();
}

const nextOf = (uploads: readonly Upload[]) => uploads.find(({ state }) => state === 'waiting');

/** The form may come later, when the page is reached without a page load. */
function startAll(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) start(form);
}

function watch(): void {
  startAll();
  new MutationObserver(startAll).observe(document.documentElement, { childList: true, subtree: true });
}

// An async script may run while the page is still arriving.
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watch, { once: true });
else watch();
