import { data, Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { ConnectedPeople, IssuerList } from '../../features/accounts/components/provider-settings.tsx';
import { postSignInSettings } from '../../features/accounts/post-sign-in-settings.server.ts';
import { getSignInSettingsPage } from '../../features/accounts/provider/settings-page.server.ts';
import { signInPartnership } from '../../features/accounts/sign-in-settings.server.ts';
import { readForm } from '../../platform/read-form.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { PageLinks } from '../../ui/pagination.tsx';
import { Radios } from '../../ui/radios.tsx';
import type { Route } from './+types/sign-in';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

const doneWords: Readonly<Record<string, string>> = {
  saved: 'The decision has been saved',
  disconnected: 'The account has been disconnected',
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const shown = await getSignInSettingsPage(portal, viewer, page);
  return { ...shown, done: doneWords[url.searchParams.get('done') ?? ''] ?? null };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  signInPartnership(viewer);
  const form = await readForm(request);
  await requireRecentConfirmation(context, request, url);
  const posted = await postSignInSettings(portal, viewer, form);
  return posted.ok ? redirect(`/settings/sign-in?done=${posted.done}`) : data(posted, { status: 422 });
}

export default function SignInSettings({ loaderData, actionData }: Route.ComponentProps) {
  const { settings, issuers, connected, hasMore, page, done } = loaderData;
  return (
    <Main before={<BackLink href="/home">Home</BackLink>}>
      <title>{pageTitle('How people sign in', Boolean(actionData))}</title>
      {done !== null && !actionData ? (
        <NotificationBanner kind="success">
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">How people sign in</h1>
          <p className="govuk-body">
            Everybody can sign in by a link that is sent to their e-mail address. On the page of their account people
            add a passkey, a password with codes from an authenticator, or the sign-in of their organisation.
          </p>
          <Form method="post" noValidate>
            <HiddenFields fields={{ revision: settings.revision }} />
            <Radios
              name="links"
              legend="May people who have another way still sign in by a link?"
              legendSize="m"
              defaultValue={settings.linksAllowed ? 'yes' : 'no'}
              items={[
                { value: 'yes', label: 'Yes' },
                {
                  value: 'no',
                  label: 'No, links are for invitations and for getting back in',
                  hint: 'A link then signs them out everywhere else, and they are told by e-mail. Codes by e-mail no longer confirm a signature of theirs.',
                },
              ]}
            />
            <Button preventDoubleClick>Save</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
      <h2 className="govuk-heading-m">Sign-ins of organisations</h2>
      <IssuerList issuers={issuers} />
      <h2 className="govuk-heading-m">People who sign in at their organisation</h2>
      <TwoThirds>
        <p className="govuk-body">
          Disconnect an account when the organisation has given somebody a new one, or when it was the wrong one. The
          person comes in by a link and connects the right one.
        </p>
      </TwoThirds>
      <ConnectedPeople connected={connected} />
      <PageLinks
        {...(page > 1 ? { previous: { href: `?page=${page - 1}`, labelText: 'Earlier names' } } : {})}
        {...(hasMore ? { next: { href: `?page=${page + 1}`, labelText: 'Later names' } } : {})}
      />
    </Main>
  );
}
