import { signedIn } from '../../context.server.ts';
import { EditionText } from '../../features/questionnaire/components/edition-text.tsx';
import { getSharedEdition } from '../../features/questionnaire/editions.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/edition';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData?.edition.shortTitle ?? 'Standards') },
];

/** The whole edition to read and print; long, and nothing on it needs a script. */
export const handle = { noScripts: true };

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal } = await signedIn(context, url);
  const { edition } = await getSharedEdition(portal.database.db, `${params.setCode}/${params.edition}`);
  return { edition };
}

export default function EditionPage({ loaderData: { edition } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/standards">Standards</BackLink>}>
      <EditionText edition={edition} />
    </Main>
  );
}
