import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { problemOfSchedule, scheduleSession } from '../../features/challenge/commands/schedule-session.server.ts';
import { SessionFields } from '../../features/challenge/components/session-fields.tsx';
import { defaultMinutes } from '../../features/challenge/rules.ts';
import { getSchedulePage } from '../../features/challenge/schedule-page.server.ts';
import { scheduleSchema } from '../../features/challenge/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/new';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'session.change');
  return getSchedulePage(portal.database.db, scope, url.searchParams.get('cycle'), portal.stamp().today);
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'session.change');
  const form = await request.formData();
  const parsed = parseForm(scheduleSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const found = problemOfSchedule(parsed.value, portal.stamp().today);
  if (found) return data(formProblem(found.field, found.problem, form), { status: 422 });
  const { id } = await scheduleSession(portal, viewer, parsed.value);
  return redirect(`/challenge/${id}?saved=new`);
}

export default function Schedule({ loaderData: { cycles, chosen }, actionData }: Route.ComponentProps) {
  const values = actionData?.values;
  return (
    <Main before={<BackLink href="/challenge">Back to challenge sessions</BackLink>}>
      <title>{pageTitle('Schedule a challenge session', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">Schedule a challenge session</h1>
          {cycles.length === 0 ? (
            <EmptyState>No return has been sent yet. A session looks at returns that were sent.</EmptyState>
          ) : null}
          {chosen === null && cycles.length > 0 ? <ChooseCycle cycles={cycles} /> : null}
          {chosen ? (
            <Form method="post" noValidate>
              <p className="govuk-body">
                On {chosen.cycle.name}, in which {countOf(chosen.agencies.length, 'return has', 'returns have')} been
                sent.
              </p>
              <HiddenFields fields={{ cycle: chosen.cycle.id }} />
              <SessionFields
                values={values}
                panel={chosen.panel}
                stored={{ heldOn: chosen.cycle.challengeOn, chair: chosen.chair, papersOn: chosen.papersOn }}
              />
              <TextInput
                name="minutes"
                label="Minutes for each agency"
                labelSize="s"
                width={3}
                inputMode="numeric"
                defaultValue={typedText(values, 'minutes', defaultMinutes)}
              />
              <Checkboxes
                name="agencies[]"
                id="agencies"
                legend="Agencies"
                legendSize="s"
                hint="In this order, one straight after the other. You can change the order afterwards."
                error={actionData?.errors.agencies}
                defaultValues={[values?.agencies ?? []].flat()}
                items={chosen.agencies.map(({ organisationId, organisation, session }) => ({
                  value: organisationId,
                  label: organisation,
                  hint: session === null ? undefined : `Already in ${session}`,
                }))}
              />
              <Button preventDoubleClick>Schedule the session</Button>
            </Form>
          ) : null}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

function ChooseCycle({ cycles }: { cycles: readonly { id: string; name: string; submissions: number }[] }) {
  return (
    <Form method="get">
      <Select
        name="cycle"
        label="Which cycle is it about?"
        items={cycles.map(({ id, name, submissions }) => ({
          value: id,
          label: `${name} (${countOf(submissions, 'return')} sent)`,
        }))}
      />
      <Button>Continue</Button>
    </Form>
  );
}
