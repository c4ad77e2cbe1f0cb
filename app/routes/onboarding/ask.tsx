import { data, Form, redirect } from 'react-router';
import { portalOf } from '../../context.server.ts';
import { askForAccess } from '../../features/onboarding/access-requests.server.ts';
import { askForAccessSchema, askingRoles } from '../../features/onboarding/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Radios } from '../../ui/radios.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/ask';

const title = 'Ask for access for your school';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function action({ context, request }: Route.ActionArgs) {
  const parsed = parseForm(askForAccessSchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  await askForAccess(portalOf(context), parsed.value);
  return redirect('/ask-for-access/sent');
}

export default function Ask({ actionData }: Route.ComponentProps) {
  const text = (name: string) => typedText(actionData?.values, name);
  return (
    <Main before={<BackLink href="/sign-in">Sign in</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">
            The business manager of your area’s partnership looks at what you write here, and decides.
          </p>
          <Form method="post" noValidate>
            <TextInput
              name="urn"
              label="URN of your school"
              hint="6 digits, as in Get Information about Schools"
              inputMode="numeric"
              width={10}
              defaultValue={text('urn')}
            />
            <TextInput name="name" label="Your name" autoComplete="name" defaultValue={text('name')} />
            <TextInput
              name="email"
              label="Your e-mail address at work"
              type="email"
              autoComplete="email"
              spellCheck={false}
              defaultValue={text('email')}
            />
            <Radios
              name="role"
              legend="What do you do at the school?"
              legendSize="s"
              defaultValue={text('role') || null}
              items={Object.entries(askingRoles).map(([value, label]) => ({ value, label }))}
            />
            <Button preventDoubleClick>Ask for access</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
