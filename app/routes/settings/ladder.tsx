import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { ladderPartnership, saveLadder } from '../../features/escalation/commands/save-settings.server.ts';
import { LadderFields } from '../../features/escalation/components/ladder-fields.tsx';
import { LadderPreview } from '../../features/escalation/components/ladder-preview.tsx';
import { subjects } from '../../features/escalation/ladder.ts';
import { ladderFormSchema } from '../../features/escalation/ladder-form.ts';
import { getLadder } from '../../features/escalation/ladders.server.ts';
import { dueIn, previewLadder } from '../../features/escalation/preview.server.ts';
import { subjectIn } from '../../features/escalation/schema.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { notFound } from '../../platform/refusals.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/ladder';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const partnershipId = ladderPartnership(viewer);
  const subject = subjectIn(params.subject);
  if (!subject) throw notFound();
  const stored = await getLadder(db, partnershipId, subject);
  const dueOn = dueIn(url.searchParams) ?? portal.stamp().today;
  return {
    subject,
    stored,
    dueOn,
    preview: await previewLadder(db, partnershipId, stored.ladder, dueOn),
    done: url.searchParams.get('done') === 'saved',
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  ladderPartnership(viewer);
  const subject = subjectIn(params.subject);
  if (!subject) throw notFound();
  const form = await request.formData();
  const parsed = parseForm(ladderFormSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const saved = await saveLadder(portal, viewer, subject, parsed.value);
  if (!saved.ok) return data({ ...saved, values: typedValues(form) }, { status: 409 });
  return redirect(`/settings/escalation/${subject}?done=saved`);
}

export default function LadderPage({ loaderData, actionData }: Route.ComponentProps) {
  const { subject, stored, dueOn, preview, done } = loaderData;
  return (
    <Main before={<BackLink href="/settings/escalation">Ladders and letters</BackLink>}>
      <title>{pageTitle(`Ladder: ${subjects[subject].words}`, Boolean(actionData))}</title>
      {done && !actionData ? (
        <NotificationBanner kind="success">
          <BannerHeading>The ladder has been saved</BannerHeading>
        </NotificationBanner>
      ) : null}
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        <h1 className="govuk-heading-l">Ladder: {subjects[subject].words}</h1>
        <p className="govuk-body">It counts from {subjects[subject].counts}.</p>
        <LadderPreview dueOn={dueOn} lines={preview} />
        <TwoThirds>
          <Form method="post" noValidate>
            <HiddenFields fields={{ revision: stored.revision }} />
            <LadderFields values={actionData?.values} ladder={stored.ladder} />
            <Button preventDoubleClick>Save the ladder</Button>
          </Form>
        </TwoThirds>
      </FormErrors>
    </Main>
  );
}
