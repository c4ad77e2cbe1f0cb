import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { RevisitFiles } from '../../features/actions/components/revisit-facts.tsx';
import { lookIds } from '../../features/actions/components/revisit-forms.tsx';
import { RevisitedAction } from '../../features/actions/components/revisit-member.tsx';
import { lookAgain } from '../../features/actions/revisit/look.server.ts';
import { getRevisit } from '../../features/actions/revisit/queries.server.ts';
import { choiceInWords, figuresInWords, lookSchema } from '../../features/actions/revisit/rules.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { typedText } from '../../platform/typed-text.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Details } from '../../ui/details.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/revisit';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { draw: await getRevisit(portal.database.db, viewer, params.revisitId) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'action.verify');
  await getRevisit(portal.database.db, viewer, params.revisitId);
  const parsed = parseForm(lookSchema, await request.formData());
  if (!parsed.ok) return data(parsed, { status: 422 });
  await lookAgain(portal, viewer, params.revisitId, parsed.value);
  return redirect(`/actions/revisit/${params.revisitId}?saved=yes`);
}

export default function Revisit({ loaderData: { draw }, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const failed = typedText(actionData?.values, 'action');
  return (
    <Main before={<BackLink href="/actions/revisit">Back to closed actions looked at again</BackLink>}>
      <title>{pageTitle('Drawn actions', actionData !== undefined)}</title>
      <TwoThirds>
        <ErrorSummary errors={actionData?.errors} ids={lookIds(failed)} />
        {search.get('saved') && !actionData ? (
          <NotificationBanner kind="success">
            <BannerHeading>What you saw is on record.</BannerHeading>
          </NotificationBanner>
        ) : null}
        <span className="govuk-caption-l">{choiceInWords(draw)}</span>
        <h1 className="govuk-heading-l">Drawn actions</h1>
        <p className="govuk-body">{figuresInWords(draw.figures)}</p>
        <p className="govuk-body">
          Drawn by {draw.by} on {instantInWords(draw.at)} from {draw.drawnFrom} closed actions of {draw.partnership}.
        </p>
        <Details summary="How the lots fell">
          <p className="govuk-body">
            The actions are in the order of the SHA-256 sum of the seed, a colon and the number of the action in its
            address, lowest first. The seed was made at the draw: <span className="app-hash">{draw.seed}</span>
          </p>
        </Details>
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/actions/revisit/${draw.id}/print`}>
            Print these actions
          </Anchor>
          , or download them: <RevisitFiles id={draw.id} />.
        </p>
        {draw.members.map((member) => (
          <RevisitedAction key={member.id} action={member} failed={failed === member.id ? actionData : undefined} />
        ))}
      </TwoThirds>
    </Main>
  );
}
