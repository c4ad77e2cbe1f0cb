import { signedIn } from '../../context.server.ts';
import { PackDifferences } from '../../features/challenge/components/pack-difference.tsx';
import { getPackChanges } from '../../features/challenge/pack/pack-page.server.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/changes';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `What changed in the pack: ${loaderData.title}` : 'What changed in the pack') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getPackChanges(portal, viewer, params.packId, url.searchParams.get('since'));
}

export default function PackChanges({ loaderData: page }: Route.ComponentProps) {
  const { pack, since, earlier, sessionId, title, difference } = page;
  return (
    <Main before={<BackLink href={`/challenge/${sessionId}`}>Back to the session</BackLink>} width="full">
      <span className="govuk-caption-l">{title}</span>
      <h1 className="govuk-heading-l">
        What changed from version {since.version} to version {pack.version}
      </h1>
      <p className="govuk-body">
        Version {since.version} was compiled on {instantInWords(since.requestedAt)}, version {pack.version} on{' '}
        {instantInWords(pack.requestedAt)}.
      </p>
      {earlier.length > 1 ? (
        <p className="govuk-body">
          Compare with{' '}
          {earlier.map(({ id, version }, at) => (
            <span key={id}>
              {at === 0 ? null : ', '}
              {id === since.id ? (
                <strong>version {version}</strong>
              ) : (
                <Anchor className="govuk-link" href={`/packs/${pack.id}/changes?since=${id}`}>
                  version {version}
                </Anchor>
              )}
            </span>
          ))}
        </p>
      ) : null}
      <PackDifferences difference={difference} />
    </Main>
  );
}
