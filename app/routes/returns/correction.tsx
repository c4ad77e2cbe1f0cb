import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postAskingForm } from '../../features/submissions/versions/commands/post-correction-form.server.ts';
import { CorrectionNote } from '../../features/submissions/versions/components/versions.tsx';
import { getAskingPage } from '../../features/submissions/versions/correction-page.server.ts';
import { reasonLimit } from '../../features/submissions/versions/schema.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/correction';

const title = 'Ask to correct your return';

export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getAskingPage(portal, viewer, params.returnId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postAskingForm(portal, viewer, params.returnId, await request.formData());
  return posted.ok ? redirect(`/returns/${params.returnId}/receipt`) : data(posted, 422);
}

export default function AskToCorrect({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const { returnId, correction, problem } = page;
  const ticked = failed?.values.standards;
  return (
    <Main before={<BackLink href={`/returns/${returnId}/receipt`}>Back to the receipt</BackLink>}>
      <title>{pageTitle(title, failed !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={failed?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">
            {page.organisationName}: {page.cycleName}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          {correction?.status === 'asked' ? (
            <>
              <CorrectionNote correction={correction} />
              <Form method="post">
                <Button name="intent" value="withdraw" variant="secondary" preventDoubleClick>
                  Take the request back
                </Button>
              </Form>
            </>
          ) : problem === null ? (
            <>
              <p className="govuk-body">
                {page.partnershipName} decides. If it agrees, your return is open again until a day that it names. It
                must be signed again, and goes as version {page.version + 1} beside what you sent.
              </p>
              <Form method="post" noValidate>
                <TextArea
                  name="reason"
                  label="What do you need to correct, and why?"
                  labelSize="s"
                  hint={`${page.partnershipName} reads this. Do not write names of children or families.`}
                  rows={4}
                  limit={{ characters: reasonLimit, threshold: 75 }}
                  defaultValue={typedText(failed?.values, 'reason')}
                />
                <Checkboxes
                  name="standards[]"
                  id="standards"
                  legend="Which standards is it about?"
                  legendSize="s"
                  hint="Leave all empty if it is about the whole return."
                  small
                  items={page.standards.map(({ code, words }) => ({ value: code, label: words }))}
                  defaultValues={Array.isArray(ticked) ? ticked : []}
                />
                <Button preventDoubleClick>Send the request to {page.partnershipName}</Button>
              </Form>
            </>
          ) : (
            <InsetText>{problem}.</InsetText>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
