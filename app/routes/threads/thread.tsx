import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postSharedForm } from '../../features/threads/commands/post-thread-forms.server.ts';
import { SharedPage, sharedTitle } from '../../features/threads/components/shared-page.tsx';
import { openSharedThread } from '../../features/threads/shared.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/thread';

export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const search = url.searchParams;
  return openSharedThread(portal, viewer, 'partnership', params.returnId, {
    standard: search.get('standard') ?? '',
    question: search.get('question') ?? '',
    page: pageAsked(search),
  });
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postSharedForm(portal, viewer, 'partnership', params.returnId, await request.formData());
  return posted.ok ? redirect(`${url.pathname}${url.search}`) : data(posted, 422);
}

export default function ThreadOfReturn({ loaderData: thread, actionData: failed }: Route.ComponentProps) {
  const moderation = thread.submissionId === null ? null : `/moderation/${thread.submissionId}`;
  return (
    <Main before={<BackLink href="/threads">Messages with agencies</BackLink>}>
      <title>{pageTitle(sharedTitle(thread), failed !== undefined)}</title>
      {moderation === null ? (
        <p className="govuk-body">
          This return has not been sent yet: you read what the agency writes here, and not its draft.
        </p>
      ) : (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={moderation}>
            The return as it was sent
          </Anchor>
        </p>
      )}
      <SharedPage thread={thread} action={`/threads/${thread.returnId}`} failed={failed} />
    </Main>
  );
}
