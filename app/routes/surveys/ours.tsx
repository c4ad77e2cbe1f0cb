import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { FigureTable } from '../../features/surveys/components/survey-table.tsx';
import { getOwnFiguresPage } from '../../features/surveys/pages.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/ours';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.page > 1
        ? `What surveys say of you, page ${loaderData.page}`
        : 'What surveys say of you',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getOwnFiguresPage(portal.database.db, viewer, pageAsked(url.searchParams));
}

export default function OwnFigures({ loaderData: figures }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main width="full">
      <h1 className="govuk-heading-l">What surveys say of you</h1>
      <p className="govuk-body">
        Figures of your own organisation, from surveys that the partnership shares. No other organisation sees them.
        Where fewer people answered than the survey shows, there is no figure: they could be recognised.
      </p>
      {figures.items.length === 0 ? (
        <EmptyState>The partnership shares no survey figures with you.</EmptyState>
      ) : (
        <FigureTable caption="Survey figures of your organisation" figures={figures.items} showsSurvey />
      )}
      <Pagination page={figures.page} pageCount={figures.pageCount} search={search} />
    </Main>
  );
}
