import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postSendBackForm } from '../../features/submissions/versions/commands/post-correction-form.server.ts';
import { CorrectionNote } from '../../features/submissions/versions/components/versions.tsx';
import { getSendBackPage } from '../../features/submissions/versions/correction-page.server.ts';
import { reasonLimit } from '../../features/submissions/versions/schema.ts';
import { typedDate, typedText } from '../../platform/typed-text.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/send-back';

export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getSendBackPage(portal, viewer, params.submissionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postSendBackForm(portal, viewer, params.submissionId, await request.formData());
  return posted.ok ? redirect(`/moderation/${params.submissionId}`) : data(posted, 422);
}

export default function SendBack({ loaderData: page, actionData: failed }: Route.ComponentProps) {
  const { correction, problem, organisationName } = page;
  const asked = correction?.status === 'asked' ? correction : null;
  const title = asked ? 'Decide about a correction' : 'Send a return back';
  const ticked = failed?.values.standards;
  return (
    <Main before={<BackLink href={`/moderation/${page.submissionId}`}>Back to {organisationName}</BackLink>}>
      <title>{pageTitle(title, failed !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={failed?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">
            {organisationName}: {page.cycleName}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          <CorrectionNote correction={correction} />
          {problem === null ? (
            <>
              <p className="govuk-body">
                The return is open again for {organisationName} until the day that you name. Version {page.version}{' '}
                stays as it was sent, with your ratings on it; what comes back is signed again and stands beside it as
                version {page.version + 1}.
              </p>
              <Form method="post" noValidate>
                <TextArea
                  name="reason"
                  label={asked ? 'What do you answer?' : 'What should they look at again, and why?'}
                  labelSize="s"
                  hint={`${organisationName} reads this. Do not write names of children or families.`}
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
                  defaultValues={Array.isArray(ticked) ? ticked : (asked?.standards ?? [])}
                />
                <DateInput
                  name="reviseBy"
                  legend="Send it again by"
                  legendSize="s"
                  hint={`Until ${dayInWords(page.actionsDueOn)}, the day on which the actions of this cycle are due.`}
                  defaultValue={typedDate(failed?.values, 'reviseBy')}
                />
                <Button name="intent" value="reopen" preventDoubleClick>
                  {asked ? 'Agree, and open the return again' : `Send it back to ${organisationName}`}
                </Button>
              </Form>
            </>
          ) : (
            <InsetText>{problem}.</InsetText>
          )}
          {asked ? (
            <Form method="post" noValidate>
              <h2 className="govuk-heading-m">Or leave it as it was sent</h2>
              <TextArea
                name="reason"
                id="declineReason"
                label="Why does it stay as it was sent?"
                labelSize="s"
                hint={`${organisationName} reads this.`}
                rows={3}
                error={failed?.errors.declineReason ?? []}
                defaultValue={failed?.errors.declineReason ? typedText(failed.values, 'reason') : ''}
              />
              <Button name="intent" value="decline" variant="secondary" preventDoubleClick>
                Do not open it again
              </Button>
            </Form>
          ) : null}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
