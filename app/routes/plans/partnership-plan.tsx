import { redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { PlanFilterForm } from '../../features/plans/components/plan-filter-form.tsx';
import { PlanView } from '../../features/plans/components/plan-view.tsx';
import { getPlanPage } from '../../features/plans/plan/get-plan.server.ts';
import { readPlanFilter } from '../../features/plans/plan-filter.ts';
import { progressesGroups } from '../../features/plans/progress/scope.server.ts';
import { planScope } from '../../features/plans/scope.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/partnership-plan';

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const page = loaderData?.actions.page ?? 1;
  return [{ title: pageTitle(page > 1 ? `Action plan, page ${page}` : 'Action plan') }];
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = planScope(viewer);
  const [own, ...others] = scope.organisations?.organisationIds ?? [];
  // People of one organisation have one plan.
  if (!scope.partnerships && own !== undefined && others.length === 0)
    throw redirect(`/action-plans/${own}${url.search}`);
  const { today } = portal.stamp();
  const filter = readPlanFilter(url.searchParams);
  const page = await getPlanPage(portal.database.db, scope, filter, today, pageAsked(url.searchParams));
  return { ...page, hasBoard: scope.partnerships !== undefined, mayProgress: progressesGroups(viewer) };
}

export default function PartnershipPlan({ loaderData: page }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main before={<BackLink href="/actions">Actions</BackLink>} width="full">
      <h1 className="govuk-heading-l">Action plan</h1>
      <ul className="govuk-list">
        {page.hasBoard ? <PlanLink href="/action-plans/board">One page for the board</PlanLink> : null}
        {page.mayProgress ? (
          <PlanLink href="/action-plans/progress">Report progress on the groups’ own actions in a workbook</PlanLink>
        ) : null}
        {page.hasBoard
          ? null
          : page.choices.organisations.map(({ id, name }) => (
              <PlanLink key={id} href={`/action-plans/${id}`}>
                {name}
              </PlanLink>
            ))}
      </ul>
      <PlanFilterForm key={search} filter={page.filter} choices={page.choices} clearHref="/action-plans" />
      <PlanView page={page} search={search} />
    </Main>
  );
}

const PlanLink = ({ href, children }: { href: string; children: string }) => (
  <li>
    <Anchor className="govuk-link" href={href}>
      {children}
    </Anchor>
  </li>
);
