import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { decisionWords } from '../../features/disclosure/components/record-review.tsx';
import { getReviewedRequest, listItems, nextUndecided } from '../../features/disclosure/items.server.ts';
import { readItemShow } from '../../features/disclosure/schema.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf, dayInWords, instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/records';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData
        ? `Records for request ${loaderData.reference}${loaderData.records.page > 1 ? `, page ${loaderData.records.page}` : ''}`
        : 'Records',
    ),
  },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const { id, reference, status, handles } = await getReviewedRequest(db, viewer, params.disclosureId);
  const show = readItemShow(url.searchParams);
  return {
    id,
    reference,
    show,
    records: await listItems(db, id, show, pageAsked(url.searchParams)),
    next: handles && status !== 'closed' ? ((await nextUndecided(db, id)) ?? null) : null,
  };
}

const shows = [
  { value: 'all', label: 'All' },
  { value: 'undecided', label: 'Not decided' },
  { value: 'include', label: 'To go out' },
  { value: 'leave-out', label: 'Left out' },
];

export default function Records({ loaderData: { id, reference, show, records, next } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main width="full" before={<BackLink href={`/disclosures/${id}`}>Request {reference}</BackLink>}>
      <span className="govuk-caption-l">Request {reference}</span>
      <h1 className="govuk-heading-l">Records that were found</h1>
      <p className="govuk-body">
        Each is a copy of what stood there when it was found. Every one is decided about before anything goes out.
      </p>
      {next ? <LinkButton href={`/disclosures/${id}/records/${next}`}>Review the next</LinkButton> : null}
      <FilterForm clearHref={`/disclosures/${id}/records`}>
        <Select name="show" label="Show" defaultValue={show} items={shows} />
      </FilterForm>
      {records.items.length === 0 ? (
        <EmptyState>No records match this filter.</EmptyState>
      ) : (
        <>
          <p className="govuk-body">{countOf(records.total, 'record')} in this list.</p>
          <Table
            caption="Records in the order in which they were found"
            captionHidden
            scrollLabel="Records in the order in which they were found"
            columns={[{ label: 'Record' }, { label: 'Kind' }, { label: 'Date' }, { label: 'Decision' }]}
            rows={records.items.map((record) => ({
              key: record.id,
              cells: [
                <Anchor key="title" className="govuk-link" href={`/disclosures/${id}/records/${record.id}`}>
                  {record.title}
                </Anchor>,
                record.source,
                record.dated === null
                  ? ''
                  : record.dated.length === 10
                    ? dayInWords(record.dated)
                    : instantInWords(record.dated),
                record.decision === null ? 'Not decided' : decisionWords[record.decision],
              ],
            }))}
          />
        </>
      )}
      <Pagination page={records.page} pageCount={records.pageCount} search={search} />
    </Main>
  );
}
