import { data, Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { requireSystem } from '../../features/accounts/viewer.ts';
import { findOwner } from '../../features/system/installation.server.ts';
import { openEmergencyAccess } from '../../features/system/open-emergency-access.server.ts';
import { emergencyAccessSchema, emergencyMinutes } from '../../features/system/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { notFound } from '../../platform/refusals.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/new-access';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  requireSystem(viewer, 'emergency-access.open');
  const owner = await findOwner(portal.database.db, url.searchParams);
  if (!owner) throw notFound();
  return { name: owner.name };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  requireSystem(viewer, 'emergency-access.open');
  const owner = await findOwner(portal.database.db, url.searchParams);
  if (!owner) throw notFound();
  const parsed = parseForm(emergencyAccessSchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  await requireRecentConfirmation(context, request, url);
  await openEmergencyAccess(portal, viewer, owner.owned, parsed.value);
  return redirect('/system/access');
}

export default function NewAccess({ loaderData: { name }, actionData }: Route.ComponentProps) {
  const title = `Read what belongs to ${name}`;
  return (
    <Main before={<BackLink href="/system/access">Emergency access</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">
            For {emergencyMinutes} minutes, to read only. Whoever answers for it is told now, and sees your reason.
          </p>
          <Form method="post" noValidate>
            <TextArea
              name="reason"
              label="Why you must read this"
              labelSize="m"
              limit={{ characters: 1000 }}
              defaultValue={String(actionData?.values.reason ?? '')}
            />
            <Button variant="warning" preventDoubleClick>
              Open emergency access
            </Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
