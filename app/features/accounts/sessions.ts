/** A session ends after an hour without a request, and after twelve hours whatever happens (engineering.md 5). */
export const idleMinutes = 60;
export const absoluteMinutes = 12 * 60;

/** The cookie's name: the `__Host-` form wherever the portal is served over https. */
export const sessionCookieName = (secure: boolean) => (secure ? '__Host-los-session' : 'los-session');

/** The `Set-Cookie` line that starts a session, or ends it when there is no token. */
export function sessionCookie(token: string | null, secure: boolean): string {
  const parts = [`${sessionCookieName(secure)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  parts.push(token === null ? 'Max-Age=0' : `Max-Age=${absoluteMinutes * 60}`);
  return parts.join('; ');
}

/** The session token in a `Cookie` header, if there is one. */
export function readSessionCookie(header: string | null, secure: boolean): string | undefined {
  const name = `${sessionCookieName(secure)}=`;
  const found = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(name));
  const token = found?.slice(name.length);
  return token === undefined || token === '' ? undefined : token;
}
