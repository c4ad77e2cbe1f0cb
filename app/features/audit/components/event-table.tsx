import { Anchor } from '../../../ui/anchor.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageLinks } from '../../../ui/pagination.tsx';
import { Table } from '../../../ui/table.tsx';

export interface ShownEvent {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly about: { readonly words: string; readonly href: string | null } | null;
}

interface EventTableProps {
  readonly events: readonly ShownEvent[];
  readonly page: number;
  readonly hasMore: boolean;
  /** The address of the files, without their endings. */
  readonly files: string;
}

/** A page of the record of changes, newest first, with its files. */
export function EventTable({ events, page, hasMore, files }: EventTableProps) {
  return (
    <>
      <p className="govuk-body">
        Take it away:{' '}
        <Anchor className="govuk-link" href={`${files}.csv`} reloadDocument>
          the record as a table (CSV)
        </Anchor>
        ,{' '}
        <Anchor className="govuk-link" href={`${files}.jsonl`} reloadDocument>
          with its seals, for somebody to verify (JSON lines)
        </Anchor>
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
    </>
  );
}

function About({ about }: { about: ShownEvent['about'] }) {
  if (about === null) return 'Something that has no page here';
  if (about.href === null) return about.words;
  return (
    <Anchor className="govuk-link" href={about.href}>
      {about.words}
    </Anchor>
  );
}
