import { data, Form, redirect, redirectDocument } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { roleNames } from '../../features/accounts/permissions.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { createAction } from '../../features/actions/commands/create-action.server.ts';
import { ActionFields } from '../../features/actions/components/action-fields.tsx';
import { proposeAction } from '../../features/actions/origin.server.ts';
import { listActionCandidates } from '../../features/actions/queries.server.ts';
import { newActionSchema } from '../../features/actions/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
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
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'action.change');
  const given = (name: string) => url.searchParams.get(name) || null;
  const asked = {
    organisationId: given('organisation'),
    challengeId: given('challenge'),
    submissionId: given('submission'),
    questionCode: given('question'),
  };
  if (asked.organisationId === null && asked.challengeId === null && asked.submissionId === null)
    return { proposal: null, organisations: await listActionCandidates(db, scope) };
  const { origin, owners, ...proposed } = await proposeAction(db, scope, asked, portal.stamp().today);
  return {
    organisations: [],
    organisation: origin.holder,
    back: origin.challenge
      ? {
          href: `/challenge/${origin.challenge.sessionId}/record/${origin.challenge.slotId}`,
          text: 'Back to the record',
        }
      : { href: '/actions', text: 'Back to actions' },
    about: proposed.about,
    proposal: {
      ...proposed,
      organisationId: origin.organisationId,
      groupId: origin.groupId,
      challengeId: origin.challengeId,
      submissionId: origin.submissionId,
      questionCode: origin.questionCode,
      formKey: portal.newId(),
      owners: owners.map(({ personId, name, role }) => ({ id: personId, name, role: roleNames[role] })),
    },
  };
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
  if (loaderData.proposal === null) return <ChooseOrganisation organisations={loaderData.organisations} />;
  const { proposal, organisation, about, back } = loaderData;
  return (
    <Main before={<BackLink href={back.href}>{back.text}</BackLink>}>
      <title>{pageTitle(`New action for ${organisation}`, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{about === null ? organisation : `${organisation}, ${about}`}</span>
          <h1 className="govuk-heading-l">New action</h1>
          <Form method="post" noValidate>
            <ActionFields proposal={proposal} values={actionData?.values} />
            <Button preventDoubleClick>Save the action</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

function ChooseOrganisation({ organisations }: { organisations: readonly { id: string; name: string }[] }) {
  return (
    <Main before={<BackLink href="/actions">Back to actions</BackLink>}>
      <title>{pageTitle('New action')}</title>
      <TwoThirds>
        <h1 className="govuk-heading-l">New action</h1>
        <Form method="get">
          <Select
            name="organisation"
            label="Which organisation is it for?"
            items={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button>Continue</Button>
        </Form>
      </TwoThirds>
    </Main>
  );
}
