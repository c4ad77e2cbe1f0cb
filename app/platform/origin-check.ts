const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change anything. Stands in front of every route, pages and resources alike: a browser says
 * `Sec-Fetch-Site: same-origin`; one that does not send it must send an `Origin` equal to our public address.
 */
export function isAllowedOrigin(request: Request, publicOrigin: string): boolean {
  if (safeMethods.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  return request.headers.get('origin') === publicOrigin;
}
