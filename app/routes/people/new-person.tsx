import { data, Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { partnershipRoles } from '../../features/accounts/permissions.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { inviteToPartnership } from '../../features/organisations/commands/partnership-people.server.ts';
import { InvitationFields } from '../../features/organisations/components/invitation-fields.tsx';
import { invitationFormSchema, invitationTextSchema } from '../../features/organisations/schema.ts';
import { useEarlyChecks } from '../../platform/early-checks.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/new-person';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  return { roles: Object.entries(partnershipRoles).map(([role, name]) => ({ role, name })) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  const form = await request.formData();
  const parsed = parseForm(invitationFormSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  await requireRecentConfirmation(context, request, url);
  const invited = await inviteToPartnership(portal, viewer, parsed.value);
  if (!invited.ok) return data({ ...invited, values: typedValues(form) }, { status: 422 });
  return redirect('/people?done=invited');
}

export default function NewPerson({ loaderData: { roles }, actionData }: Route.ComponentProps) {
  const { errors, formProps, checked } = useEarlyChecks(invitationTextSchema, actionData?.errors);
  return (
    <Main before={<BackLink href="/people">People of the partnership</BackLink>}>
      <title>{pageTitle('Give a person a role', Boolean(errors))}</title>
      <TwoThirds>
        <FormErrors errors={errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Give a person a role</h1>
          <p className="govuk-body">We write to them at this address. They sign in with it.</p>
          <Form method="post" noValidate {...formProps}>
            <InvitationFields roles={roles} values={actionData?.values} checked={checked} />
            <Button preventDoubleClick>Give the role and tell them</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
