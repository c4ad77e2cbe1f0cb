/** How a session began. */
export const signInWays = {
  link: 'by a link sent by e-mail',
  recovery: 'by a recovery link sent by e-mail',
  provider: 'at your organisation’s sign-in',
  passkey: 'with a passkey',
  password: 'with your password and a code',
} as const;
export type SignInWay = keyof typeof signInWays;

/**
 * A session ends after an hour in which the person did nothing, and after twelve hours whatever happens (engineering.md
 * 5). What a page asks for by itself is not the person; see `isByItself`.
 */
export const idleMinutes = 60;
export const absoluteMinutes = 12 * 60;
/** How long a sign-in at an organisation, or with a passkey, may take from its first press. */
export const attemptMinutes = 10;

/** The cookie's name: the `__Host-` form wherever the portal is served over https. */
export const sessionCookieName = (secure: boolean) => (secure ? '__Host-los-session' : 'los-session');

/** The cookie of a sign-in under way at an organisation or with a passkey. */
export const attemptCookieName = (secure: boolean) => (secure ? '__Host-los-attempt' : 'los-attempt');

/** The `Set-Cookie` line that starts an attempt, or forgets it when there is no token. */
export function attemptCookie(token: string | null, secure: boolean): string {
  const parts = [`${attemptCookieName(secure)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  parts.push(`Max-Age=${token === null ? 0 : attemptMinutes * 60}`);
  return parts.join('; ');
}

/** The token of an attempt in a `Cookie` header, if there is one. */
export const readAttemptCookie = (header: string | null, secure: boolean): string | undefined =>
  readCookie(header, attemptCookieName(secure));

/** The `Set-Cookie` line that starts a session, or ends it when there is no token. */
export function sessionCookie(token: string | null, secure: boolean): string {
  const parts = [`${sessionCookieName(secure)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  parts.push(token === null ? 'Max-Age=0' : `Max-Age=${absoluteMinutes * 60}`);
  return parts.join('; ');
}

/** The session token in a `Cookie` header, if there is one. */
export const readSessionCookie = (header: string | null, secure: boolean): string | undefined =>
  readCookie(header, sessionCookieName(secure));

function readCookie(header: string | null, cookie: string): string | undefined {
  const name = `${cookie}=`;
  const found = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(name));
  const token = found?.slice(name.length);
  return token === undefined || token === '' ? undefined : token;
}

/** Requests that a page makes by itself carry this header, or this name in their address, and do not prolong the session. */
export const byItself = { header: 'x-by-itself', parameter: 'by-itself' } as const;

/**
 * Whether a page asked by itself: to follow a session under way, to see how far something has come. Saving what somebody
 * types is not that. A browser that says so wrongly only loses its own session earlier.
 */
export function isByItself(request: Request): boolean {
  const { headers, url } = request;
  return (
    headers.has(byItself.header) ||
    headers.get('accept') === 'text/event-stream' ||
    new URL(url).searchParams.has(byItself.parameter)
  );
}
