import { data, Form, redirect, redirectDocument } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { createAction } from '../../features/actions/commands/create-action.server.ts';
import { NewActionFields } from '../../features/actions/components/action-fields.tsx';
import { getNewActionPage } from '../../features/actions/new-action.server.ts';
import { newActionSchema } from '../../features/actions/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/new';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getNewActionPage(portal, viewer, url.searchParams);
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'action.change');
  const parsed = parseForm(newActionSchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  const { id, from } = await createAction(portal, viewer, parsed.value);
  // Back to the record, for the scribe to go on.
  if (from) return redirectDocument(`/challenge/${from.sessionId}/record/${from.slotId}?saved=action`);
  return redirect(`/actions/${id}?saved=new`);
}

export default function NewAction({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.kind === 'choose')
    return <ChooseHolder organisations={loaderData.organisations} groups={loaderData.groups} />;
  const { proposal, choices, holder, about, back, joinHref } = loaderData;
  return (
    <Main before={<BackLink href={back.href}>{back.text}</BackLink>}>
      <title>{pageTitle(`New action for ${holder}`, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{about === null ? holder : `${holder}, ${about}`}</span>
          <h1 className="govuk-heading-l">New action</h1>
          {joinHref === null ? null : (
            <p className="govuk-body">
              Has {holder} an action for this already?{' '}
              <Anchor className="govuk-link" href={joinHref}>
                Join the finding to it
              </Anchor>
            </p>
          )}
          <Form method="post" noValidate>
            <NewActionFields proposal={proposal} choices={choices} values={actionData?.values} />
            <Button preventDoubleClick>Save the action</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

type Named = { readonly id: string; readonly name: string };

function ChooseHolder({ organisations, groups }: { organisations: readonly Named[]; groups: readonly Named[] }) {
  const items = (all: readonly Named[]) => all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Main before={<BackLink href="/actions">Back to actions</BackLink>}>
      <title>{pageTitle('New action')}</title>
      <TwoThirds>
        <h1 className="govuk-heading-l">New action</h1>
        <Form method="get">
          <Select name="organisation" label="Which organisation is it for?" items={items(organisations)} />
          <Button>Continue</Button>
        </Form>
        {groups.length === 0 ? null : (
          <Form method="get">
            <h2 className="govuk-heading-m">Or an action of a group</h2>
            <Select
              name="group"
              label="Which group is it for?"
              hint="The partnership’s own work, in the action log of a group."
              items={items(groups)}
            />
            <Button variant="secondary">Continue with the group</Button>
          </Form>
        )}
      </TwoThirds>
    </Main>
  );
}
