import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { reassignAction } from '../../features/actions/commands/edit-action.server.ts';
import { OwnerFields } from '../../features/actions/components/action-fields.tsx';
import { getEditPage } from '../../features/actions/edit-page.server.ts';
import { noteLimit, reassignSchema } from '../../features/actions/schema.ts';
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
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/owner';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getEditPage(portal, viewer, params.actionId, 'reassign');
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const form = await request.formData();
  const parsed = parseForm(reassignSchema, form);
  // A form that is not right is answered to whoever may use the page; one that is right, by the command itself.
  if (!parsed.ok) {
    await getEditPage(portal, viewer, params.actionId, 'reassign');
    return data(parsed, { status: 422 });
  }
  const saved = await reassignAction(portal, viewer, params.actionId, parsed.value);
  if (!saved.saved) return data(formProblem(saved.field, saved.problem, form), { status: 409 });
  return redirect(`/actions/${params.actionId}?saved=owner`);
}

export default function OwnerOfAction({ loaderData: { action, choices }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/actions/${action.id}`}>Back to the action</BackLink>}>
      <title>{pageTitle(`Give action ${action.reference} to somebody else`, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{action.holder}</span>
          <h1 className="govuk-heading-l">Give action {action.reference} to somebody else</h1>
          <p className="govuk-body">
            It is with {action.owner} now: {action.what}
          </p>
          <Form method="post" noValidate>
            <HiddenFields fields={{ revision: action.revision }} />
            <OwnerFields
              people={choices.owners.filter(({ id }) => id !== action.ownerId)}
              ownerId={null}
              legend="New owner"
              values={actionData?.values}
            />
            <TextArea
              name="note"
              label="Why (optional)"
              labelSize="s"
              hint="No names of children or families."
              rows={3}
              limit={{ characters: noteLimit, threshold: 75 }}
              defaultValue={typedText(actionData?.values, 'note')}
            />
            <Button preventDoubleClick>Give it to them</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
