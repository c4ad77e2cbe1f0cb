import { signedIn } from '../../context.server.ts';
import { comparisonFilters } from '../../features/questionnaire/change-kinds.ts';
import { getComparison } from '../../features/questionnaire/comparison.server.ts';
import { ComparedEditions, ComparisonOverview } from '../../features/questionnaire/components/edition-comparison.tsx';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/compare';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData?.model?.title ?? 'Compare editions') },
];

/** Long, to read and print, and nothing on it needs a script. */
export const handle = { noScripts: true };

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal } = await signedIn(context, url);
  return getComparison(portal, params.setCode, url.searchParams);
}

const filterItems = Object.entries(comparisonFilters).map(([value, text]) => ({ value, label: text }));

export default function ComparePage({ loaderData: page }: Route.ComponentProps) {
  const { set, setName, editions, from, to, filter, model, problem } = page;
  const editionItems = editions.map((edition) => ({ value: edition, label: `Edition ${edition}` }));
  const query = new URLSearchParams({ from: from ?? '', to: to ?? '', kind: filter });
  return (
    <Main before={<BackLink href="/standards">Standards</BackLink>}>
      <h1 className="govuk-heading-l">{model?.title ?? `${setName}: compare editions`}</h1>
      {problem === null ? null : <InsetText>{problem}</InsetText>}
      {model === null ? null : <ComparisonOverview model={model} />}
      {editions.length < 2 ? null : (
        <FilterForm heading="Compare" clearHref={`/standards/${set}/compare`} submitText="Compare" layout="column">
          <Select name="from" label="Older edition" items={editionItems} defaultValue={from ?? ''} />
          <Select name="to" label="Newer edition" items={editionItems} defaultValue={to ?? ''} />
          <Select name="kind" label="Show" items={filterItems} defaultValue={filter} />
        </FilterForm>
      )}
      {model === null ? null : (
        <>
          <p className="govuk-body app-not-in-print">
            <Anchor className="govuk-link" href={`/standards/${set}/compare.pdf?${query}`} reloadDocument>
              Download this comparison (PDF)
            </Anchor>
          </p>
          <ComparedEditions model={model} />
        </>
      )}
    </Main>
  );
}
