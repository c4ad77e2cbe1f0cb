import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import type { ActionsAtHome, JoinedByOthers } from '../at-home.server.ts';
import { RedAgainList } from './lineage.tsx';

/** Another partnership reads an action of the organisation: it may be declined there. */
export function JoinedByOthersNote({ joined }: { joined: readonly JoinedByOthers[] }) {
  return joined.map(({ id, actionId, reference, partnership }) => (
    <p className="govuk-body" key={id}>
      {partnership} has joined a finding to{' '}
      <Anchor className="govuk-link" href={`/actions/${actionId}`}>
        {reference}
      </Anchor>{' '}
      and reads it now. You can decline that there.
    </p>
  ));
}

/** What waits about actions for people of a partnership, each one press away. */
export function ActionsWaiting({ actions: { requests, impactDue, redAgain } }: { actions: ActionsAtHome }) {
  return (
    <>
      {requests.length === 0 ? null : (
        <section aria-labelledby="more-time">
          <h2 className="govuk-heading-m" id="more-time">
            More time is asked for
          </h2>
          <ul className="govuk-list">
            {requests.map(({ actionId, reference, holder, dueOn, askedFor }) => (
              <li key={actionId}>
                <Anchor className="govuk-link" href={`/actions/${actionId}`}>
                  {reference}
                </Anchor>{' '}
                {holder}: due {dayInWords(dueOn)}, {dayInWords(askedFor)} is asked for
              </li>
            ))}
          </ul>
        </section>
      )}
      {impactDue.length === 0 ? null : (
        <section aria-labelledby="impact">
          <h2 className="govuk-heading-m" id="impact">
            Closed actions to look at again
          </h2>
          <ul className="govuk-list">
            {impactDue.map(({ id, reference, holder, on }) => (
              <li key={id}>
                <Anchor className="govuk-link" href={`/actions/${id}`}>
                  {reference}
                </Anchor>{' '}
                {holder}: since {dayInWords(on)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <RedAgainList found={redAgain} mayFollowUp />
    </>
  );
}
