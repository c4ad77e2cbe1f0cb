/** The addresses of the portal by their kinds, for those who walk through its pages by clicking. */
import routes from '../../app/routes.ts';

/** Reached from a message, by posting, or by a machine. */
export const notByLinks: ReadonlySet<string> = new Set([
  '/',
  '/sign-in',
  '/sign-in/sent',
  '/sign-in/link/:token',
  // Posted to, and come back to from the sign-in of an organisation, of which the demonstration has none.
  '/sign-in/with/:issuerId',
  '/sign-in/passkey',
  '/sign-in/passkey-options',
  // Linked from the page to sign in, which nobody sees who is signed in.
  '/sign-in/password',
  '/sign-in/callback/:issuerId',
  '/sign-out',
  // Posted on to, with what could not be saved.
  '/sign-in/kept-text',
  // Where an action that needs a recent sign-in leads.
  '/confirm',
  '/health',
  '/returns/:returnId/answers',
  '/evidence/uploads',
  // Takes the tags of a challenge or a risk from its page.
  '/tags',
  '/returns/:returnId/questions/:questionCode/evidence',
  '/packs/:packId/progress',
  // Linked from a return that was moved to another edition, of which the demonstration has none.
  '/returns/:returnId/moves',
  '/packs/:packId/progress.json',
  // Shown by a button, with what the form asks for.
  '/challenge/:sessionId/pack/preview',
  // Linked once somebody has asked for a copy of everything; see copies.test.ts.
  '/exports/:exportId.zip',
  // Linked from something late that has not been raised: the daily round of the demonstration has raised all.
  '/escalations/raise/:subject/:subjectId',
  // Followed by the pages of a session under way.
  '/challenge/:sessionId/events',
  // Linked from weekly messages, which the demonstration has on Mondays alone; and posted to by the mail service.
  '/messages/stop/:token',
  // Linked from messages to people without an account, and fetched by calendars.
  '/sessions/invited/:token',
  '/sessions/invited/:token/calendar.ics',
  '/calendar/:token.ics',
  '/notify/delivery',
  // For a new installation alone, and for people who have no account.
  '/set-up',
  '/ask-for-access',
  '/ask-for-access/sent',
  // Found by searching for the name of a partnership or an organisation.
  '/system/access/new',
]);

/** A document takes as long to draw as thirty pages. */
export const isDocument = (path: string) => /\.(pdf|docx|odt)$/.test(path);

const pagePatterns = new Set(routes.filter(({ file }) => file.endsWith('.tsx')).map(({ path = '' }) => `/${path}`));
/** Whether a pattern is answered with a page, and not with a file, data or a stream. */
export const isPage = (pattern: string): boolean => pagePatterns.has(pattern);

export const patterns = routes.map(({ path = '' }) => `/${path}`);
const matchers = patterns.map((pattern) => ({
  pattern,
  // Fixed words are a better match than parameters.
  weight: pattern.replaceAll(/:\w+/g, '').length,
  expression: new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`),
}));
/** The pattern in the route table that an address without its query belongs to. */
export const patternOf = (path: string): string | undefined =>
  matchers.filter(({ expression }) => expression.test(path)).toSorted((a, b) => b.weight - a.weight)[0]?.pattern;

/** Who may sign in to a demonstration, by what it printed when it started. */
export const peopleIn = (output: string): string[] =>
  [...output.matchAll(/^ {2}(\S+@\S+) /gm)].map(([, email = '']) => email);
