import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { agreeToShare } from '../../features/good-practice/commands/agree-to-share.server.ts';
import { AgreeFields } from '../../features/good-practice/components/agree-fields.tsx';
import { StartFrom } from '../../features/good-practice/components/start-from.tsx';
import { agreeSchema } from '../../features/good-practice/schema.ts';
import { getNewPracticePage } from '../../features/good-practice/share-page.server.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { formText } from '../../platform/typed-text.ts';
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
  return getNewPracticePage(portal, viewer, url.searchParams);
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  organisationScope(viewer, 'good-practice.share');
  const form = await request.formData();
  const parsed = parseForm(agreeSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const place = { organisationId: formText(form, 'organisation') ?? '' };
  const shared = await agreeToShare(portal, viewer, place, parsed.value);
  if (!shared.saved) return data(formProblem(shared.field, shared.problem, form), { status: 422 });
  return redirect(`/good-practice/${shared.id}?saved=shared`);
}

export default function NewPractice({ loaderData: page, actionData }: Route.ComponentProps) {
  const { proposal } = page;
  return (
    <Main before={<BackLink href="/good-practice">Back to good practice</BackLink>}>
      <title>{pageTitle('Share something that works', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{proposal.organisation.name}</span>
          <h1 className="govuk-heading-l">Share something that works</h1>
          <p className="govuk-body">
            Others read only what you write here, and only once you agree. You can withdraw it at any time.
          </p>
          {actionData ? null : <StartFrom page={page} />}
          <Form method="post" noValidate key={`${proposal.questionCode ?? ''} ${proposal.evidenceId ?? ''}`}>
            <AgreeFields proposal={proposal} values={actionData?.values} />
            <Button preventDoubleClick>Share it</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
