import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope } from '../../features/accounts/viewer.ts';
import { EscalationFilterForm, EscalationTable } from '../../features/escalation/components/escalation-list.tsx';
import { listEscalations, listRaisedOrganisations } from '../../features/escalation/queries.server.ts';
import { readEscalationFilter } from '../../features/escalation/schema.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/list';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.escalations.page > 1 ? `Escalation, page ${loaderData.escalations.page}` : 'Escalation',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const filter = readEscalationFilter(url.searchParams);
  return {
    filter,
    escalations: await listEscalations(db, viewer, filter, pageAsked(url.searchParams)),
    organisations: await listRaisedOrganisations(db, viewer),
    maySet: findPartnershipScope(viewer, 'escalation.set') !== undefined,
  };
}

export default function Escalations({ loaderData }: Route.ComponentProps) {
  const { filter, escalations, organisations, maySet } = loaderData;
  const { search } = useLocation();
  return (
    <Main width="full">
      <h1 className="govuk-heading-l">Escalation</h1>
      <p className="govuk-body">
        What is late and has been raised, level by level. It ends once the work is done, sent or answered, or once
        another date is granted.
      </p>
      {maySet ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/settings/escalation">
            Ladders and letters
          </Anchor>
        </p>
      ) : null}
      <EscalationFilterForm filter={filter} organisations={organisations} />
      {escalations.items.length === 0 ? (
        <EmptyState>Nothing has been raised that matches these filters.</EmptyState>
      ) : (
        <>
          <p className="govuk-body">{countOf(escalations.total, 'matter')} in this list.</p>
          <EscalationTable escalations={escalations.items} />
        </>
      )}
      <Pagination page={escalations.page} pageCount={escalations.pageCount} search={search} />
    </Main>
  );
}
