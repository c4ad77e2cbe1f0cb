import { Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { actionSources } from '../../features/actions/rules.ts';
import { getSettingsPage, postSettingsForm } from '../../features/actions/settings-page.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkboxes, SingleCheckbox } from '../../ui/checkboxes.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/settings';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('How you work with actions') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { partnerships: await getSettingsPage(portal, viewer) };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await postSettingsForm(portal, viewer, await request.formData());
  return redirect('/actions/settings?saved=yes');
}

export default function ActionSettings({ loaderData: { partnerships } }: Route.ComponentProps) {
  const [search] = useSearchParams();
  return (
    <Main before={<BackLink href="/actions">Back to actions</BackLink>}>
      <TwoThirds>
        {search.get('saved') ? (
          <NotificationBanner kind="success">
            <BannerHeading>Saved.</BannerHeading>
          </NotificationBanner>
        ) : null}
        <h1 className="govuk-heading-l">How you work with actions</h1>
        {partnerships.map(({ id, name, settings, mayLetManager }) => (
          <Form method="post" key={id}>
            <HiddenFields fields={{ partnership: id }} />
            {partnerships.length > 1 ? <h2 className="govuk-heading-m">{name}</h2> : null}
            <Checkboxes
              name="ratify[]"
              id={`ratify-${id}`}
              legend="Which actions does a board ratify before they are closed?"
              legendSize="s"
              hint="By where they come from. A single action may say otherwise."
              defaultValues={settings.ratify}
              items={Object.entries(actionSources).map(([value, label]) => ({ value, label }))}
            />
            <Select
              name="impactMonths"
              id={`impact-${id}`}
              label="When is a closed action looked at again?"
              labelSize="s"
              hint="The day is proposed when the action is checked, and can be changed there."
              defaultValue={String(settings.impactMonths)}
              items={[3, 6, 9, 12, 18, 24].map((months) => ({
                value: String(months),
                label: `${months} months later`,
              }))}
            />
            {mayLetManager ? (
              <SingleCheckbox
                name="managerGrantsTime"
                id={`manager-${id}`}
                label="The business manager may grant more time too"
                defaultChecked={settings.managerGrantsTime}
              />
            ) : (
              <p className="govuk-body">
                More time is granted by the independent chair
                {settings.managerGrantsTime ? ' and, as the chair has set it, by the business manager.' : '.'}
              </p>
            )}
            <Button preventDoubleClick>Save</Button>
          </Form>
        ))}
      </TwoThirds>
    </Main>
  );
}
