import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { raiseChallenge } from '../../features/challenge-log/commands/raise-challenge.server.ts';
import { EntryFields } from '../../features/challenge-log/components/entry-fields.tsx';
import { proposeEntry } from '../../features/challenge-log/propose-entry.server.ts';
import { newEntrySchema } from '../../features/challenge-log/schema.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/new';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const proposed = await proposeEntry(portal, partnershipScope(viewer, 'challenge-log.change'), url.searchParams);
  // What a session recorded stands on the log once: then this is the way from there to it.
  if ('entryId' in proposed) throw redirect(`/challenge-log/${proposed.entryId}`);
  return proposed;
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'challenge-log.change');
  const form = await request.formData();
  const parsed = parseForm(newEntrySchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const raised = await raiseChallenge(portal, viewer, parsed.value);
  if (!raised.saved) return data(formProblem(raised.field, raised.problem, form), { status: 422 });
  return redirect(`/challenge-log/${raised.id}?saved=new`);
}

export default function NewEntry({ loaderData: { proposal, back }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={back.href}>{back.text}</BackLink>}>
      <title>{pageTitle('Put a challenge on the log', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          {proposal.organisation ? <span className="govuk-caption-l">{proposal.organisation.name}</span> : null}
          <h1 className="govuk-heading-l">Put a challenge on the log</h1>
          <Form method="post" noValidate>
            <EntryFields proposal={proposal} values={actionData?.values} />
            <Button preventDoubleClick>Put it on the log</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
