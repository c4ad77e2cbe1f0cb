import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import type { RiskCounts } from '../../registers/risks/queries.server.ts';

/** How the registers stand for somebody at the partnership, with what is overdue first. */
export function RegistersNote({ risks }: { risks: RiskCounts }) {
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
        <Anchor className="govuk-link" href="/registers">
          All registers, groups and priorities
        </Anchor>
        .
      </p>
    </section>
  );
}
