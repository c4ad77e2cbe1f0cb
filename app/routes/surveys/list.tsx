import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope, partnershipScope } from '../../features/accounts/viewer.ts';
import { SurveyTable } from '../../features/surveys/components/survey-table.tsx';
import { listSurveys } from '../../features/surveys/queries.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/list';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.surveys.page > 1 ? `Surveys, page ${loaderData.surveys.page}` : 'Surveys',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'survey.read');
  return {
    surveys: await listSurveys(portal.database.db, scope, pageAsked(url.searchParams)),
    mayChange: findPartnershipScope(viewer, 'survey.change') !== undefined,
  };
}

export default function Surveys({ loaderData: { surveys, mayChange } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main width="full">
      <h1 className="govuk-heading-l">Surveys</h1>
      <p className="govuk-body">
        Results of surveys of staff, of children and young people and of parents and carers that were held elsewhere.
        Their figures stand beside the returns of a cycle: on the moderator’s page, in questions that rules suggest, in
        sampling by risk and in packs. They never change an answer or a rating.
      </p>
      {mayChange ? <LinkButton href="/surveys/new">Bring in a survey</LinkButton> : null}
      {surveys.items.length === 0 ? (
        <EmptyState>No survey has been brought in.</EmptyState>
      ) : (
        <SurveyTable surveys={surveys.items} />
      )}
      <Pagination page={surveys.page} pageCount={surveys.pageCount} search={search} />
    </Main>
  );
}
