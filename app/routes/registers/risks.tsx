import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope, partnershipScope } from '../../features/accounts/viewer.ts';
import { RiskFilterForm, RiskTable } from '../../features/registers/risks/components/risk-list.tsx';
import { RiskMatrix } from '../../features/registers/risks/components/risk-matrix.tsx';
import {
  countMatrix,
  countRisks,
  listHoldingGroups,
  listRisks,
} from '../../features/registers/risks/queries.server.ts';
import { readRiskFilter } from '../../features/registers/risks/schema.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/risks';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.risks.page > 1 ? `Risk register, page ${loaderData.risks.page}` : 'Risk register',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'risk.read');
  const { today } = portal.stamp();
  const filter = readRiskFilter(url.searchParams);
  return {
    filter,
    risks: await listRisks(db, scope, filter, today, pageAsked(url.searchParams)),
    cells: await countMatrix(db, scope, filter, today),
    groups: await listHoldingGroups(db, scope),
    counts: await countRisks(db, scope, today),
    mayRaise: findPartnershipScope(viewer, 'risk.change') !== undefined,
  };
}

export default function Risks({ loaderData }: Route.ComponentProps) {
  const { filter, risks, cells, groups, counts, mayRaise } = loaderData;
  const { search } = useLocation();
  return (
    <Main before={<BackLink href="/registers">Registers</BackLink>} width="full">
      <h1 className="govuk-heading-l">Risk register</h1>
      <p className="govuk-body">
        What may go wrong for the partnership and for its work, what is done about it, and when it is looked at next.
      </p>
      <p className="govuk-body">
        {countOf(counts.strategic, 'strategic risk')} and {countOf(counts.operational, 'operational risk')} on the
        register; {countOf(counts.overdue, 'review is', 'reviews are')} overdue.
      </p>
      {mayRaise ? <LinkButton href="/risks/new">Put a risk on the register</LinkButton> : null}
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/risks/report">
          Quarterly report to the board
        </Anchor>
      </p>
      <RiskFilterForm filter={filter} groups={groups} />
      {risks.items.length === 0 ? (
        <EmptyState>No risks match these filters.</EmptyState>
      ) : (
        <>
          <RiskMatrix cells={cells} caption="Where these risks lie: likelihood down, impact across" />
          <p className="govuk-body">{countOf(risks.total, 'risk')} in this list.</p>
          <RiskTable risks={risks.items} filter={filter} search={search} />
        </>
      )}
      <Pagination page={risks.page} pageCount={risks.pageCount} search={search} />
    </Main>
  );
}
