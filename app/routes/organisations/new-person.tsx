import { data, Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { inviteToOrganisation } from '../../features/organisations/commands/people.server.ts';
import { InvitationFields } from '../../features/organisations/components/invitation-fields.tsx';
import { getOrganisation } from '../../features/organisations/queries.server.ts';
import { rolesOffered } from '../../features/organisations/rules.ts';
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

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'people.change');
  const { id, name, kind } = await getOrganisation(portal.database.db, scope, params.organisationId);
  return { id, name, roles: rolesOffered(kind) };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getOrganisation(portal.database.db, partnershipScope(viewer, 'people.change'), params.organisationId);
  const form = await request.formData();
  const parsed = parseForm(invitationFormSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  await requireRecentConfirmation(context, request, url);
  const invited = await inviteToOrganisation(portal, viewer, {
    organisationId: params.organisationId,
    form: parsed.value,
  });
  if (!invited.ok) return data({ ...invited, values: typedValues(form) }, { status: 422 });
  return redirect(`/organisations/${params.organisationId}?done=invited#people`);
}

export default function NewPerson({ loaderData: { id, name, roles }, actionData }: Route.ComponentProps) {
  const { errors, formProps, checked } = useEarlyChecks(invitationTextSchema, actionData?.errors);
  return (
    <Main before={<BackLink href={`/organisations/${id}`}>{name}</BackLink>}>
      <title>{pageTitle('Give a person a role', Boolean(errors))}</title>
      <TwoThirds>
        <FormErrors errors={errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{name}</span>
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
