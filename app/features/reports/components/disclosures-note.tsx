import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import type { DisclosuresAtHome } from '../../disclosure/queries.server.ts';

/** Requests to see what is held, with what is overdue first, for whoever handles them or is asked to check one. */
export function DisclosuresNote({ disclosures }: { disclosures: DisclosuresAtHome }) {
  const { current, overdue, dueSoon, toCheck, next, handles } = disclosures;
  return (
    <section aria-labelledby="disclosures">
      <h2 className="govuk-heading-m" id="disclosures">
        Requests for disclosure
      </h2>
      {toCheck > 0 ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/disclosures">
            You are asked to check {countOf(toCheck, 'answer')}
          </Anchor>
          .
        </p>
      ) : null}
      {handles ? (
        <p className="govuk-body">
          {overdue > 0 ? (
            <>
              <Anchor className="govuk-link" href="/disclosures?overdue=yes">
                {countOf(overdue, 'answer is', 'answers are')} overdue
              </Anchor>
              .{' '}
            </>
          ) : null}
          {dueSoon > 0 ? `${countOf(dueSoon, 'answer is', 'answers are')} due within a week. ` : ''}
          <Anchor className="govuk-link" href="/disclosures">
            {countOf(current, 'request')} to see what is held
          </Anchor>
          {next === null ? '' : `, the next to be answered by ${dayInWords(next.dueOn)}`}.
        </p>
      ) : null}
    </section>
  );
}
