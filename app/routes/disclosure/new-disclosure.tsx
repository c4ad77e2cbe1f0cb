import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { recordDisclosure } from '../../features/disclosure/commands/record-disclosure.server.ts';
import { NewDisclosureFields } from '../../features/disclosure/components/disclosure-fields.tsx';
import { proposeDisclosure } from '../../features/disclosure/owners.server.ts';
import { newDisclosureSchema } from '../../features/disclosure/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/new-disclosure';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return proposeDisclosure(portal, viewer);
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await proposeDisclosure(portal, viewer);
  const form = await request.formData();
  const parsed = parseForm(newDisclosureSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const recorded = await recordDisclosure(portal, viewer, parsed.value);
  if (!recorded.saved) return data(formProblem(recorded.field, recorded.problem, form), { status: 422 });
  return redirect(`/disclosures/${recorded.id}?saved=new`);
}

export default function NewDisclosure({ loaderData: { owners, formKey }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/disclosures">Requests for disclosure</BackLink>}>
      <title>{pageTitle('Record a request for disclosure', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Record a request for disclosure</h1>
          <Form method="post" noValidate>
            <HiddenFields fields={{ formKey: typedText(actionData?.values, 'formKey', formKey) }} />
            <NewDisclosureFields owners={owners} values={actionData?.values} />
            <Button preventDoubleClick>Record it</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
