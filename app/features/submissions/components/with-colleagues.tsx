import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { StateWords } from '../../returns/components/people-tables.tsx';
import type { CheckPage } from '../pages.ts';

/** What a colleague still has: whoever sends the return while they write should know. It stops nothing. */
export function WithColleagues({ page: { withColleagues, mayAsk } }: { page: CheckPage }) {
  if (withColleagues.length === 0) return null;
  return (
    <>
      <p className="govuk-body">Still with colleagues. What they have ends when the return is sent.</p>
      <ul className="govuk-list govuk-list--spaced">
        {withColleagues.map((one) => (
          <li key={one.id}>
            <Anchor className="govuk-link" href={mayAsk ? `/returns/${one.returnId}/people/${one.id}` : one.href}>
              {one.title}
            </Anchor>
            <br />
            {one.holder}, by {dayInWords(one.dueOn)}: <StateWords delegation={one} />
          </li>
        ))}
      </ul>
    </>
  );
}
