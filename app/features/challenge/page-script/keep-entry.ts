/**
 * Keeps what the scribe types in this tab until the server has acknowledged it: through a reload, a lost connection and
 * an ended session. A post that does not get through is sent again; its form key makes two posts one entry.
 */
const prefix = 'los-unsent:record:';
const pauses = [2000, 4000, 8000, 15_000];

export function keepEntries(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep]')) keepEntry(form);
}

function keepEntry(form: HTMLFormElement): void {
  const key = `${prefix}${form.dataset.keep ?? ''}`;
  const line = document.querySelector<HTMLElement>('[data-sending]');
  const say = (words: string) => {
    if (line) line.textContent = words;
  };
  const waiting = read(key);
  if (waiting && write(form, waiting)) say('What you wrote before is back. It is not recorded yet.');
  form.addEventListener('input', () => keep(key, fieldsOf(form)));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const body = new URLSearchParams(
      [...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]),
    );
    keep(key, fieldsOf(form));
    void post(form.action, body, say).then((response) => {
      const { pathname, search } = new URL(response.url);
      if (response.redirected && (search.includes('saved=') || pathname !== location.pathname)) {
        // Signed out: the text waits for the sign-in.
        if (!pathname.startsWith('/sign-in')) keep(key, undefined);
        location.assign(response.url);
        return;
      }
      void response.text().then((html) => showAnswer(html));
    });
  });
}

/** Posts until an answer comes, however long the network is away. */
async function post(address: string, body: URLSearchParams, say: (words: string) => void): Promise<Response> {
  for (let round = 0; ; round += 1) {
    say('Recording');
    const response = await fetch(address, { method: 'POST', body, headers: { accept: 'text/html' } }).catch(
      () => undefined,
    );
    if (response && response.status < 500) return response;
    say('Not recorded: trying again. Keep this page open.');
    await new Promise((done) => setTimeout(done, pauses[Math.min(round, pauses.length - 1)]));
  }
}

/** The page came back with something to put right: it takes the place of this one. */
function showAnswer(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const [main, newer] = [document.querySelector('main'), page.querySelector('main')];
  if (!main || !newer) return;
  document.title = page.title;
  main.replaceWith(newer);
  keepEntries();
  const summary = newer.querySelector<HTMLElement>('.govuk-error-summary, .govuk-notification-banner');
  if (!summary) return;
  summary.tabIndex = -1;
  summary.focus();
}

type Fields = readonly (readonly [string, string])[];

/** What a person chose or wrote; what the page itself put into hidden fields belongs to the page, but for the form's key. */
const fieldsOf = (form: HTMLFormElement): Fields =>
  [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));

/** Puts kept fields back. Gives false when the form says the same already. */
function write(form: HTMLFormElement, fields: Fields): boolean {
  const kept = new Map(fields);
  const before = JSON.stringify(fieldsOf(form).filter(([name]) => name !== 'formKey'));
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'radio')
      field.checked = kept.get(field.name) === field.value;
    else if (field instanceof HTMLInputElement && field.name === 'formKey')
      field.value = kept.get('formKey') ?? field.value;
    else if (isWritten(field)) field.value = kept.get(field.name) ?? field.value;
  }
  return before !== JSON.stringify(fieldsOf(form).filter(([name]) => name !== 'formKey'));
}

const isWritten = (field: Element) => field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;

function keep(key: string, fields: Fields | undefined): void {
  try {
    if (fields === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(fields));
  } catch {
    // A browser that keeps nothing: the text is still on the page.
  }
}

function read(key: string): Fields | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return Array.isArray(stored)
      ? stored.filter((entry): entry is [string, string] => Array.isArray(entry) && entry.length === 2)
      : undefined;
  } catch {
    return undefined;
  }
}
