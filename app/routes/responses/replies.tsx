import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { listAwaitedReplies } from '../../features/challenge/letter/replies.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf, dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/replies';

export const meta: Route.MetaFunction = ({ loaderData: page }) => {
  const place = page && page.pageCount > 1 ? ` (page ${page.page} of ${page.pageCount})` : '';
  return [{ title: pageTitle(`Replies to letters${place}`) }];
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'letter.read');
  return listAwaitedReplies(portal.database.db, scope, portal.stamp().today, pageAsked(url.searchParams));
}

export default function Replies({ loaderData: page }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main before={<BackLink href="/home">Back to your home page</BackLink>}>
      <h1 className="govuk-heading-l">Replies to letters</h1>
      <p className="govuk-body">
        Letters whose agencies have not replied in time, and questions you have not answered.
      </p>
      {page.items.length === 0 ? (
        <EmptyState>No reply is overdue, and no question waits.</EmptyState>
      ) : (
        <Table
          caption={countOf(page.total, 'letter')}
          captionSize="m"
          scrollLabel="Replies to letters"
          rowHeaders
          columns={[{ label: 'Organisation' }, { label: 'Cycle' }, { label: 'Letter' }, { label: 'What is awaited' }]}
          rows={page.items.map((entry) => ({
            cells: [
              entry.organisation,
              entry.cycle,
              <Anchor key="letter" className="govuk-link" href={`/moderation/${entry.submissionId}/letter`}>
                {entry.reference}
              </Anchor>,
              entry.what === 'question'
                ? `Your answer to a question of ${dayInWords(entry.since)}`
                : `A reply that was due on ${dayInWords(entry.since)} (overdue)`,
            ],
          }))}
        />
      )}
      <Pagination page={page.page} pageCount={page.pageCount} search={search} />
    </Main>
  );
}
