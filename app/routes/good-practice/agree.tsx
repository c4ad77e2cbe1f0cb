import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { agreeToShare } from '../../features/good-practice/commands/agree-to-share.server.ts';
import { AgreeFields } from '../../features/good-practice/components/agree-fields.tsx';
import { getOwnItem } from '../../features/good-practice/get-item.server.ts';
import { agreeSchema } from '../../features/good-practice/schema.ts';
import { getAgreePage } from '../../features/good-practice/share-page.server.ts';
import { formProblem, parseForm } from '../../platform/form-parsing.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/agree';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have decided meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getAgreePage(portal, viewer, params.itemId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getOwnItem(portal.database.db, viewer, params.itemId, portal.stamp().today);
  const form = await request.formData();
  const parsed = parseForm(agreeSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const shared = await agreeToShare(portal, viewer, { itemId: params.itemId }, parsed.value);
  if (!shared.saved)
    return data(formProblem(shared.field, shared.problem, form), { status: shared.field === '' ? 409 : 422 });
  return redirect(`/good-practice/${shared.id}?saved=shared`);
}

export default function Agree({ loaderData: { item, proposal }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/good-practice/${item.id}`}>Back</BackLink>}>
      <title>{pageTitle('Agree to share', actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{proposal.organisation.name}</span>
          <h1 className="govuk-heading-l">Agree to share</h1>
          <p className="govuk-body">
            {item.status === 'suggested'
              ? 'This is your answer as you sent it. Write it so that others can use it.'
              : 'Others read only what stands here.'}
          </p>
          <Form method="post" noValidate>
            <AgreeFields proposal={proposal} values={actionData?.values} />
            <Button preventDoubleClick>Share it</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
