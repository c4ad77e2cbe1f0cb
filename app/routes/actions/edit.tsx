import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { editAction } from '../../features/actions/commands/edit-action.server.ts';
import { MoreFields, PriorityField, WhatFields } from '../../features/actions/components/action-fields.tsx';
import { getEditPage } from '../../features/actions/edit-page.server.ts';
import { editActionSchema } from '../../features/actions/schema.ts';
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
  return getEditPage(portal, viewer, params.actionId, 'edit');
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const form = await request.formData();
  const parsed = parseForm(editActionSchema, form);
  // A form that is not right is answered to whoever may use the page; one that is right, by the command itself.
  if (!parsed.ok) {
    await getEditPage(portal, viewer, params.actionId, 'edit');
    return data(parsed, { status: 422 });
  }
  const saved = await editAction(portal, viewer, params.actionId, parsed.value);
  if (!saved.saved) return data(formProblem(saved.field, saved.problem, form), { status: 409 });
  return redirect(`/actions/${params.actionId}?saved=edit`);
}

export default function EditAction({ loaderData: { action, choices }, actionData }: Route.ComponentProps) {
  const values = actionData?.values;
  return (
    <Main before={<BackLink href={`/actions/${action.id}`}>Back to the action</BackLink>}>
      <title>{pageTitle(`Change action ${action.reference}`, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{action.holder}</span>
          <h1 className="govuk-heading-l">Change action {action.reference}</h1>
          <p className="govuk-body">What it says now stays in its history.</p>
          <Form method="post" noValidate>
            <HiddenFields fields={{ revision: action.revision }} />
            <WhatFields start={action} values={values} />
            <PriorityField priority={action.priority} values={values} />
            <MoreFields
              start={{
                ...action,
                servesId: action.serves?.id ?? null,
                groupId: action.group?.id ?? null,
                ratify: action.ratify ? 'yes' : 'no',
              }}
              choices={choices}
              ofGroup={action.organisation === null}
              values={values}
            />
            <Button preventDoubleClick>Save the changes</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
