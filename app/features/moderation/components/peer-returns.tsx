import type { Page } from '../../../platform/paging.ts';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { Table } from '../../../ui/table.tsx';
import type { PeerReturn } from '../peer-returns.server.ts';
import { moderationStatuses } from '../rules.ts';

/** The returns that a moderator from another agency was given. */
export function PeerReturns({ given }: { given: Page<PeerReturn> }) {
  return (
    <section aria-labelledby="given">
      <h2 className="govuk-heading-m" id="given">
        Returns given to you as a peer
      </h2>
      <p className="govuk-body">
        You read these returns and rate them. Before you open one, you declare that you have no interest in the
        organisation.{' '}
        <Anchor className="govuk-link" href="/moderation/interests">
          Interests you have declared
        </Anchor>
      </p>
      {given.items.length === 0 ? (
        <EmptyState>No return has been given to you.</EmptyState>
      ) : (
        <Table
          caption={countOf(given.total, 'return')}
          captionHidden
          scrollLabel="Returns given to you"
          columns={[{ label: 'Organisation' }, { label: 'Cycle' }, { label: 'Moderation' }, { label: 'Rated by you' }]}
          rows={given.items.map((one) => ({
            key: one.submissionId,
            cells: [
              <Anchor
                key="link"
                className="govuk-link"
                href={one.declared ? `/moderation/${one.submissionId}` : `/moderation/${one.submissionId}/declare`}
              >
                {one.organisationName}
                {one.declared ? null : ': declare first'}
              </Anchor>,
              one.cycleName,
              moderationStatuses[one.status].words,
              `${one.judged} of ${one.ratings}`,
            ],
          }))}
        />
      )}
      <Pagination page={given.page} pageCount={given.pageCount} search="" />
    </section>
  );
}
