import { redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInPartnership, partnershipScope } from '../../features/accounts/viewer.ts';
import { countCohort, listCohort } from '../../features/cycles/cohort.server.ts';
import { chosenCohortFilters, chosenItems, readCohortFilter } from '../../features/cycles/cohort-query.ts';
import { runCohortIntent } from '../../features/cycles/commands/cohort-intents.server.ts';
import { CohortForm, CohortList } from '../../features/cycles/components/cohort-list.tsx';
import { CohortCounts } from '../../features/cycles/components/draft-cycle.tsx';
import { getCycle } from '../../features/cycles/queries.server.ts';
import { cohortWords, cycleDoneWords } from '../../features/cycles/rules.ts';
import { kindChoices, phaseChoices } from '../../features/organisations/directory-filter.ts';
import { kindInWords } from '../../features/organisations/rules.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Details } from '../../ui/details.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/cohort';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(`Who is asked${loaderData ? `: ${loaderData.cycle.name}` : ''}`) },
];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const cycle = await getCycle(db, partnershipScope(viewer, 'cycle.read'), params.cycleId);
  const filter = readCohortFilter(url.searchParams);
  const { items, ...list } = await listCohort(db, cycle, filter, pageAsked(url.searchParams));
  const mayChange = mayInPartnership(viewer, 'cycle.change', cycle.partnershipId) && cycle.status !== 'closed';
  return {
    cycle,
    filter,
    list,
    counts: await countCohort(db, cycle),
    done: cycleDoneWords(url.searchParams.get('done')),
    mayChoose: mayChange && cycle.status === 'draft',
    mayAdd: mayChange && cycle.status === 'open',
    entries: items.map(({ organisation, chosen, returnId }) => ({
      id: organisation.id,
      name: organisation.name,
      what: kindInWords(organisation),
      chosen,
      returnId,
    })),
  };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const done = await runCohortIntent(portal, viewer, {
    cycleId: params.cycleId,
    filter: readCohortFilter(url.searchParams),
    form: await request.formData(),
  });
  const back = new URLSearchParams(url.searchParams);
  back.set('done', done);
  return redirect(`/cycles/${params.cycleId}/cohort?${back}`);
}

export default function Cohort({ loaderData }: Route.ComponentProps) {
  const { cycle, entries, filter, list, counts, mayChoose, mayAdd, done } = loaderData;
  const { search } = useLocation();
  const chosenFilters = chosenCohortFilters(filter, new URLSearchParams(search));
  return (
    <Main before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      {done ? (
        <NotificationBanner key={done} kind="success">
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{cycle.name}</span>
      <h1 className="govuk-heading-l">Who is asked</h1>
      <p className="govuk-body">{cohortWords(cycle)} Members of the partnership that are open fit.</p>
      <Details summary="Counts by kind">
        <CohortCounts counts={counts} />
      </Details>
      <FilterForm key={`filter ${search}`} clearHref={`/cycles/${cycle.id}/cohort`} chosen={chosenFilters}>
        <TextInput name="search" label="Organisation" type="search" defaultValue={filter.search ?? ''} />
        <Select name="kind" label="Kind" items={kindChoices(cycle.kinds)} defaultValue={filter.kind ?? ''} />
        {cycle.asksByPhase ? (
          <Select name="phase" label="Phase" items={phaseChoices} defaultValue={filter.phase ?? ''} />
        ) : null}
        <Select
          name="chosen"
          label="Show"
          items={chosenItems}
          defaultValue={filter.chosen === undefined ? '' : filter.chosen ? 'yes' : 'no'}
        />
      </FilterForm>
      <p className="govuk-body">{countOf(list.total, 'organisation')}</p>
      {entries.length === 0 ? <EmptyState>No organisation matches.</EmptyState> : null}
      {entries.length > 0 && mayChoose ? (
        <CohortForm
          key={`ticks ${search}`}
          cycleId={cycle.id}
          entries={entries}
          total={list.total}
          filtered={chosenFilters.length > 0}
        />
      ) : null}
      {entries.length > 0 && !mayChoose ? <CohortList entries={entries} mayAdd={mayAdd} /> : null}
      <Pagination page={list.page} pageCount={list.pageCount} search={search} />
    </Main>
  );
}
