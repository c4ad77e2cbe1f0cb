import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { PracticeCards, PracticeFilterForm } from '../../features/good-practice/components/practice-list.tsx';
import { countSuggested, listPractice, listSharedStandards } from '../../features/good-practice/queries.server.ts';
import { readPracticeFilter } from '../../features/good-practice/schema.ts';
import { practiceScope } from '../../features/good-practice/scope.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/directory';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.items.page > 1 ? `Good practice, page ${loaderData.items.page}` : 'Good practice',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const { today } = portal.stamp();
  const scope = await practiceScope(db, viewer);
  const filter = readPracticeFilter(url.searchParams);
  return {
    filter,
    items: await listPractice(db, scope, filter, today, pageAsked(url.searchParams)),
    standards: await listSharedStandards(db, scope, today),
    suggested: scope.own ? await countSuggested(db, scope.own) : null,
  };
}

export default function Directory({ loaderData: { filter, items, standards, suggested } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main>
      <h1 className="govuk-heading-l">Good practice</h1>
      <p className="govuk-body">What agencies and settings agreed to share, in their own words.</p>
      {suggested === null ? null : (
        <>
          <LinkButton href="/good-practice/new">Share something that works</LinkButton>
          <p className="govuk-body">
            <Anchor className="govuk-link" href="/good-practice/ours">
              What your organisation shares
            </Anchor>
            {suggested > 0 ? `: ${countOf(suggested, 'suggestion waits', 'suggestions wait')} for your decision` : null}
          </p>
        </>
      )}
      <PracticeFilterForm filter={filter} standards={standards} />
      {items.items.length === 0 ? (
        <EmptyState>
          {filter.q === '' && !filter.standard
            ? 'Nothing is shared yet.'
            : 'Nothing that is shared matches this search.'}
        </EmptyState>
      ) : (
        <>
          <p className="govuk-body">
            {countOf(items.total, 'item')}.{' '}
            <Anchor className="govuk-link" href={`/good-practice.csv${search}`} reloadDocument>
              Download as a spreadsheet (CSV)
            </Anchor>
          </p>
          <PracticeCards items={items.items} />
        </>
      )}
      <Pagination page={items.page} pageCount={items.pageCount} search={search} />
    </Main>
  );
}
