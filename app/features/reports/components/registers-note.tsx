import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import type { RequestCounts } from '../../registers/requests/queries.server.ts';
import type { RiskCounts } from '../../registers/risks/queries.server.ts';

/** How the registers stand for somebody at the partnership, with what is overdue first. */
export function RegistersNote({ risks, requests }: { risks: RiskCounts; requests: RequestCounts }) {
  const { strategic, operational, overdue } = risks;
  return (
    <section aria-labelledby="registers">
      <h2 className="govuk-heading-m" id="registers">
        Registers
      </h2>
      <p className="govuk-body">
        {overdue > 0 ? (
          <>
            <Anchor className="govuk-link" href="/risks?overdue=yes&sort=review">
              {countOf(overdue, 'risk is', 'risks are')} overdue for review
            </Anchor>
            .{' '}
          </>
        ) : null}
        <Anchor className="govuk-link" href="/risks">
          {countOf(strategic, 'strategic risk')} and {countOf(operational, 'operational risk')}
        </Anchor>
        .{' '}
        <Anchor className="govuk-link" href="/information-requests">
          {countOf(requests.waiting, 'request')} for information
        </Anchor>
        {requests.overdue > 0 ? `, ${requests.overdue} overdue` : ''}.{' '}
        <Anchor className="govuk-link" href="/registers">
          All registers, groups and priorities
        </Anchor>
        .
      </p>
    </section>
  );
}

/** What the partnership asks an organisation for; says nothing where it never asked. */
export function RequestsNote({ counts: { waiting, overdue, answered } }: { counts: RequestCounts }) {
  if (waiting + answered === 0) return null;
  return (
    <section aria-labelledby="requests">
      <h2 className="govuk-heading-m" id="requests">
        Requests for information
      </h2>
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/information-requests">
          {countOf(waiting, 'request waits', 'requests wait')} for your answer
        </Anchor>
        {overdue > 0 ? (
          <>
            , <strong>{overdue} overdue</strong>
          </>
        ) : null}
        .
      </p>
    </section>
  );
}
