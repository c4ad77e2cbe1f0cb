import { data, Form, redirect } from 'react-router';
import { portalOf } from '../../context.server.ts';
import { setUpSchema } from '../../features/onboarding/schema.ts';
import { awaitsSetUp, completeSetUp } from '../../features/onboarding/set-up.server.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { notFound } from '../../platform/refusals.ts';
import { typedText } from '../../platform/typed-text.ts';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/set-up';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context }: Route.LoaderArgs) {
  if (!(await awaitsSetUp(portalOf(context).database.db))) throw notFound();
  return null;
}

export async function action({ context, request }: Route.ActionArgs) {
  const portal = portalOf(context);
  if (!(await awaitsSetUp(portal.database.db))) throw notFound();
  const form = await request.formData();
  const parsed = parseForm(setUpSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const done = await completeSetUp(portal, parsed.value);
  if (!done.ok) return data(formProblem('token', done.problem, form), { status: 422 });
  return redirect(new URL(done.link).pathname);
}

export default function SetUp({ actionData }: Route.ComponentProps) {
  const text = (name: string) => typedText(actionData?.values, name);
  return (
    <Main>
      <title>{pageTitle('Set up this installation', Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Set up this installation</h1>
          <p className="govuk-body">
            This page works once. It makes the partnership and its first business manager, who then adds everybody else.
          </p>
          <Form method="post" noValidate>
            <TextInput
              name="token"
              label="Set-up token"
              hint="It was printed when the portal started. For another one: npm run los -- setup"
              autoComplete="off"
              spellCheck={false}
              defaultValue={text('token')}
            />
            <TextInput name="partnership" label="Name of the partnership" defaultValue={text('partnership')} />
            <TextInput
              name="shortName"
              label="Short name"
              hint="For instance the name of the area"
              width={20}
              defaultValue={text('shortName')}
            />
            <TextInput
              name="managerName"
              label="Name of the first business manager"
              defaultValue={text('managerName')}
            />
            <TextInput
              name="email"
              label="Their e-mail address"
              type="email"
              spellCheck={false}
              defaultValue={text('email')}
            />
            <Button preventDoubleClick>Set up and sign in</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
