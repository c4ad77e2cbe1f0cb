import { signedIn } from '../../context.server.ts';
import { listEditions } from '../../features/questionnaire/editions.server.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/library';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Standards') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal } = await signedIn(context, url);
  const editions = await listEditions(portal.database.db);
  return {
    editions: editions.map((edition) => ({ ...edition, installed: instantInWords(edition.installedAt) })),
  };
}

export default function Library({ loaderData: { editions } }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Standards</h1>
      <p className="govuk-body">
        A published edition never changes. Its fingerprint proves that what you read here is what was asked.
      </p>
      {editions.length === 0 ? (
        <EmptyState>No edition has been installed yet.</EmptyState>
      ) : (
        <Table
          caption="Editions in this portal"
          captionHidden
          scrollLabel="Table of editions"
          rowHeaders
          columns={[{ label: 'Edition' }, { label: 'For' }, { label: 'State' }, { label: 'Installed' }]}
          rows={editions.map((edition) => ({
            key: edition.id,
            cells: [
              <Anchor className="govuk-link" key="title" href={`/standards/${edition.id}`}>
                {edition.name}
              </Anchor>,
              edition.sector === 'agency' ? 'Agencies' : 'Schools and colleges',
              edition.status === 'published' ? 'Published' : 'Draft',
              edition.installed,
            ],
          }))}
        />
      )}
    </Main>
  );
}
