import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { getPartnershipMail } from '../../features/notifications/settings.server.ts';
import { saveMailSettings } from '../../features/reminders/commands/save-mail-settings.server.ts';
import { MailSettingsFields } from '../../features/reminders/components/mail-settings-fields.tsx';
import { mailPartnership } from '../../features/reminders/mail-partnership.server.ts';
import { mailSettingsFormSchema } from '../../features/reminders/settings-form.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/messages';

const title = 'Messages and reminders';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return {
    mail: await getPartnershipMail(portal.database.db, mailPartnership(viewer)),
    byNotify: portal.mailer.kind === 'notify',
    done: url.searchParams.get('done') === 'saved',
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  mailPartnership(viewer);
  const form = await request.formData();
  const parsed = parseForm(mailSettingsFormSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const revision = Number(form.get('revision') ?? 0);
  const saved = await saveMailSettings(portal, viewer, { form: parsed.value, revision });
  if (!saved.ok) return data({ ...saved, values: typedValues(form) }, { status: 409 });
  return redirect('/settings/messages?done=saved');
}

export default function Messages({ loaderData: { mail, byNotify, done }, actionData }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/home">Home</BackLink>}>
      <title>{pageTitle(title, Boolean(actionData))}</title>
      {done && !actionData ? (
        <NotificationBanner kind="success">
          <BannerHeading>The settings have been saved</BannerHeading>
        </NotificationBanner>
      ) : null}
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">
            Messages go out Monday to Friday, 8am to 6pm, never on a bank holiday, and at most one a day to each person:
            what comes later is put together and sent the next day. Links to sign in and invitations go out at once.
          </p>
          <p className="govuk-body">
            <Anchor className="govuk-link" href="/settings/messages/preview">
              See what messages say
            </Anchor>
            , or{' '}
            <Anchor className="govuk-link" href="/settings/messages/undelivered">
              see those that did not arrive
            </Anchor>
            .
          </p>
          <Form method="post" noValidate>
            <HiddenFields fields={{ revision: mail.revision }} />
            <MailSettingsFields values={actionData?.values} stored={mail} byNotify={byNotify} />
            <Button preventDoubleClick>Save settings</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
