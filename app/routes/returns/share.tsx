import { data, redirect, useSearchParams } from 'react-router';
import { leadToPrimary, signedIn } from '../../context.server.ts';
import { postShare } from '../../features/submissions/commands/post-share.server.ts';
import { OpenShares, SendCopies, SentShares } from '../../features/submissions/components/share-parts.tsx';
import { getSharePage } from '../../features/submissions/share-page.server.ts';
import { receivesField } from '../../features/submissions/share-page.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/share';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after nothing was done because something changed: the page then shows how it stands. */
export const shouldRevalidate = () => true;

const outcomes = [
  ['taken-back', 'Saved. A copy had been signed or was waiting for signatures: it is in work again'],
  ['saved', 'Who receives what is saved'],
  ['sent', 'Your return has been sent. Each partnership has its own copy'],
  ['offered', 'The partnership has been told that there is a correction'],
  ['kept', 'The copy stays as it was sent'],
] as const;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await leadToPrimary(portal, viewer, params, url);
  return getSharePage(portal.database.db, viewer, params.returnId, portal.stamp().today);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const outcome = await postShare(portal, viewer, params.returnId, await request.formData());
  if (outcome.kind === 'moved') return redirect(outcome.to);
  return data(outcome, { status: outcome.why === 'changed' ? 409 : 422 });
}

export default function Share({ loaderData: page, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const nobody = actionData?.why === 'nobody';
  const done = outcomes.find(([name]) => search.has(name))?.[1];
  return (
    <Main before={<BackLink href={`/returns/${page.returnId}`}>Back to the return</BackLink>}>
      <title>{pageTitle('Who receives what', nobody)}</title>
      <FormErrors errors={nobody ? { [receivesField]: ['Tick at least one partnership'] } : undefined}>
        <ErrorSummary />
        {actionData?.why === 'changed' ? (
          <NotificationBanner key="changed">
            <BannerHeading>
              Nothing was done: answers changed after you opened this page. What you see now is how they stand.
            </BannerHeading>
          </NotificationBanner>
        ) : done && !actionData ? (
          <NotificationBanner kind="success" key={done}>
            <BannerHeading>{done}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <span className="govuk-caption-l">{page.organisationName}</span>
        <h1 className="govuk-heading-l">Who receives what</h1>
        <TwoThirds>
          <OpenShares page={page} />
          <SendCopies page={page} />
          {page.open.length > 1 && page.mayChange ? (
            <p className="govuk-body">
              <Anchor className="govuk-link" href={`/returns/${page.returnId}/together`}>
                Answer one of them on its own again
              </Anchor>
            </p>
          ) : null}
        </TwoThirds>
        <SentShares page={page} />
      </FormErrors>
    </Main>
  );
}
