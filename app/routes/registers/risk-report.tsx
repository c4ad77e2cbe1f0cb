import { signedIn } from '../../context.server.ts';
import { RiskReport } from '../../features/registers/risks/components/risk-report.tsx';
import { getRiskReport } from '../../features/registers/risks/report/get-report.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/risk-report';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `${loaderData.model.title}, ${loaderData.model.period}` : 'Risk register') },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getRiskReport(portal, viewer, url.searchParams);
}

export default function RiskReportPage({ loaderData }: Route.ComponentProps) {
  const { model, quarter, quarters, partnershipId, partnerships } = loaderData;
  const query = new URLSearchParams({ quarter: quarter.code, partnership: partnershipId });
  return (
    <Main before={<BackLink href="/risks">Risk register</BackLink>} width="full">
      <h1 className="govuk-heading-l">{model.title}</h1>
      <FilterForm heading="Choose a quarter" submitText="Show" label="Choose a quarter">
        {partnerships.length > 1 ? (
          <Select
            name="partnership"
            label="Partnership"
            defaultValue={partnershipId}
            items={partnerships.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <Select
          name="quarter"
          label="Quarter of the financial year"
          defaultValue={quarter.code}
          items={quarters.map(({ code, words }) => ({ value: code, label: words }))}
        />
      </FilterForm>
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/risks/report.pdf?${query}`} reloadDocument>
          Download as PDF
        </Anchor>{' '}
        or{' '}
        <Anchor className="govuk-link" href={`/risks/report.xlsx?${query}`} reloadDocument>
          as an Excel workbook
        </Anchor>
      </p>
      <RiskReport model={model} />
    </Main>
  );
}
