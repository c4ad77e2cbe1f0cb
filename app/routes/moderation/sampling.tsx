import { data, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import {
  AddByHand,
  SampleForm,
  SamplePreviewTable,
  StandingSample,
} from '../../features/moderation/components/sampling.tsx';
import { postSampleForm } from '../../features/moderation/sampling/change-sample.server.ts';
import { getSamplingPage } from '../../features/moderation/sampling/page.server.ts';
import type { TypedValues } from '../../platform/form-parsing.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/sampling';

const title = 'Which returns are moderated';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: a return may have been sent meanwhile. */
export const shouldRevalidate = () => true;

const doneWords: Readonly<Record<string, string>> = {
  drawn: 'The sample has been chosen.',
  added: 'The return has been added.',
  removed: 'The return has been taken out.',
};

const valuesIn = (search: URLSearchParams): TypedValues => ({
  ...Object.fromEntries(search),
  risks: search.getAll('risks'),
});

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const values = valuesIn(url.searchParams);
  const page = await getSamplingPage(portal.database.db, viewer, params.cycleId, {
    values,
    page: pageAsked(url.searchParams),
  });
  return {
    page,
    values,
    // A new seed for a new choice; the manager may type another.
    seed: portal.newId().slice(-8),
    done: doneWords[url.searchParams.get('done') ?? ''] ?? null,
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postSampleForm(portal, viewer, params.cycleId, await request.formData());
  if (posted.ok) return redirect(`/cycles/${params.cycleId}/sampling?done=${posted.done}`);
  return data(posted, { status: posted.stale ? 409 : 422 });
}

export default function Sampling({
  loaderData: { page, values, seed, done },
  actionData: failed,
}: Route.ComponentProps) {
  const { search } = useLocation();
  const { cycle, preview } = page;
  const errors = failed?.errors ?? page.errors;
  const wrong = Object.keys(errors).length > 0;
  return (
    <Main before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      <title>{pageTitle(title, wrong)}</title>
      {done && !wrong ? (
        <NotificationBanner kind="success" key={done}>
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <FormErrors errors={errors}>
        <ErrorSummary />
        <span className="govuk-caption-l">{cycle.name}</span>
        <h1 className="govuk-heading-l">{title}</h1>
        {cycle.closed ? <InsetText>This cycle is closed: what was moderated stays as it was.</InsetText> : null}
        {preview ? <SamplePreviewTable preview={preview} search={search} closed={cycle.closed} /> : null}
        <StandingSample page={page} search={search} showsPages={preview === null} />
        {cycle.closed ? null : (
          <>
            <SampleForm values={values} standing={page.draw} seed={seed} cycleId={cycle.id} />
            <AddByHand outside={page.outside} values={failed?.values} />
          </>
        )}
      </FormErrors>
    </Main>
  );
}
