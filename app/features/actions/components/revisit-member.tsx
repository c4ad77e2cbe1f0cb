import { londonDay } from '../../../platform/clock.ts';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import type { RevisitMember } from '../revisit/queries.server.ts';
import { revisitOutcomes } from '../revisit/rules.ts';
import { actionStatuses } from '../rules.ts';
import { LookForm } from './revisit-forms.tsx';

/** One action that was drawn: what it says, what was seen, and the form for whoever looks. */
export function RevisitedAction({
  action,
  failed,
}: {
  action: RevisitMember;
  failed: { readonly errors: Readonly<Record<string, readonly string[]>>; readonly values: TypedValues } | undefined;
}) {
  const { id, reference, holder, what, successMeasure, closedAt, status, looks } = action;
  return (
    <section aria-labelledby={`action-${id}`}>
      <h2 className="govuk-heading-s" id={`action-${id}`}>
        <Anchor className="govuk-link" href={`/actions/${id}`}>
          {reference}
        </Anchor>{' '}
        {holder}
      </h2>
      <TypedText>{what}</TypedText>
      <p className="govuk-body-s">
        Measure: {successMeasure}
        <br />
        {closedAt === null ? actionStatuses[status].words : `Closed on ${dayInWords(londonDay(new Date(closedAt)))}`}
      </p>
      {looks.length === 0 ? <p className="govuk-body">Nobody has looked yet.</p> : null}
      {looks.map((look) => (
        <div key={look.at}>
          <p className="govuk-body">
            <strong>{revisitOutcomes[look.outcome]}</strong>, {look.by}, {instantInWords(look.at)}
          </p>
          <TypedText>{look.note}</TypedText>
        </div>
      ))}
      {looks[0]?.outcome === 'fails' && status === 'closed' ? <Afterwards action={action} /> : null}
      {action.mayLook ? <LookForm action={action} again={looks.length > 0} failed={failed} /> : null}
    </section>
  );
}

/** What to do about an action that does not work any more. */
function Afterwards({ action: { id, reference, mayFollowUp } }: { action: RevisitMember }) {
  return (
    <ul className="govuk-list">
      <li>
        <Anchor className="govuk-link" href={`/actions/${id}`}>
          Open {reference} again
        </Anchor>
      </li>
      {mayFollowUp ? (
        <li>
          <Anchor className="govuk-link" href={`/actions/new?follows=${id}`}>
            Give an action that follows {reference}
          </Anchor>
        </li>
      ) : null}
    </ul>
  );
}
