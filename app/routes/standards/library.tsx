import { signedIn } from '../../context.server.ts';
import { EditionLibrary } from '../../features/questionnaire/components/edition-library.tsx';
import { getLibrary } from '../../features/questionnaire/library.server.ts';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/library';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Standards') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal } = await signedIn(context, url);
  return getLibrary(portal.database.db);
}

export default function LibraryPage({ loaderData: library }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Standards</h1>
      <p className="govuk-body">
        Each set of standards has editions. A published edition never changes. Its fingerprint proves that what you read
        here is what was asked. You can read and download every question of an edition before anybody answers it.
      </p>
      <EditionLibrary library={library} />
    </Main>
  );
}
