import { signedIn } from '../../context.server.ts';
import { Report } from '../../features/challenge-log/components/report.tsx';
import { getChallengeReport } from '../../features/challenge-log/report/get-report.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/report';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `${loaderData.model.title}, ${loaderData.model.period}` : 'Challenge log') },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getChallengeReport(portal, viewer, url.searchParams);
}

export default function ChallengeReport({ loaderData }: Route.ComponentProps) {
  const { model, quarter, quarters, partnershipId, partnerships } = loaderData;
  const query = new URLSearchParams({ quarter: quarter.code, partnership: partnershipId });
  return (
    <Main before={<BackLink href="/challenge-log">Back to the challenge log</BackLink>} width="full">
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
        <Anchor className="govuk-link" href={`/challenge-log/report.pdf?${query}`} reloadDocument>
          Download as PDF
        </Anchor>{' '}
        or{' '}
        <Anchor className="govuk-link" href={`/challenge-log/report.xlsx?${query}`} reloadDocument>
          as an Excel workbook
        </Anchor>
      </p>
      <Report model={model} />
    </Main>
  );
}
