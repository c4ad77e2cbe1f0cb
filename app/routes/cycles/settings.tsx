import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { closeCycle } from '../../features/cycles/commands/close-cycle.server.ts';
import { changeCycle } from '../../features/cycles/commands/create-cycle.server.ts';
import { CycleFields } from '../../features/cycles/components/cycle-fields.tsx';
import { CycleSavedMeanwhile } from '../../features/cycles/components/cycle-saved-meanwhile.tsx';
import { FeedbackSettingsForm } from '../../features/cycles/components/feedback-settings.tsx';
import { ModerationSettingsForm } from '../../features/cycles/components/moderation-settings.tsx';
import { SignOffSettingsForm } from '../../features/cycles/components/sign-off-settings.tsx';
import { feedbackSettingsSchema } from '../../features/cycles/feedback.ts';
import { findFeedbackSettings, saveFeedbackSettings } from '../../features/cycles/feedback-settings.server.ts';
import {
  findModerationSettings,
  moderationSettingsSchema,
  saveModerationSettings,
} from '../../features/cycles/moderation-settings.server.ts';
import { getCycle } from '../../features/cycles/queries.server.ts';
import { closeRefusalWords } from '../../features/cycles/rules.ts';
import { cycleSettingsSchema } from '../../features/cycles/schema.ts';
import { findSignOffSettings, saveSignOffSettings } from '../../features/cycles/sign-off-settings.server.ts';
import { revisionOf } from '../../features/organisations/schema.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { formText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/settings';

const title = 'Name, dates and closing';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const cycle = await getCycle(portal.database.db, partnershipScope(viewer, 'cycle.change'), params.cycleId);
  const { db } = portal.database;
  return {
    cycle,
    signOff: await findSignOffSettings(db, cycle),
    feedback: await findFeedbackSettings(db, cycle),
    moderation: await findModerationSettings(db, cycle),
  };
}

export async function action({ context, request, url, params: { cycleId } }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getCycle(portal.database.db, partnershipScope(viewer, 'cycle.change'), cycleId);
  const form = await request.formData();
  const revision = revisionOf(form);
  const values = typedValues(form);
  if (formText(form, 'intent') === 'close') {
    const closed = await closeCycle(portal, viewer, { cycleId, revision });
    if (closed.ok) return redirect(`/cycles/${cycleId}?done=closed`);
    return data(
      { errors: { '': [closeRefusalWords(closed)] }, values: undefined, current: undefined },
      { status: 409 },
    );
  }
  if (formText(form, 'intent') === 'sign-off') {
    await saveSignOffSettings(portal, viewer, { cycleId, meetingAsked: form.has('meetingAsked') });
    return redirect(`/cycles/${cycleId}?done=saved`);
  }
  if (formText(form, 'intent') === 'feedback') {
    const settings = parseForm(feedbackSettingsSchema, form);
    if (!settings.ok) return data({ ...settings, current: undefined }, { status: 422 });
    await saveFeedbackSettings(portal, viewer, { cycleId, ...settings.value });
    return redirect(`/cycles/${cycleId}?done=saved`);
  }
  if (formText(form, 'intent') === 'moderation') {
    const settings = parseForm(moderationSettingsSchema, form);
    if (!settings.ok) return data({ ...settings, current: undefined }, { status: 422 });
    await saveModerationSettings(portal, viewer, { cycleId, ...settings.value });
    return redirect(`/cycles/${cycleId}?done=saved`);
  }
  const parsed = parseForm(cycleSettingsSchema, form);
  if (!parsed.ok) return data({ ...parsed, current: undefined }, { status: 422 });
  const changed = await changeCycle(portal, viewer, { cycleId, revision, form: parsed.value });
  if (changed.ok) return redirect(`/cycles/${cycleId}?done=saved`);
  if ('current' in changed) return data({ errors: {}, values, current: changed.current }, { status: 409 });
  return data({ errors: changed.errors, values, current: undefined }, { status: 422 });
}

export default function Settings({ loaderData, actionData }: Route.ComponentProps) {
  const cycle = actionData?.current ?? loaderData.cycle;
  const isClosed = cycle.status === 'closed';
  return (
    <Main before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          {actionData?.current ? <CycleSavedMeanwhile current={actionData.current} values={actionData.values} /> : null}
          <span className="govuk-caption-l">{cycle.name}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          {isClosed ? (
            <InsetText>This cycle is closed: its name and dates stay as they are.</InsetText>
          ) : (
            <Form method="post" noValidate>
              <HiddenFields fields={{ revision: cycle.revision }} />
              <CycleFields values={actionData?.values} stored={cycle} opened={cycle.status === 'open'} />
              {cycle.status === 'open' ? (
                <p className="govuk-body">
                  A new due date moves every return that is not sent and has no date of its own.
                </p>
              ) : null}
              <Button preventDoubleClick>Save changes</Button>
            </Form>
          )}
          {isClosed ? null : <SignOffSettingsForm settings={loaderData.signOff} />}
          {isClosed ? null : (
            <FeedbackSettingsForm
              settings={loaderData.feedback}
              values={actionData?.values?.intent === 'feedback' ? actionData.values : undefined}
            />
          )}
          {isClosed ? null : (
            <ModerationSettingsForm
              cycleId={cycle.id}
              settings={loaderData.moderation}
              values={actionData?.values?.intent === 'moderation' ? actionData.values : undefined}
            />
          )}
          {cycle.status === 'open' ? <CloseForm revision={cycle.revision} /> : null}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}

function CloseForm({ revision }: { revision: number }) {
  return (
    <section aria-labelledby="close">
      <h2 className="govuk-heading-m" id="close">
        Close the cycle
      </h2>
      <p className="govuk-body">
        A cycle can be closed once every return that was sent has had its answer. Everything stays readable.
      </p>
      <Form method="post">
        <HiddenFields fields={{ revision }} />
        <Button variant="warning" name="intent" value="close" preventDoubleClick>
          Close the cycle
        </Button>
      </Form>
    </section>
  );
}
