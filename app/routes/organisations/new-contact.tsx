import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { addContact } from '../../features/organisations/commands/membership.server.ts';
import { getOrganisation } from '../../features/organisations/queries.server.ts';
import { contactFormSchema } from '../../features/organisations/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/new-contact';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'organisation.change');
  const { id, name } = await getOrganisation(portal.database.db, scope, params.organisationId);
  return { id, name };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getOrganisation(portal.database.db, partnershipScope(viewer, 'organisation.change'), params.organisationId);
  const parsed = parseForm(contactFormSchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  await addContact(portal, viewer, { organisationId: params.organisationId, contact: parsed.value });
  return redirect(`/organisations/${params.organisationId}?done=contact-added#contacts`);
}

export default function NewContact({ loaderData: { id, name }, actionData }: Route.ComponentProps) {
  const text = (field: string) => typedText(actionData?.values, field);
  return (
    <Main before={<BackLink href={`/organisations/${id}`}>{name}</BackLink>}>
      <title>{pageTitle('Add a contact', Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{name}</span>
          <h1 className="govuk-heading-l">Add a contact</h1>
          <p className="govuk-body">
            A contact is somebody to ring or write to. To let somebody sign in, give them a role instead.
          </p>
          <Form method="post" noValidate>
            <TextInput name="name" label="Name" autoComplete="off" defaultValue={text('name')} />
            <TextInput name="jobTitle" label="Job title (optional)" defaultValue={text('jobTitle')} />
            <TextInput
              name="email"
              label="E-mail address (optional)"
              type="email"
              spellCheck={false}
              defaultValue={text('email')}
            />
            <TextInput
              name="telephone"
              label="Telephone number (optional)"
              type="tel"
              width={20}
              defaultValue={text('telephone')}
            />
            <Button preventDoubleClick>Add the contact</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
