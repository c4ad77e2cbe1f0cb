import { redirect } from 'react-router';
import { sessionTokenOf, signedIn } from '../../context.server.ts';
import { getAccountPage, postAccountForm } from '../../features/accounts/account-page.server.ts';
import { OwnProviders } from '../../features/accounts/components/own-providers.tsx';
import { OwnSessions } from '../../features/accounts/components/own-sessions.tsx';
import { absoluteMinutes, idleMinutes } from '../../features/accounts/sessions.ts';
import { readForm } from '../../platform/read-form.ts';
import { countOf, instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Route } from './+types/account';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Your account') }];

const doneWords: Readonly<Record<string, string>> = {
  ended: 'That session has ended',
  connected: 'The sign-in of your organisation is connected with you',
  'password-removed': 'Password and authenticator have been removed',
  disconnected: 'The sign-in of your organisation is no longer connected with you',
  'ended-others': 'You are signed out everywhere else',
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const account = await getAccountPage(portal, viewer, sessionTokenOf(context) ?? '');
  return { account, done: doneWords[url.searchParams.get('done') ?? ''] ?? null };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const done = await postAccountForm(portal, viewer, sessionTokenOf(context) ?? '', await readForm(request));
  return redirect(`/account?done=${done}`);
}

export default function Account({ loaderData: { account, done } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/home">Home</BackLink>}>
      {done === null ? null : (
        <NotificationBanner kind="success">
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      )}
      <h1 className="govuk-heading-l">Your account</h1>
      <TwoThirds>
        <SummaryList
          rows={[
            { label: 'Name', value: account.name },
            { label: 'E-mail address', value: account.email },
          ]}
        />
        <p className="govuk-body">
          Messages go to this address. If it or your name is wrong, tell your partnership’s business manager.
        </p>
      </TwoThirds>
      <h2 className="govuk-heading-m">Ways to sign in</h2>
      <TwoThirds>
        <SummaryList
          rows={[
            {
              label: 'Passkeys',
              value: account.passkeys === 0 ? 'None yet' : countOf(account.passkeys, 'passkey'),
              actions: [
                { text: account.passkeys === 0 ? 'Add' : 'Change', hiddenText: 'passkeys', href: '/account/passkeys' },
              ],
            },
            {
              label: 'Password and authenticator',
              value:
                account.password === null
                  ? 'Not set'
                  : `Set on ${instantInWords(account.password.setAt)}, ${countOf(account.password.codesLeft, 'recovery code')} left`,
              actions: [
                {
                  text: account.password === null ? 'Set' : 'Change',
                  hiddenText: 'password and authenticator',
                  href: '/account/password',
                },
              ],
            },
          ]}
        />
      </TwoThirds>
      <OwnProviders connected={account.connected} unconnected={account.unconnected} />
      <OwnSessions sessions={account.sessions} />
      <p className="govuk-body">
        A session ends after {idleMinutes} minutes in which you do nothing, and after {absoluteMinutes / 60} hours in
        any case. If you do not know one of these, end it, and tell your partnership’s business manager.
      </p>
    </Main>
  );
}
