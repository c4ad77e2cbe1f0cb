import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { listPartnershipEvents } from '../../features/audit/scoped-queries.server.ts';
import { wordsOfEvent } from '../../features/audit/words.ts';
import { findEventSubjects } from '../../features/reports/event-subjects.server.ts';
import { countOf, instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { PageLinks } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/events';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Record of changes') }];

const pageSize = 50;

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'audit.read');
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const found = await listPartnershipEvents(portal.database.db, scope, {
    limit: pageSize + 1,
    offset: (page - 1) * pageSize,
  });
  const shown = found.slice(0, pageSize);
  const named = shown.map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId }));
  const subjects = await findEventSubjects(portal.database.db, viewer, scope, named);
  return {
    page,
    hasMore: found.length > pageSize,
    events: shown.map((event) => ({
      id: event.id,
      at: instantInWords(event.at),
      what: wordsOfEvent(event.type),
      who: event.actorName ?? 'Line of Sight',
      about: subjects.get(`${event.subjectKind} ${event.subjectId}`) ?? null,
    })),
  };
}

export default function Events({ loaderData: { events, page, hasMore } }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Record of changes</h1>
      <p className="govuk-body">
        Each entry is sealed with the one before it, so a later change to the record shows. The record holds no text of
        any return. {countOf(events.length, 'entry', 'entries')} on this page, newest first.
      </p>
      {events.length === 0 ? (
        <EmptyState>Nothing has been recorded yet.</EmptyState>
      ) : (
        <Table
          caption="Changes, newest first"
          captionHidden
          scrollLabel="Table of changes"
          columns={[{ label: 'When' }, { label: 'What' }, { label: 'Who' }, { label: 'About' }]}
          rows={events.map((event) => ({
            key: event.id,
            cells: [event.at, event.what, event.who, <About key="about" about={event.about} />],
          }))}
        />
      )}
      <PageLinks
        {...(page > 1 ? { previous: { href: `?page=${page - 1}`, labelText: 'Newer' } } : {})}
        {...(hasMore ? { next: { href: `?page=${page + 1}`, labelText: 'Older' } } : {})}
      />
    </Main>
  );
}

function About({ about }: { about: { readonly words: string; readonly href: string | null } | null }) {
  if (about === null) return 'Something that is no longer here';
  if (about.href === null) return about.words;
  return (
    <Anchor className="govuk-link" href={about.href}>
      {about.words}
    </Anchor>
  );
}
