import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { ladderPartnership, saveWording } from '../../features/escalation/commands/save-settings.server.ts';
import { duties, isDuty, isLetter, letters } from '../../features/escalation/ladder.ts';
import { getWording } from '../../features/escalation/ladders.server.ts';
import { wordingSchema } from '../../features/escalation/schema.ts';
import { letterFacts } from '../../features/escalation/wording.ts';
import { parseForm, typedValues } from '../../platform/form-parsing.ts';
import { notFound } from '../../platform/refusals.ts';
import { typedText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { TextArea } from '../../ui/text-area.tsx';
import type { Route } from './+types/letter-wording';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

function wordingIn({ letter, duty }: { letter: string; duty: string }) {
  if (!isLetter(letter) || !isDuty(duty)) throw notFound();
  return { letter, duty };
}

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const partnershipId = ladderPartnership(viewer);
  const place = wordingIn(params);
  return {
    ...place,
    stored: await getWording(portal.database.db, partnershipId, place.letter, place.duty),
    done: url.searchParams.get('done') === 'saved',
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  ladderPartnership(viewer);
  const place = wordingIn(params);
  const form = await request.formData();
  const parsed = parseForm(wordingSchema, form);
  if (!parsed.ok) return data(parsed, { status: 422 });
  const saved = await saveWording(portal, viewer, place, parsed.value);
  if (!saved.ok) return data({ ...saved, values: typedValues(form) }, { status: saved.errors.text ? 422 : 409 });
  return redirect(`${url.pathname}?done=saved`);
}

export default function LetterWording({ loaderData, actionData }: Route.ComponentProps) {
  const { letter, duty, stored, done } = loaderData;
  return (
    <Main before={<BackLink href="/settings/escalation">Ladders and letters</BackLink>}>
      <title>{pageTitle(`Words of a letter: ${letters[letter]}`, Boolean(actionData))}</title>
      {done && !actionData ? (
        <NotificationBanner kind="success">
          <BannerHeading>The words have been saved</BannerHeading>
        </NotificationBanner>
      ) : null}
      <TwoThirds>
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <span className="govuk-caption-l">{duties[duty]}</span>
          <h1 className="govuk-heading-l">{letters[letter]}</h1>
          <Form method="post" noValidate>
            <HiddenFields fields={{ revision: stored.revision }} />
            <TextArea
              name="text"
              label="What the letter starts with"
              rows={16}
              defaultValue={typedText(actionData?.values, 'text', stored.text)}
            />
            <p className="govuk-body">These are filled in when a letter is drafted:</p>
            <ul className="govuk-list govuk-list--bullet">
              {Object.entries(letterFacts).map(([fact, words]) => (
                <li key={fact}>
                  (({fact})): {words}
                </li>
              ))}
            </ul>
            <Button preventDoubleClick>Save the words</Button>
          </Form>
        </FormErrors>
      </TwoThirds>
    </Main>
  );
}
