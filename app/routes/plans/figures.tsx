import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { FiguresView } from '../../features/plans/components/figures-view.tsx';
import { PlanFilterForm } from '../../features/plans/components/plan-filter-form.tsx';
import { getPlanFigures, periods } from '../../features/plans/figures/get-figures.server.ts';
import { planQuery } from '../../features/plans/plan-filter.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/figures';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Are actions done in time?') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { ...(await getPlanFigures(portal, viewer, url.searchParams)), periods };
}

export default function FiguresPage({ loaderData: figures }: Route.ComponentProps) {
  const { search } = useLocation();
  const { filter, choices } = figures;
  return (
    <Main before={<BackLink href={`/action-plans${planQuery(filter)}`}>Action plan</BackLink>} width="full">
      <h1 className="govuk-heading-l">Are actions done in time?</h1>
      <PlanFilterForm
        key={search}
        filter={filter}
        choices={choices}
        clearHref="/action-plans/figures"
        statuses={false}
        groups={false}
        months={{ chosen: figures.months, offered: figures.periods }}
      />
      <FiguresView figures={figures} />
    </Main>
  );
}
