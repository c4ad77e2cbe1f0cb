import { data, Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { JoinForm } from '../../features/returns/components/join-form.tsx';
import { getTogetherPage, postTogether } from '../../features/returns/shared/together-page.server.ts';
import { dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/together';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after nothing was done because something changed: the page then shows how it stands. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getTogetherPage(portal.database.db, viewer, { ...params, otherId: url.searchParams.get('with') });
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const outcome = await postTogether(portal, viewer, params.returnId, await request.formData());
  if (outcome.kind === 'moved') return redirect(outcome.to);
  return data(outcome, { status: outcome.why === 'changed' ? 409 : 422 });
}

export default function Together({ loaderData: page, actionData }: Route.ComponentProps) {
  const { returnId, join, candidates, together } = page;
  const undecided = actionData?.why === 'undecided';
  return (
    <Main before={<BackLink href={`/returns/${returnId}`}>Back to the return</BackLink>}>
      <title>{pageTitle('Answer once', undecided)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        {actionData?.why === 'changed' ? (
          <NotificationBanner key="changed">
            <BannerHeading>
              Nothing was joined: somebody worked on one of the returns after you opened this page. What you see now is
              how they stand.
            </BannerHeading>
          </NotificationBanner>
        ) : null}
        <span className="govuk-caption-l">
          {page.organisationName}: {page.cycleName}
        </span>
        <h1 className="govuk-heading-l">Answer once</h1>
        <TwoThirds>
          {join ? <JoinForm page={join} chosen={actionData?.chosen ?? {}} /> : null}
          {join ? null : <Candidates returnId={returnId} candidates={candidates} />}
        </TwoThirds>
        {join || together.length === 0 ? null : <Members together={together} />}
      </FormErrors>
    </Main>
  );
}

function Candidates({ returnId, candidates }: Pick<Route.ComponentProps['loaderData'], 'returnId' | 'candidates'>) {
  if (candidates.length === 0)
    return <EmptyState>No other partnership asks you the same questions at the moment.</EmptyState>;
  return candidates.map(({ id, partnershipName, cycleName, dueOn, refused }) => (
    <section key={id} aria-labelledby={`candidate-${id}`}>
      <h2 className="govuk-heading-m" id={`candidate-${id}`}>
        {partnershipName}
      </h2>
      <p className="govuk-body">
        {cycleName}, due {dayInWords(dueOn)}.
      </p>
      <p className="govuk-body">
        {refused ?? (
          <Anchor className="govuk-link" href={`/returns/${returnId}/together?with=${id}`}>
            See what answering once would do
          </Anchor>
        )}
      </p>
    </section>
  ));
}

function Members({ together }: Pick<Route.ComponentProps['loaderData'], 'together'>) {
  return (
    <section aria-labelledby="members">
      <h2 className="govuk-heading-m" id="members">
        Answered together now
      </h2>
      {together.map(({ id, partnershipName }) => (
        <Form key={id} method="post">
          <HiddenFields fields={{ intent: 'part', with: id }} />
          <p className="govuk-body">
            {partnershipName}: taken out, it keeps a copy of every answer and is answered on its own again.
          </p>
          <Button variant="secondary" preventDoubleClick>
            Take out<span className="govuk-visually-hidden"> {partnershipName}</span>
          </Button>
        </Form>
      ))}
    </section>
  );
}
