import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope, partnershipScope } from '../../features/accounts/viewer.ts';
import { listCycles } from '../../features/cycles/queries.server.ts';
import { cycleStatuses } from '../../features/cycles/rules.ts';
import { pageAsked } from '../../platform/paging.ts';
import { dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Route } from './+types/cycles';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Cycles') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'cycle.read');
  const { items, ...list } = await listCycles(portal.database.db, scope, pageAsked(url.searchParams));
  return {
    ...list,
    mayChange: findPartnershipScope(viewer, 'cycle.change') !== undefined,
    cycles: items.map((cycle) => ({
      id: cycle.id,
      name: cycle.name,
      standards: cycle.shortTitle,
      status: cycleStatuses[cycle.status],
      due: dayInWords(cycle.dueOn),
      sent: cycle.status === 'draft' ? '' : `${cycle.sent} of ${cycle.returns}`,
    })),
  };
}

export default function Cycles({ loaderData: { cycles, page, pageCount, mayChange } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main>
      <h1 className="govuk-heading-l">Cycles</h1>
      <p className="govuk-body">
        A cycle asks a group of organisations one set of standards, from the day it opens to the answer that each of
        them gets.
      </p>
      {mayChange ? <LinkButton href="/cycles/new">Prepare a cycle</LinkButton> : null}
      {cycles.length === 0 ? (
        <EmptyState>There is no cycle yet.</EmptyState>
      ) : (
        <Table
          caption="Cycles, open ones first"
          captionHidden
          rowHeaders
          scrollLabel="Cycles, scrolls sideways"
          columns={[
            { label: 'Cycle' },
            { label: 'Standards' },
            { label: 'Status' },
            { label: 'Returns due' },
            { label: 'Sent', numeric: true },
          ]}
          rows={cycles.map((cycle) => ({
            key: cycle.id,
            cells: [
              <Anchor key="name" className="govuk-link" href={`/cycles/${cycle.id}`}>
                {cycle.name}
              </Anchor>,
              cycle.standards,
              <Tag key="status" tone={cycle.status.tone}>
                {cycle.status.words}
              </Tag>,
              cycle.due,
              { content: cycle.sent, className: 'app-nowrap' },
            ],
          }))}
        />
      )}
      <Pagination page={page} pageCount={pageCount} search={search} />
    </Main>
  );
}
