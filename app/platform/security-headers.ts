/** Headers of every answer the portal gives, pages, files, streams and errors alike. */
export const everyAnswer: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

/** The policy of an answer that is no page: nothing may run, load or frame. */
export const strictPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The policy of a page that the edge writes itself: our style sheet and its fonts, and nothing else. */
export const styledPolicy = `${strictPolicy}; style-src 'self'; font-src 'self'`;

/** The policy of a page: our own scripts with this request's nonce, our own styles, nothing from elsewhere. */
export function documentPolicy(nonce: string, inlineScriptHash: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' ${inlineScriptHash}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/**
 * What every answer has unless a route says otherwise: set before anything else looks at a request, so that files, faults
 * and refusals have it as well. A page brings a policy of its own.
 */
export const headersByDefault = (secure: boolean): Readonly<Record<string, string>> => ({
  ...everyAnswer,
  'Content-Security-Policy': strictPolicy,
  'Cache-Control': 'no-store',
  ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
});

/** Adds what is missing; a header that a route has set itself stays. */
export function withSecurityHeaders(response: Response, secure: boolean): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersByDefault(secure))) {
    if (!headers.has(name) || name === 'Strict-Transport-Security') headers.set(name, value);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
