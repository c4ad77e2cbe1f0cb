import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { addOrganisation } from '../../features/organisations/commands/save-organisation.server.ts';
import { OrganisationFields } from '../../features/organisations/components/organisation-fields.tsx';
import { PartnershipChoice } from '../../features/organisations/components/partnership-choice.tsx';
import { listPartnerships } from '../../features/organisations/queries.server.ts';
import { organisationFormSchema } from '../../features/organisations/schema.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { formText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/new';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'organisation.change');
  // A link elsewhere may know the name and the kind already.
  const known = { name: url.searchParams.get('name') ?? '', kind: url.searchParams.get('kind') ?? '' };
  return { partnerships: await listPartnerships(portal.database.db, scope), known };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'organisation.change');
  const form = await request.formData();
  const parsed = parseForm(organisationFormSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const added = await addOrganisation(portal, viewer, {
    form: parsed.value,
    partnershipId: formText(form, 'partnershipId'),
  });
  if (!added.ok) return data({ ...added, values: typedValues(form) }, { status: 422 });
  return redirect(`/organisations/${added.organisationId}?done=${added.joined ? 'joined' : 'added'}`);
}

export default function NewOrganisation({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/organisations">Organisations</BackLink>}>
      <title>{pageTitle('Add an organisation', Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Add an organisation</h1>
          <p className="govuk-body">
            An organisation that the portal knows already, by its URN or ODS code, joins the partnership with the
            details it has.
          </p>
          <Form method="post" noValidate>
            <PartnershipChoice partnerships={loaderData.partnerships} values={actionData?.values} />
            <OrganisationFields values={actionData?.values ?? loaderData.known} />
            <Button preventDoubleClick>Add the organisation</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
