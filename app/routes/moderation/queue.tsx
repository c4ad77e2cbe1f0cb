import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { listModerationQueue, type QueueEntry } from '../../features/moderation/queue.server.ts';
import { isModerationStatus, moderationStatuses } from '../../features/moderation/rules.ts';
import { kindInWords } from '../../features/submissions/pdf-model.server.ts';
import { reopeningStatuses } from '../../features/submissions/versions/rules.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf, instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import { Table } from '../../ui/table.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/queue';

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const page = loaderData?.queue.page;
  const place = page && page.pageCount > 1 ? ` (page ${page.page} of ${page.pageCount})` : '';
  return [{ title: pageTitle(`Moderation${place}`) }];
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'moderation.read');
  const search = url.searchParams;
  const status = search.get('status') ?? '';
  const filter = {
    cycleId: search.get('cycle') || undefined,
    status: isModerationStatus(status) ? status : undefined,
    search: search.get('search')?.slice(0, 100) || undefined,
  };
  const queue = await listModerationQueue(portal.database.db, scope, filter, pageAsked(search));
  return {
    filter,
    queue: {
      ...queue,
      page: { ...queue.page, items: queue.page.items.map((entry) => ({ ...entry, kind: kindInWords(entry.kind) })) },
    },
  };
}

export default function ModerationQueue({ loaderData: { filter, queue } }: Route.ComponentProps) {
  const { search } = useLocation();
  const { counts, cycles, page } = queue;
  return (
    <Main>
      <h1 className="govuk-heading-l">Moderation</h1>
      <p className="govuk-body">
        Returns that have been sent to you. Your ratings stand beside the agency’s own and never change them.{' '}
        {counts.waiting} not started, {counts['in-progress']} in progress, {counts.finished} finished.
      </p>
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/threads">
          Messages with agencies
        </Anchor>
      </p>
      <FilterForm clearHref="/moderation">
        <Select
          name="cycle"
          label="Cycle"
          items={[{ value: '', label: 'All cycles' }, ...cycles.map(({ id, name }) => ({ value: id, label: name }))]}
          defaultValue={filter.cycleId ?? ''}
        />
        <Select
          name="status"
          label="Moderation"
          items={[
            { value: '', label: 'Any' },
            ...Object.entries(moderationStatuses).map(([value, { words }]) => ({ value, label: words })),
          ]}
          defaultValue={filter.status ?? ''}
        />
        <TextInput name="search" label="Organisation or reference" defaultValue={filter.search ?? ''} />
      </FilterForm>
      {page.items.length === 0 ? (
        <EmptyState>No return that has been sent matches.</EmptyState>
      ) : (
        <Table
          caption={countOf(page.total, 'return')}
          captionSize="m"
          scrollLabel="Returns to moderate"
          columns={[
            { label: 'Organisation' },
            { label: 'Cycle' },
            { label: 'Sent' },
            { label: 'Moderation' },
            { label: 'Rated' },
            { label: 'Questions to the agency' },
          ]}
          rows={page.items.map((entry) => ({
            key: entry.submissionId,
            cells: [
              <span key="name">
                <Anchor className="govuk-link" href={`/moderation/${entry.submissionId}`}>
                  {entry.organisationName}
                </Anchor>
                <br />
                <span className="govuk-body-s">{entry.kind}</span>
                <VersionLine entry={entry} />
              </span>,
              entry.cycleName,
              `${instantInWords(entry.submittedAt)}${entry.late ? ' (late)' : ''}`,
              moderationStatuses[entry.status].words,
              { content: `${entry.judged} of ${entry.ratings}`, className: 'app-nowrap' },
              queriesInWords(entry.queries),
            ],
          }))}
        />
      )}
      <Pagination page={page.page} pageCount={page.pageCount} search={search} />
    </Main>
  );
}

/** Which version waits, where the one before is, and that the agency is correcting it. */
function VersionLine({ entry }: { entry: QueueEntry }) {
  const correcting = entry.correction && reopeningStatuses[entry.correction].words;
  if (entry.version === 1 && !correcting) return null;
  return (
    <>
      <br />
      <span className="govuk-body-s">
        {entry.before === null ? '' : `Version ${entry.version}, `}
        {entry.before === null ? null : (
          <Anchor className="govuk-link" href={`/moderation/${entry.before}`}>
            version {entry.version - 1}
            <span className="govuk-visually-hidden"> of {entry.organisationName}</span>
          </Anchor>
        )}
        {correcting ? ` ${correcting}` : ''}
      </span>
    </>
  );
}

function queriesInWords({ open, answered }: QueueEntry['queries']): string {
  if (open + answered === 0) return '–';
  return [...(open > 0 ? [`${open} open`] : []), ...(answered > 0 ? [`${answered} answered`] : [])].join(', ');
}
