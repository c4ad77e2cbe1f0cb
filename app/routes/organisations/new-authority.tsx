import { data, Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { getAuthoritiesPage } from '../../features/submissions/authorities/authorities-page.server.ts';
import { authoritySchema } from '../../features/submissions/authorities/authority.ts';
import { giveAuthority } from '../../features/submissions/authorities/give-authority.server.ts';
import { AuthorityFields } from '../../features/submissions/components/authority-fields.tsx';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { notFound } from '../../platform/refusals.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/new-authority';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { today } = portal.stamp();
  const page = await getAuthoritiesPage(portal.database.db, viewer, params.organisationId, { today, page: 1 });
  if (page.mayGiveFor.length === 0) throw notFound();
  return { organisationId: page.organisationId, name: page.organisationName, mayGiveFor: page.mayGiveFor };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { organisationId } = params;
  const { today } = portal.stamp();
  const page = await getAuthoritiesPage(portal.database.db, viewer, organisationId, { today, page: 1 });
  if (page.mayGiveFor.length === 0) throw notFound();
  const form = await request.formData();
  const parsed = parseForm(authoritySchema, form);
  if (!parsed.ok) return data(parsed, 422);
  await requireRecentConfirmation(context, request, url);
  const given = await giveAuthority(portal, viewer, { organisationId, form: parsed.value });
  if (!given.ok) return data({ ...given, values: typedValues(form) }, 422);
  return redirect(`/organisations/${organisationId}/authorities?done=given`);
}

export default function NewAuthority({ loaderData: page, actionData }: Route.ComponentProps) {
  const list = `/organisations/${page.organisationId}/authorities`;
  return (
    <Main before={<BackLink href={list}>Who may sign for somebody else</BackLink>}>
      <title>{pageTitle('Name somebody to sign', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{page.name}</span>
          <h1 className="govuk-heading-l">Name somebody to sign</h1>
          <p className="govuk-body">
            They can read the returns of {page.name} and sign in the place of the person you choose, for as long as you
            say. We write to them. You can end it at any time.
          </p>
          <Form method="post" noValidate>
            <AuthorityFields mayGiveFor={page.mayGiveFor} values={actionData?.values} />
            <Button preventDoubleClick>Give the authority</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
