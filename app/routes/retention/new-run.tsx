import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { ownerAsked } from '../../features/retention/access.server.ts';
import { prepareRun } from '../../features/retention/commands/prepare-run.server.ts';
import { dueInWords } from '../../features/retention/components/schedule-table.tsx';
import { getRetentionOverview } from '../../features/retention/overview.server.ts';
import { ownerInAddress } from '../../features/retention/owner.ts';
import { runSchema } from '../../features/retention/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/new-run';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const shown = await getRetentionOverview(portal, viewer, ownerAsked(viewer, url.searchParams, 'change'));
  return { name: shown.name, of: ownerInAddress(shown.owner), lines: shown.lines.filter(({ due }) => due > 0) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const owner = ownerAsked(viewer, url.searchParams, 'change');
  const form = await request.formData();
  const parsed = parseForm(runSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const run = await prepareRun(portal, viewer, owner, parsed.value);
  if (!run.prepared) return data(formProblem(run.field, run.problem, form), { status: 422 });
  return redirect(`/retention/runs/${run.id}`);
}

export default function NewRun({ loaderData: shown, actionData }: Route.ComponentProps) {
  const chosen = actionData?.values.lines ?? shown.lines.map(({ code }) => code);
  return (
    <Main before={<BackLink href={`/retention?of=${shown.of}`}>How long records are kept</BackLink>}>
      <title>{pageTitle('Prepare a disposal run', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{shown.name}</span>
          <h1 className="govuk-heading-l">Prepare a disposal run</h1>
          {shown.lines.length === 0 ? (
            <EmptyState>Nothing has passed its time.</EmptyState>
          ) : (
            <Form method="post" noValidate>
              <p className="govuk-body">
                The run lists what has passed its time and is not held. Nothing goes before somebody has read the list
                and approved it.
              </p>
              <Checkboxes
                name="lines"
                legend="Kinds of record"
                legendSize="s"
                defaultValues={typeof chosen === 'string' ? [chosen] : chosen}
                items={shown.lines.map((line) => ({
                  value: line.code,
                  label: line.title,
                  hint: `${line.length}. Due today: ${dueInWords(line)}`,
                }))}
              />
              <TextArea
                name="reason"
                label="Reason for this run"
                labelSize="s"
                hint="It stands on the certificate."
                rows={3}
                limit={{ characters: 1000 }}
                defaultValue={typedText(actionData?.values, 'reason')}
              />
              <Button preventDoubleClick>List what would go</Button>
            </Form>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
