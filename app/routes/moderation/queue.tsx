import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope } from '../../features/accounts/viewer.ts';
import { moderatorsInWords } from '../../features/moderation/components/moderators.tsx';
import { PeerReturns } from '../../features/moderation/components/peer-returns.tsx';
import { listPeerReturns } from '../../features/moderation/peer-returns.server.ts';
import { listModerationQueue, type QueueEntry, type QueueFilter } from '../../features/moderation/queue.server.ts';
import { isModerationStatus, moderationStatuses } from '../../features/moderation/rules.ts';
import { kindInWords } from '../../features/submissions/pdf-model.server.ts';
import { reopeningStatuses } from '../../features/submissions/versions/rules.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf, instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
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
  const page = loaderData?.queue?.page ?? loaderData?.given;
  const place = page && page.pageCount > 1 ? ` (page ${page.page} of ${page.pageCount})` : '';
  return [{ title: pageTitle(`Moderation${place}`) }];
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const search = url.searchParams;
  const { db } = portal.database;
  // Somebody who moderates for one partnership and as a peer for another has both.
  const peer = findPartnershipScope(viewer, 'moderation.read-assigned') !== undefined;
  const given = peer ? await listPeerReturns(db, viewer, pageAsked(search)) : null;
  if (given && !findPartnershipScope(viewer, 'moderation.read')) return { given, filter: {}, queue: null };
  const status = search.get('status') ?? '';
  const filter = {
    cycleId: search.get('cycle') || undefined,
    status: isModerationStatus(status) ? status : undefined,
    search: search.get('search')?.slice(0, 100) || undefined,
    mine: search.has('mine'),
    unsampled: search.has('unsampled'),
  };
  const { today } = portal.stamp();
  const queue = await listModerationQueue(db, { viewer, today }, filter, pageAsked(search));
  return {
    given,
    filter,
    queue: {
      ...queue,
      page: { ...queue.page, items: queue.page.items.map((entry) => ({ ...entry, kind: kindInWords(entry.kind) })) },
    },
  };
}

export default function ModerationQueue({ loaderData: { filter, queue, given } }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Moderation</h1>
      {given ? <PeerReturns given={given} /> : null}
      {queue ? <PanelQueue filter={filter} queue={queue} /> : null}
    </Main>
  );
}

type PanelQueueProps = {
  filter: QueueFilter;
  queue: NonNullable<Route.ComponentProps['loaderData']['queue']>;
};

/** The queue of a partnership's own people. */
function PanelQueue({ filter, queue }: PanelQueueProps) {
  const { search } = useLocation();
  const { counts, cycles, page } = queue;
  return (
    <>
      <p className="govuk-body">
        Returns that have been sent to you. Your ratings stand beside the agency’s own and never change them.{' '}
        {counts.waiting} not started, {counts['in-progress']} in progress, {counts.finished} finished.
      </p>
      <ul className="govuk-list">
        <li>
          <Anchor className="govuk-link" href="/threads">
            Messages with agencies
          </Anchor>
        </li>
        <li>
          <Anchor className="govuk-link" href="/reports/variance">
            How ratings differ
          </Anchor>
        </li>
        <li>
          <Anchor className="govuk-link" href="/moderation/interests">
            Declared interests
          </Anchor>
        </li>
      </ul>
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
        <Checkboxes
          name="only"
          legend="Which"
          small
          items={[
            { name: 'mine', value: 'yes', label: 'Given to me', defaultChecked: filter.mine === true },
            {
              name: 'unsampled',
              value: 'yes',
              label: 'Also outside the sample',
              defaultChecked: filter.unsampled === true,
            },
          ]}
        />
      </FilterForm>
      {queue.leftOut > 0 ? (
        <p className="govuk-body">
          {countOf(queue.leftOut, 'return is', 'returns are')} not shown: the sample of the cycle leaves{' '}
          {queue.leftOut === 1 ? 'it' : 'them'} out, and nobody has begun {queue.leftOut === 1 ? 'it' : 'them'}.
        </p>
      ) : null}
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
            { label: 'Given to' },
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
              `${moderationStatuses[entry.status].words}${entry.unsampled ? ' (outside the sample)' : ''}`,
              queue.mayAssign ? (
                <Anchor key="moderators" className="govuk-link" href={`/moderation/${entry.submissionId}/moderators`}>
                  {moderatorsInWords(entry.moderators)}
                  <span className="govuk-visually-hidden">, {entry.organisationName}</span>
                </Anchor>
              ) : (
                moderatorsInWords(entry.moderators)
              ),
              { content: `${entry.judged} of ${entry.ratings}`, className: 'app-nowrap' },
              queriesInWords(entry.queries),
            ],
          }))}
        />
      )}
      <Pagination page={page.page} pageCount={page.pageCount} search={search} />
    </>
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
