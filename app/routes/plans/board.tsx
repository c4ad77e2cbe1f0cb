import { signedIn } from '../../context.server.ts';
import { boardPeriods, getBoardPage } from '../../features/plans/board/get-board.server.ts';
import { BoardView } from '../../features/plans/components/board-view.tsx';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/board';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Actions for the board') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return { ...(await getBoardPage(portal, viewer, url.searchParams)), periods: boardPeriods };
}

export default function BoardPage({ loaderData }: Route.ComponentProps) {
  const { model, months, periods, partnershipId, partnerships } = loaderData;
  const query = new URLSearchParams({ partnership: partnershipId, months: String(months) });
  return (
    <Main before={<BackLink href="/action-plans">Action plan</BackLink>} width="full">
      <h1 className="govuk-heading-l">{model.title}</h1>
      <FilterForm heading="Choose a period" submitText="Show" label="Choose a period">
        {partnerships.length > 1 ? (
          <Select
            name="partnership"
            label="Partnership"
            defaultValue={partnershipId}
            items={partnerships.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <Select
          name="months"
          label="Period"
          defaultValue={String(months)}
          items={periods
            .toSorted((one, other) => one - other)
            .map((count) => ({ value: String(count), label: `The last ${countOf(count, 'month')}` }))}
        />
      </FilterForm>
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/action-plans/board.pdf?${query}`} reloadDocument>
          Download as one page (PDF)
        </Anchor>
      </p>
      <BoardView model={model} />
    </Main>
  );
}
