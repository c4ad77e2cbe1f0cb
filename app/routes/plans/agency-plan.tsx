import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { PlanFilterForm } from '../../features/plans/components/plan-filter-form.tsx';
import { PlanView } from '../../features/plans/components/plan-view.tsx';
import { getPlanPage } from '../../features/plans/plan/get-plan.server.ts';
import { readPlanFilter } from '../../features/plans/plan-filter.ts';
import { progressesPlan } from '../../features/plans/progress/scope.server.ts';
import { getPlanOrganisation, planScope } from '../../features/plans/scope.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/agency-plan';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData
        ? `Action plan of ${loaderData.organisation.name}${loaderData.actions.page > 1 ? `, page ${loaderData.actions.page}` : ''}`
        : 'Action plan',
    ),
  },
];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = planScope(viewer);
  const organisation = await getPlanOrganisation(db, scope, params.organisationId);
  const filter = { ...readPlanFilter(url.searchParams), organisation: organisation.id };
  const page = await getPlanPage(db, scope, filter, portal.stamp().today, pageAsked(url.searchParams));
  return { ...page, organisation, mayProgress: progressesPlan(viewer, organisation.id) };
}

export default function AgencyPlan({ loaderData: page }: Route.ComponentProps) {
  const { search } = useLocation();
  const { organisation } = page;
  const here = `/action-plans/${organisation.id}`;
  return (
    <Main before={<BackLink href="/actions">Actions</BackLink>} width="full">
      <span className="govuk-caption-l">{organisation.name}</span>
      <h1 className="govuk-heading-l">Action plan</h1>
      {page.mayProgress ? <LinkButton href={`${here}/progress`}>Report progress in a workbook</LinkButton> : null}
      <PlanFilterForm key={search} filter={page.filter} choices={page.choices} clearHref={here} organisations={false} />
      <PlanView page={page} search={search} />
    </Main>
  );
}
