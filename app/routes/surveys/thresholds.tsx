import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { usualThresholds } from '../../features/surveys/rules.ts';
import { thresholdsSchema } from '../../features/surveys/schema.ts';
import { getThresholdsPage, setThresholds } from '../../features/surveys/thresholds.server.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/thresholds';

const title = 'When a survey says otherwise';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return {
    page: await getThresholdsPage(portal.database.db, viewer, params.cycleId),
    saved: url.searchParams.get('saved') === 'yes',
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await getThresholdsPage(portal.database.db, viewer, params.cycleId);
  const parsed = parseForm(thresholdsSchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  await setThresholds(portal, viewer, params.cycleId, parsed.value);
  return redirect(`/cycles/${params.cycleId}/surveys?saved=yes`);
}

export default function Thresholds({ loaderData: { page, saved }, actionData }: Route.ComponentProps) {
  const { cycle, thresholds, set } = page;
  return (
    <Main before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      <title>{pageTitle(title, actionData !== undefined)}</title>
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          {saved && !actionData ? (
            <NotificationBanner kind="success">
              <BannerHeading>
                It is set from now on. Samples that were drawn, and packs, stay as they were
              </BannerHeading>
            </NotificationBanner>
          ) : null}
          <span className="govuk-caption-l">{cycle.name}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">
            Survey figures stand beside ratings. Where the two do not go together, the moderator’s page and the pack say
            so, a question for the panel is suggested, and sampling can pick the return. Nothing follows by itself.
          </p>
          <p className="govuk-body">
            Until you set it, a survey says otherwise where fewer than {usualThresholds.under}% agree beside the best
            rating, and where {usualThresholds.over}% or more agree beside a rating that asks for an action. No
            published figure was found; one in four who do not agree is more than the noise of a small survey.
          </p>
          {set ? (
            <p className="govuk-body">
              Set by {set.by} on {instantInWords(set.at)}.
            </p>
          ) : null}
          {cycle.closed ? (
            <InsetText>
              This cycle is closed: under {thresholds.under}% beside the best rating, {thresholds.over}% or more beside
              one that asks for an action.
            </InsetText>
          ) : (
            <Form method="post" noValidate>
              <TextInput
                name="under"
                label="Beside the best rating: fewer than this many in a hundred agree"
                labelSize="s"
                width={3}
                inputMode="numeric"
                defaultValue={typedText(actionData?.values, 'under', thresholds.under)}
              />
              <TextInput
                name="over"
                label="Beside a rating that asks for an action: at least this many in a hundred agree"
                labelSize="s"
                width={3}
                inputMode="numeric"
                defaultValue={typedText(actionData?.values, 'over', thresholds.over)}
              />
              <Button preventDoubleClick>Save</Button>
            </Form>
          )}
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
