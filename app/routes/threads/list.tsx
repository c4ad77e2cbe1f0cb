import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { getThreadList } from '../../features/threads/list-page.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf, instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Route } from './+types/list';

export const meta: Route.MetaFunction = ({ loaderData: page }) => {
  const place = page && page.pageCount > 1 ? ` (page ${page.page} of ${page.pageCount})` : '';
  return [{ title: pageTitle(`Messages with agencies${place}`) }];
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getThreadList(portal.database.db, viewer, pageAsked(url.searchParams));
}

export default function Threads({ loaderData: page }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main>
      <h1 className="govuk-heading-l">Messages with agencies</h1>
      <p className="govuk-body">
        What agencies wrote to you about their returns, what you asked them, and their answers. What they write among
        themselves is not here and nowhere else for you to see.
      </p>
      {page.items.length === 0 ? (
        <EmptyState>Nothing has been written yet. You ask about a return on the pages of its moderation.</EmptyState>
      ) : (
        <Table
          caption={countOf(page.total, 'return')}
          captionSize="m"
          scrollLabel="Returns with messages"
          columns={[
            { label: 'Organisation' },
            { label: 'Cycle' },
            { label: 'Last message' },
            { label: 'Questions' },
            { label: 'Messages', numeric: true },
          ]}
          rows={page.items.map((entry) => ({
            key: entry.returnId,
            cells: [
              <span key="name">
                <Anchor className="govuk-link" href={`/threads/${entry.returnId}`}>
                  {entry.organisation}
                  <span className="govuk-visually-hidden">, {entry.cycle}</span>
                </Anchor>{' '}
                {entry.unread ? <Tag>New</Tag> : null}
              </span>,
              entry.cycle,
              instantInWords(entry.lastAt),
              `${entry.open} waiting, ${entry.answered} answered`,
              entry.comments,
            ],
          }))}
        />
      )}
      <Pagination page={page.page} pageCount={page.pageCount} search={search} />
    </Main>
  );
}
