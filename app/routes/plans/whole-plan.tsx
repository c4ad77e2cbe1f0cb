import { signedIn } from '../../context.server.ts';
import { PlanDocument } from '../../features/plans/components/plan-document.tsx';
import { getWholePlan } from '../../features/plans/plan/get-plan.server.ts';
import { planQuery } from '../../features/plans/plan-filter.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/whole-plan';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `Whole action plan, ${loaderData.model.scope}` : 'Whole action plan') },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getWholePlan(portal, viewer, url.searchParams);
}

export default function WholePlan({ loaderData: { model, filter } }: Route.ComponentProps) {
  const query = planQuery(filter);
  return (
    <Main before={<BackLink href={`/action-plans${query}`}>Action plan</BackLink>} width="full">
      <PlanDocument
        model={model}
        files={
          <p className="govuk-body">
            <Anchor className="govuk-link" href={`/action-plans/plan.pdf${query}`} reloadDocument>
              Download as PDF
            </Anchor>
          </p>
        }
      />
    </Main>
  );
}
