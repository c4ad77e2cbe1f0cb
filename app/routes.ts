/** Every address of the portal, by hand: from here a reader finds the module of any page in one step. */
import { index, type RouteConfig, route } from '@react-router/dev/routes';

export default [
  index('routes/start.tsx'),

  // Signing in
  route('sign-in', 'routes/sign-in/ask.tsx'),
  route('sign-in/sent', 'routes/sign-in/sent.tsx'),
  route('sign-in/link/:token', 'routes/sign-in/link.tsx'),
  route('sign-out', 'routes/sign-in/sign-out.tsx'),
  route('outbox', 'routes/sign-in/outbox.tsx'),

  route('home', 'routes/home.tsx'),

  // The same four in every footer
  route('help', 'routes/about/help.tsx'),
  route('accessibility', 'routes/about/accessibility.tsx'),
  route('privacy', 'routes/about/privacy.tsx'),
  route('cookies', 'routes/about/cookies.tsx'),

  // Standards and the record of changes
  route('standards', 'routes/standards/library.tsx'),
  route('standards/:setCode/:edition', 'routes/standards/edition.tsx'),
  route('audit', 'routes/audit/events.tsx'),

  // What has no page
  route('health', 'routes/resources/health.ts'),
] satisfies RouteConfig;
