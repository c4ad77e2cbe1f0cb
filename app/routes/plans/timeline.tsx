import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { PlanFilterForm } from '../../features/plans/components/plan-filter-form.tsx';
import { TimelineFigure } from '../../features/plans/components/timeline-figure.tsx';
import { planQuery, readPlanFilter } from '../../features/plans/plan-filter.ts';
import { listPlan, listPlanChoices } from '../../features/plans/plan-rows.server.ts';
import { planScope } from '../../features/plans/scope.server.ts';
import { timelineOf } from '../../features/plans/timeline/timeline.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/timeline';

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const page = loaderData?.page ?? 1;
  return [{ title: pageTitle(page > 1 ? `Timeline of actions, page ${page}` : 'Timeline of actions') }];
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = planScope(viewer);
  const { today } = portal.stamp();
  const filter = readPlanFilter(url.searchParams);
  const { items, page, pageCount } = await listPlan(db, scope, filter, today, pageAsked(url.searchParams));
  const choices = await listPlanChoices(db, scope, today);
  return { filter, choices, page, pageCount, timeline: timelineOf(items, today) };
}

export default function TimelinePage({ loaderData }: Route.ComponentProps) {
  const { filter, choices, timeline, page, pageCount } = loaderData;
  const { search } = useLocation();
  return (
    <Main before={<BackLink href={`/action-plans${planQuery(filter)}`}>Action plan</BackLink>} width="full">
      <h1 className="govuk-heading-l">Timeline of actions</h1>
      <PlanFilterForm key={search} filter={filter} choices={choices} clearHref="/action-plans/timeline" />
      {timeline.rows.length === 0 ? (
        <EmptyState>No actions match these filters.</EmptyState>
      ) : (
        <TimelineFigure timeline={timeline} />
      )}
      <Pagination page={page} pageCount={pageCount} search={search} />
    </Main>
  );
}
