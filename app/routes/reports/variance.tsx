import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { VarianceReport } from '../../features/reports/components/variance-report.tsx';
import { findVariance } from '../../features/reports/variance.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/variance';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(`How ratings differ${loaderData?.variance ? `: ${loaderData.variance.cycle.name}` : ''}`) },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { cycles, variance } = await findVariance(portal.database.db, viewer, url.searchParams.get('cycle'));
  return { cycles: cycles.map(({ id, name }) => ({ value: id, label: name })), variance };
}

export default function VariancePage({ loaderData: { cycles, variance } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main width="full" before={<BackLink href="/moderation">Moderation</BackLink>}>
      <h1 className="govuk-heading-l">How ratings differ</h1>
      {cycles.length === 0 ? null : (
        <FilterForm key={search} heading="Show" submitText="Show" layout="column" clearHref="/reports/variance">
          <Select name="cycle" label="Cycle" items={cycles} defaultValue={variance?.cycle.id ?? ''} />
        </FilterForm>
      )}
      {variance === null ? (
        <EmptyState>
          Nothing to compare yet: no return of this cycle has a moderated rating that you may see.
        </EmptyState>
      ) : (
        <VarianceReport variance={variance} />
      )}
    </Main>
  );
}
