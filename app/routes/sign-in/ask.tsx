import { data, Form, redirect } from 'react-router';
import { findViewerOf, portalOf } from '../../context.server.ts';
import { askForSignInLink } from '../../features/accounts/commands/ask-for-sign-in-link.server.ts';
import { OfferedProviders } from '../../features/accounts/components/offered-providers.tsx';
import { PasskeyButton } from '../../features/accounts/components/passkey-button.tsx';
import { listOfferedIssuers } from '../../features/accounts/provider/issuers.server.ts';
import { askForLinkSchema, safeDestination } from '../../features/accounts/schema.ts';
import { UnsentNote } from '../../features/returns/components/unsent-note.tsx';
import { parseForm } from '../../platform/form-parsing.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/ask';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const destination = safeDestination(url.searchParams.get('to'));
  if (await findViewerOf(context)) throw redirect(destination);
  const search = url.searchParams.get('organisation')?.trim() ?? '';
  return { destination, search, issuers: await listOfferedIssuers(portalOf(context).database.db, search) };
}

export async function action({ context, request }: Route.ActionArgs) {
  const parsed = parseForm(askForLinkSchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  await askForSignInLink(portalOf(context), parsed.value);
  return redirect('/sign-in/sent');
}

export default function Ask({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <Main>
      <title>{pageTitle('Sign in', Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Sign in</h1>
          <UnsentNote />
          <OfferedProviders {...loaderData} />
          <h2 className="govuk-heading-m">With a passkey</h2>
          <Form method="post" action="/sign-in/passkey" reloadDocument>
            <HiddenFields fields={{ destination: loaderData.destination }} />
            <PasskeyButton
              purpose="sign-in"
              field="passkey"
              variant="secondary"
              otherwise="Sign in with a password or by a link."
            >
              Sign in with a passkey
            </PasskeyButton>
          </Form>
          <p className="govuk-body">
            <Anchor className="govuk-link" href={`/sign-in/password?to=${encodeURIComponent(loaderData.destination)}`}>
              Sign in with a password and a code
            </Anchor>
          </p>
          <h2 className="govuk-heading-m">With a link by e-mail</h2>
          <p className="govuk-body">We will send you a link. It works once, within 20 minutes.</p>
          <Form method="post" noValidate>
            <HiddenFields fields={{ destination: loaderData.destination }} />
            <TextInput
              name="email"
              label="E-mail address"
              type="email"
              autoComplete="email"
              spellCheck={false}
              defaultValue={typeof actionData?.values.email === 'string' ? actionData.values.email : ''}
            />
            <Button preventDoubleClick>Send me a link</Button>
          </Form>
          <p className="govuk-body">
            <Anchor className="govuk-link" href="/ask-for-access">
              Ask for access for your school
            </Anchor>
          </p>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
