import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { revisionOf } from '../../features/organisations/schema.ts';
import { MeetingFields } from '../../features/submissions/components/meeting-fields.tsx';
import { meetingFormSchema } from '../../features/submissions/meetings/meeting.ts';
import { getMeetingPage } from '../../features/submissions/meetings/meeting-page.server.ts';
import { recordMeeting } from '../../features/submissions/meetings/record-meeting.server.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { formText } from '../../platform/typed-text.ts';
import { dayInWords, instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, ButtonGroup } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/meeting';

const title = 'Meeting of your board or governors';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after somebody else recorded it meanwhile: the page then shows what stands. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getMeetingPage(portal.database.db, viewer, params.returnId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { returnId, status } = await getMeetingPage(portal.database.db, viewer, params.returnId);
  const form = await request.formData();
  const values = typedValues(form);
  const parsed = parseForm(meetingFormSchema, form);
  const removes = formText(form, 'intent') === 'remove';
  if (!parsed.ok && !removes) return data(parsed, 422);
  const seen = revisionOf(form);
  const saved = await recordMeeting(portal, viewer, {
    returnId,
    seen,
    form: !removes && parsed.ok ? parsed.value : 'none',
  });
  if (saved.outcome === 'refused') return data({ errors: saved.errors, values }, 422);
  const changed =
    'Somebody else recorded this meanwhile. What stands now is shown; save again to put yours in its place';
  if (saved.outcome === 'changed') return data({ errors: { '': [changed] }, values }, 409);
  return redirect(`/returns/${returnId}/${status === 'awaiting-sign-off' ? 'sign-off' : 'check'}`);
}

export default function RecordMeeting({ loaderData: page, actionData }: Route.ComponentProps) {
  const { meeting } = page;
  return (
    <Main before={<BackLink href={`/returns/${page.returnId}/sign-off`}>Back to sign-off</BackLink>}>
      <title>{pageTitle(title, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">
            {page.organisationName}: {page.cycleName}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">
            The meeting at which the people who answer for your organisation considered this return. It is best held
            before the return is due, on {dayInWords(page.dueOn)}. A later meeting does not hold the return up unless
            the partnership asks for it.
          </p>
          {meeting ? (
            <InsetText>
              {meeting.body} on {dayInWords(meeting.heldOn)}
              {meeting.minuteReference === null ? '' : `, minute ${meeting.minuteReference}`}. Recorded by{' '}
              {meeting.recordedBy} on {instantInWords(meeting.recordedAt)}.
            </InsetText>
          ) : null}
          {page.open ? (
            <Form method="post" noValidate>
              <HiddenFields fields={{ revision: meeting?.revision ?? 0 }} />
              <MeetingFields meeting={meeting} values={actionData?.values} />
              <ButtonGroup>
                <Button preventDoubleClick>Save the meeting</Button>
                {meeting ? (
                  <Button name="intent" value="remove" variant="secondary" preventDoubleClick>
                    Take it out
                  </Button>
                ) : null}
              </ButtonGroup>
            </Form>
          ) : (
            <p className="govuk-body">This return has been sent: what was recorded with it stays.</p>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
