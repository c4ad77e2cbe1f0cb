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

/** Adds what is missing; a header that a route has set itself stays. */
export function withSecurityHeaders(response: Response, secure: boolean): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(everyAnswer)) if (!headers.has(name)) headers.set(name, value);
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', strictPolicy);
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (secure) headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
