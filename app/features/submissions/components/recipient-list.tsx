import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import { returnStatuses } from '../../returns/rules.ts';
import type { Recipient } from '../pages.ts';

/** Who receives a copy of a return that is answered once, by when, and what each copy is. */
export function RecipientList({ returnId, recipients }: { returnId: string; recipients: readonly Recipient[] }) {
  if (recipients.length === 0) return null;
  return (
    <section aria-labelledby="recipients">
      <h2 className="govuk-heading-m" id="recipients">
        Who receives it
      </h2>
      <p className="govuk-body">
        Each partnership ticked here gets a copy of its own: what you answered once, its own questions and the evidence
        chosen for it. No partnership sees what another one gets.
      </p>
      <Table
        scrollLabel="Table of partnerships that receive this return"
        rowHeaders
        columns={[{ label: 'Partnership' }, { label: 'Due' }, { label: 'State' }, { label: 'Its copy' }]}
        rows={recipients.map((one) => ({
          key: one.returnId,
          cells: [
            one.partnershipName,
            one.overdue ? <strong key="due">{dayInWords(one.dueOn)} (overdue)</strong> : dayInWords(one.dueOn),
            one.receives ? returnStatuses[one.status].words : 'Not ticked: receives nothing now',
            <span key="copy">
              {one.withheld > 0 ? `${countOf(one.withheld, 'piece')} of evidence held back. ` : ''}
              <Anchor className="govuk-link" href={`/returns/${one.returnId}/print`} reloadDocument>
                Preview<span className="govuk-visually-hidden"> the copy for {one.partnershipName}</span>
              </Anchor>
            </span>,
          ],
        }))}
      />
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/returns/${returnId}/share`}>
          Change who receives what
        </Anchor>
      </p>
    </section>
  );
}
