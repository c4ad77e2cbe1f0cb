import { signedIn } from '../../context.server.ts';
import { requireSystem } from '../../features/accounts/viewer.ts';
import { listFailedJobs } from '../../features/system/installation.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/jobs';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Work that failed') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  requireSystem(viewer, 'system.read');
  return { query: url.search, list: await listFailedJobs(portal.database.db, pageAsked(url.searchParams)) };
}

export default function Jobs({ loaderData: { query, list } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/system">System</BackLink>}>
      <h1 className="govuk-heading-l">Work that failed</h1>
      {list.total === 0 ? <p className="govuk-body">Nothing failed.</p> : null}
      {list.total > 0 ? (
        <Table
          caption="Work in the background that was given up"
          scrollLabel="Table of work that failed"
          columns={[{ label: 'What' }, { label: 'Number' }, { label: 'When' }, { label: 'Tries', numeric: true }]}
          rows={list.items.map(({ id, kind, failedAt, tries }) => ({
            key: id,
            cells: [kind, id, instantInWords(failedAt), { content: tries, numeric: true }],
          }))}
        />
      ) : null}
      <Pagination page={list.page} pageCount={list.pageCount} search={query} />
      <p className="govuk-body">
        The reason stands in the log of the server under the number. Messages that did not go out are tried again with{' '}
        <code>npm run los -- outbox retry</code>.
      </p>
    </Main>
  );
}
