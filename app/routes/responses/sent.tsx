import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { listBatches } from '../../features/challenge/responses/response-queries.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf, instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/sent';

export const meta: Route.MetaFunction = ({ loaderData: page }) => {
  const place = page && page.pageCount > 1 ? ` (page ${page.page} of ${page.pageCount})` : '';
  return [{ title: pageTitle(`Written responses${place}`) }];
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return listBatches(portal.database.db, viewer, pageAsked(url.searchParams));
}

const states = { draft: 'Being written', sending: 'Being sent', done: 'Sent' } as const;

export default function SentResponses({ loaderData: page }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main before={<BackLink href="/responses">Back to what waits for an answer</BackLink>}>
      <h1 className="govuk-heading-l">Written responses</h1>
      {page.items.length === 0 ? (
        <EmptyState>None has been written yet.</EmptyState>
      ) : (
        <Table
          caption={countOf(page.total, 'text')}
          captionSize="m"
          scrollLabel="Written responses"
          rowHeaders
          columns={[{ label: 'When' }, { label: 'Cycle' }, { label: 'By' }, { label: 'State' }, { label: 'Returns' }]}
          rows={page.items.map((batch) => ({
            key: batch.id,
            cells: [
              <Anchor key="when" className="govuk-link" href={`/responses/${batch.id}`}>
                {instantInWords(batch.at)}
              </Anchor>,
              batch.cycle,
              batch.by,
              states[batch.status],
              batch.status === 'draft' ? `${batch.returns} chosen` : `${batch.sent} of ${batch.returns} sent`,
            ],
          }))}
        />
      )}
      <Pagination page={page.page} pageCount={page.pageCount} search={search} />
    </Main>
  );
}
