import { putParts } from './parts.ts';

/** Sends the forms that steer without loading the page; when that fails, the browser sends them as forms. */
export function steerWithoutLoading(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.steer === undefined) return;
    // A field may be wrong: then the page comes back with its message.
    if (form.querySelector('input:not([type="hidden"])')) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    void send(form.action, body).then((page) => {
      if (page) putParts(page);
      else form.submit();
    });
  });
}

async function send(address: string, body: FormData): Promise<Document | undefined> {
  const fields = new URLSearchParams([...body].map(([name, value]) => [name, String(value)]));
  const response = await fetch(address, { method: 'POST', body: fields, headers: { accept: 'text/html' } }).catch(
    () => undefined,
  );
  return response?.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : undefined;
}

/** Page Down and Page Up, which clickers send, press "next" and "previous" while no field has the focus. */
export function pageKeys(): void {
  const presses: Record<string, string> = { PageDown: 'next', PageUp: 'previous' };
  document.addEventListener('keydown', (event) => {
    const press = presses[event.key];
    const focused = document.activeElement;
    const typing = focused?.matches('input, textarea, select, [tabindex]:not(body)') ?? false;
    if (press === undefined || typing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const button = document.querySelector<HTMLButtonElement>(`[data-steer] button[value="${press}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
