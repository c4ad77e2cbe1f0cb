import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { getAskPage } from '../../features/threads/ask-page.server.ts';
import { postAskForm } from '../../features/threads/commands/post-ask-form.server.ts';
import { noNamesWords } from '../../features/threads/rules.ts';
import { commentLimit } from '../../features/threads/schema.ts';
import { typedDate, typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/ask';

const title = 'Ask the agency about its return';

export const meta: Route.MetaFunction = () => [];

const asked = (url: URL) => ({
  standard: url.searchParams.get('standard') ?? '',
  question: url.searchParams.get('question') ?? '',
});

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getAskPage(portal, viewer, params.submissionId, asked(url));
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postAskForm(portal, viewer, params.submissionId, asked(url), await request.formData());
  if (!posted.ok) return data(posted, 422);
  const { standard } = asked(url);
  return redirect(`/moderation/${params.submissionId}/standards/${encodeURIComponent(standard)}`);
}

export default function AskAgency({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const back = page.standard === '' ? '' : `/standards/${encodeURIComponent(page.standard)}`;
  return (
    <Main
      before={<BackLink href={`/moderation/${page.submissionId}${back}`}>Back to {page.organisationName}</BackLink>}
    >
      <title>{pageTitle(title, failed !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={failed?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">
            {page.organisationName}: {page.cycleName}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          <Form method="post" noValidate className="app-thread app-thread--shared">
            <p className="govuk-body">
              <strong>Who will see this:</strong> {page.audience}
            </p>
            <p className="govuk-body">
              About: <strong>{page.place}</strong>
            </p>
            <TextArea
              name="queryText"
              label={`Your question to ${page.organisationName}`}
              labelSize="s"
              hint={noNamesWords}
              rows={4}
              limit={{ characters: commentLimit, threshold: 75 }}
              defaultValue={typedText(failed?.values, 'queryText')}
            />
            <DateInput
              name="replyBy"
              legend="Answer by"
              legendSize="s"
              defaultValue={typedDate(failed?.values, 'replyBy', page.replyBy)}
            />
            <Button preventDoubleClick>Send to {page.organisationName}</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
