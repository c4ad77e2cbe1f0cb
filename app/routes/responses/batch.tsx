import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { DraftBatch, SentBatch } from '../../features/challenge/components/batch-parts.tsx';
import { BothTexts } from '../../features/challenge/components/both-texts.tsx';
import { postBatchForm } from '../../features/challenge/responses/post-response-form.server.ts';
import { getBatch } from '../../features/challenge/responses/response-queries.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds, TypedText } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/batch';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may be writing too. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getBatch(portal.database.db, viewer, params.batchId, pageAsked(url.searchParams));
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postBatchForm(portal, viewer, params.batchId, await request.formData());
  return posted.ok ? redirect(posted.to) : data(posted, { status: posted.theirs ? 409 : 422 });
}

const savedWords: Record<string, string> = {
  text: 'The text is saved.',
  'left-out': 'This return is left out.',
};

export default function Batch({ loaderData: batch, actionData: failed }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const saved = failed ? undefined : savedWords[search.get('saved') ?? ''];
  const isDraft = batch.status === 'draft';
  return (
    <Main before={<BackLink href={isDraft ? '/responses' : '/responses/sent'}>Back to the list</BackLink>}>
      <title>{pageTitle('Written response', failed !== undefined)}</title>
      <FormErrors errors={failed?.errors}>
        {failed?.theirs ? (
          <BothTexts
            by="Somebody"
            parts={[{ label: 'Text', name: 'text', saved: failed.theirs.text }]}
            values={failed.values}
          />
        ) : (
          <ErrorSummary />
        )}
        {saved && isDraft ? (
          <NotificationBanner kind="success" key={`${batch.revision}`}>
            <BannerHeading>{saved}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <span className="govuk-caption-l">
          {batch.cycle}, {countOf(batch.counts.returns, 'return')}
        </span>
        <h1 className="govuk-heading-l">Written response</h1>
        <TwoThirds>
          {isDraft && batch.maySend ? (
            <DraftBatch
              batch={batch}
              values={failed && 'text' in failed.values ? failed.values : undefined}
              revision={failed?.theirs?.revision ?? batch.revision}
            />
          ) : (
            <>
              <h2 className="govuk-heading-m">Text</h2>
              {batch.text === '' ? (
                <p className="govuk-body">Nothing is written yet.</p>
              ) : (
                <TypedText>{batch.text}</TypedText>
              )}
            </>
          )}
        </TwoThirds>
        {isDraft ? null : <SentBatch batch={batch} />}
      </FormErrors>
    </Main>
  );
}
