import { signedIn } from '../../context.server.ts';
import { PackTwin } from '../../features/challenge/components/pack-twin.tsx';
import { previewPack } from '../../features/challenge/pack/builder-page.server.ts';
import { readWanted } from '../../features/challenge/pack/post-builder.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/preview';

/** As the compiled pack, which runs no script. */
export const handle = { noScripts: true };

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `Preview of the pack: ${loaderData.title}` : 'Preview of the pack') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return previewPack(portal, viewer, params.sessionId, readWanted(url.searchParams));
}

export default function Preview({ loaderData: model, params }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/challenge/${params.sessionId}/pack`}>Back to the builder</BackLink>} width="full">
      <WarningText>This is a preview. It is not compiled or kept, and it changes as the records do.</WarningText>
      <PackTwin model={model} />
    </Main>
  );
}
