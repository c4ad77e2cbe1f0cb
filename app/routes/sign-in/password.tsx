import { data, Form, redirect } from 'react-router';
import { browserOf, findViewerOf, portalOf } from '../../context.server.ts';
import { passwordSignInSchema } from '../../features/accounts/password/schema.ts';
import { signInWithPassword } from '../../features/accounts/password/use-password.server.ts';
import { safeDestination } from '../../features/accounts/schema.ts';
import { sessionCookie } from '../../features/accounts/sessions.ts';
import { UnsentNote } from '../../features/returns/components/unsent-note.tsx';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { readForm } from '../../platform/read-form.ts';
import { typedText } from '../../platform/typed-text.ts';
import { timeInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { PasswordInput } from '../../ui/password-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/password';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const destination = safeDestination(url.searchParams.get('to'));
  if (await findViewerOf(context)) throw redirect(destination);
  return { destination };
}

export async function action({ context, request }: Route.ActionArgs) {
  const portal = portalOf(context);
  const form = await readForm(request);
  const parsed = parseForm(passwordSignInSchema, form);
  // A password is never sent back.
  form.delete('password');
  if (!parsed.ok) return data({ errors: parsed.errors, values: formProblem('', '', form).values }, { status: 422 });
  const came = await signInWithPassword(portal, { ...parsed.value, browser: browserOf(context) });
  if (came.outcome === 'right') {
    const headers = { 'Set-Cookie': sessionCookie(came.value, portal.config.secureCookies) };
    return redirect(safeDestination(parsed.value.destination), { headers });
  }
  const words =
    came.outcome === 'wait'
      ? `Too many wrong tries. Wait until ${timeInWords(came.until)}, or sign in another way`
      : 'The e-mail address, the password or the code is not right, or the code was used before. Enter them again';
  return data(formProblem('', words, form), { status: 422 });
}

export default function Password({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/sign-in">Other ways to sign in</BackLink>}>
      <title>{pageTitle('Sign in with a password', Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Sign in with a password</h1>
          <UnsentNote />
          <Form method="post" noValidate reloadDocument>
            <HiddenFields fields={{ destination: loaderData.destination }} />
            <TextInput
              name="email"
              label="E-mail address"
              type="email"
              autoComplete="username"
              spellCheck={false}
              defaultValue={typedText(actionData?.values, 'email')}
            />
            <PasswordInput name="password" label="Password" />
            <TextInput
              name="code"
              label="Code"
              hint="Six digits from your authenticator, or a recovery code"
              autoComplete="one-time-code"
              spellCheck={false}
              width={10}
            />
            <Button preventDoubleClick>Sign in</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
