import { Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInPartnership } from '../../features/accounts/viewer.ts';
import { retryPack } from '../../features/challenge/commands/request-pack.server.ts';
import { usePackProgress } from '../../features/challenge/components/use-pack-progress.ts';
import { getPack, packScope } from '../../features/challenge/pack/pack-queries.server.ts';
import { packStatuses } from '../../features/challenge/rules.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/progress';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Compiling the pack') }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const pack = await getPack(portal.database.db, packScope(viewer), params.packId);
  return { pack, mayCompile: mayInPartnership(viewer, 'pack.compile', pack.partnershipId) };
}

export async function action({ context, params, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  await retryPack(portal, viewer, params.packId);
  return redirect(`/packs/${params.packId}/progress`);
}

export default function Progress({ loaderData: { pack, mayCompile } }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const now = usePackProgress(pack);
  const { words, underWay } = packStatuses[now.status];
  return (
    <Main before={<BackLink href={`/challenge/${pack.sessionId}`}>Back to the session</BackLink>}>
      <h1 className="govuk-heading-l">Pack, version {pack.version}</h1>
      {search.get('unchanged') ? (
        <InsetText>Nothing has changed since this version, so it was not made again.</InsetText>
      ) : null}
      <StatusLine>
        {words}
        {underWay && now.progressNote ? `: ${now.progressNote.toLowerCase()}` : null}
      </StatusLine>
      {underWay ? (
        <>
          <ProgressBar label={`${now.progress}%`} value={now.progress} max={100} />
          <p className="govuk-body">
            This can take a minute or two. You can leave this page; the pack will be with the session.
          </p>
          <p className="govuk-body">
            <Anchor className="govuk-link" href={`/packs/${pack.id}/progress`} reloadDocument>
              Check again
            </Anchor>
          </p>
        </>
      ) : null}
      {now.status === 'ready' ? (
        <p className="govuk-body">
          <LinkButton href={`/packs/${pack.id}.pdf`} reloadDocument>
            Download the pack (PDF{now.pages === null ? '' : `, ${now.pages} pages`})
          </LinkButton>
        </p>
      ) : null}
      {now.status === 'failed' ? (
        <>
          <WarningText>{now.failure ?? 'The pack was not compiled.'}</WarningText>
          {mayCompile ? (
            <Form method="post">
              <Button preventDoubleClick>Try again</Button>
            </Form>
          ) : null}
        </>
      ) : null}
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/packs/${pack.id}`} reloadDocument>
          Read it as a page
        </Anchor>
      </p>
    </Main>
  );
}
