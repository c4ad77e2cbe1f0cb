import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { changeSession } from '../../features/challenge/commands/schedule-session.server.ts';
import { SessionFields } from '../../features/challenge/components/session-fields.tsx';
import { refuseForeignSession } from '../../features/challenge/queries.server.ts';
import { sessionChangeSchema } from '../../features/challenge/schema.ts';
import { getSessionPage } from '../../features/challenge/session-page.server.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/edit';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await refuseForeignSession(portal.database.db, partnershipScope(viewer, 'session.change'), params.sessionId);
  return getSessionPage(portal, viewer, params.sessionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await refuseForeignSession(portal.database.db, partnershipScope(viewer, 'session.change'), params.sessionId);
  const form = await request.formData();
  const parsed = parseForm(sessionChangeSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const found = await changeSession(portal, viewer, params.sessionId, parsed.value);
  if (found) return data(formProblem(found.field, found.problem, form), { status: 422 });
  return redirect(`/challenge/${params.sessionId}?saved=changed`);
}

export default function EditSession({ loaderData: { session, panel }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/challenge/${session.id}`}>Back to {session.title}</BackLink>}>
      <title>{pageTitle(`Change ${session.title}`, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Change the session</h1>
          <Form method="post" noValidate>
            <HiddenFields fields={{ revision: session.revision }} />
            <SessionFields
              values={actionData?.values}
              panel={panel}
              stored={{ ...session, chair: session.chair?.id ?? null }}
            />
            <Button preventDoubleClick>Save</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
