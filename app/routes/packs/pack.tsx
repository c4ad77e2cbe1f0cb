import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { PackTwin } from '../../features/challenge/components/pack-twin.tsx';
import { refuseUnreleasedPack } from '../../features/challenge/invited/papers.server.ts';
import { getStoredPack } from '../../features/challenge/pack/pack-file.server.ts';
import { refuseWhileBlind } from '../../features/cycles/blind.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/pack';

/** The accessible record runs no script. */
export const handle = { noScripts: true };

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `Pack: ${loaderData.model.title}` : 'Pack') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const pack = await getStoredPack(portal.database.db, partnershipScope(viewer, 'pack.read'), params.packId);
  await refuseUnreleasedPack(portal.database.db, viewer, pack.id, portal.stamp().today);
  await refuseWhileBlind(portal.database.db, viewer, { packId: pack.id });
  return {
    id: pack.id,
    sessionId: pack.sessionId,
    ready: pack.status === 'ready',
    pages: pack.pages,
    model: pack.model,
  };
}

export default function Pack({ loaderData: { id, sessionId, ready, pages, model } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/challenge/${sessionId}`}>Back to the session</BackLink>} width="full">
      <p className="govuk-body app-not-in-print">
        {ready ? (
          <a className="govuk-link" href={`/packs/${id}.pdf`}>
            Download this pack (PDF, {pages} pages)
          </a>
        ) : (
          <a className="govuk-link" href={`/packs/${id}/progress`}>
            The printed version is still being compiled
          </a>
        )}
      </p>
      <PackTwin model={model} />
    </Main>
  );
}
