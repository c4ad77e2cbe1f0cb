import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope } from '../../features/accounts/viewer.ts';
import { ActionFilterForm, ActionTable } from '../../features/actions/components/action-list.tsx';
import {
  countActions,
  listActionGroups,
  listActionOrganisations,
  listActionPriorities,
  listActions,
} from '../../features/actions/queries.server.ts';
import { readActionFilter } from '../../features/actions/schema.ts';
import { actionScope } from '../../features/actions/scope.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/list';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.actions.page > 1 ? `Actions, page ${loaderData.actions.page}` : 'Actions',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = actionScope(viewer);
  const { today } = portal.stamp();
  const filter = readActionFilter(url.searchParams);
  return {
    filter,
    actions: await listActions(db, scope, filter, today, pageAsked(url.searchParams)),
    organisations: await listActionOrganisations(db, scope),
    groups: await listActionGroups(db, scope),
    priorities: await listActionPriorities(db, scope),
    counts: await countActions(db, scope, today),
    mayRatify: findPartnershipScope(viewer, 'action.ratify') !== undefined,
    mayLook: findPartnershipScope(viewer, 'action.verify') !== undefined,
    maySet: findPartnershipScope(viewer, 'action.settings') !== undefined,
    mayAdd: findPartnershipScope(viewer, 'action.change') !== undefined,
    hasPlan: scope.organisations !== undefined || scope.partnerships !== undefined,
  };
}

export default function Actions({ loaderData }: Route.ComponentProps) {
  const { actions, counts, filter, organisations, groups, priorities, mayAdd, hasPlan } = loaderData;
  const { search } = useLocation();
  return (
    <Main width="full">
      <h1 className="govuk-heading-l">Actions</h1>
      <p className="govuk-body">
        {countOf(counts.current, 'action is', 'actions are')} not closed: {counts.overdue} overdue, {counts.toCheck}{' '}
        done and waiting to be checked, {counts.toRatify} checked and waiting for the board.
      </p>
      {hasPlan ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/action-plans">
            Action plan: by agency, group, priority and over time
          </Anchor>
        </p>
      ) : null}
      {mayAdd ? <LinkButton href="/actions/new">Add an action</LinkButton> : null}
      <Elsewhere mayRatify={loaderData.mayRatify} mayLook={loaderData.mayLook} maySet={loaderData.maySet} />
      <ActionFilterForm filter={filter} organisations={organisations} groups={groups} priorities={priorities} />
      {actions.items.length === 0 ? (
        <EmptyState>No actions match these filters.</EmptyState>
      ) : (
        <>
          <p className="govuk-body">
            {countOf(actions.total, 'action')} in this list.{' '}
            <Anchor className="govuk-link" href={`/actions.csv${search}`} reloadDocument>
              Download it as a spreadsheet (CSV)
            </Anchor>
          </p>
          <ActionTable actions={actions.items} filter={filter} search={search} />
        </>
      )}
      <Pagination page={actions.page} pageCount={actions.pageCount} search={search} />
    </Main>
  );
}

/** Pages about actions as a whole. */
function Elsewhere({ mayRatify, mayLook, maySet }: { mayRatify: boolean; mayLook: boolean; maySet: boolean }) {
  if (!mayRatify && !mayLook && !maySet) return null;
  return (
    <ul className="govuk-list">
      {mayRatify ? (
        <li>
          <Anchor className="govuk-link" href="/actions/board">
            Actions for the board
          </Anchor>
        </li>
      ) : null}
      {mayLook ? (
        <li>
          <Anchor className="govuk-link" href="/actions/revisit">
            Closed actions looked at again
          </Anchor>
        </li>
      ) : null}
      {maySet ? (
        <li>
          <Anchor className="govuk-link" href="/actions/settings">
            How you work with actions
          </Anchor>
        </li>
      ) : null}
    </ul>
  );
}
