/** What a browser finds wrong with pages: a breach of the policy, a script that fails, a warning that it reports. */
import type { BrowserContext } from 'playwright-core';

export interface BrowserFaults {
  /** Each with its page. */
  readonly violations: readonly string[];
  /** Errors on the console and those that no script caught. */
  readonly errors: readonly string[];
}

/** Begins to listen, for every page that is opened from now on. */
export async function faultsIn(context: BrowserContext): Promise<BrowserFaults> {
  const violations: string[] = [];
  const errors: string[] = [];
  await context.exposeBinding('tellViolation', ({ page }, what: string) => {
    violations.push(`${page.url()}: ${what}`);
  });
  await context.addInitScript(listen);
  context.on('console', (message) => {
    const where = `${message.page()?.url()}: ${message.text()}`;
    if (/Content Security Policy/i.test(message.text())) violations.push(where);
    else if (message.type() === 'error') errors.push(where);
  });
  context.on('weberror', (error) => void errors.push(`${error.page()?.url()}: ${error.error().message}`));
  return { violations, errors };
}

/** Runs in the page, before anything of it does. */
function listen(): void {
  const tell = (what: string) => {
    const { tellViolation } = window as { tellViolation?: (what: string) => Promise<void> };
    void tellViolation?.(what);
  };
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
    tell(`${effectiveDirective} by ${blockedURI} in ${sourceFile ?? 'the page'}`),
  );
  const types = ['csp-violation', 'permissions-policy-violation', 'coep', 'intervention'];
  const hear = (reports: readonly { readonly type?: string; readonly url?: string }[]) => {
    for (const { type, url } of reports) tell(`report of ${type} at ${url}`);
  };
  new ReportingObserver(hear, { types, buffered: true }).observe();
}
