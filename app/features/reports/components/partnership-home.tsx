import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';

import { ActionsWaiting } from '../../actions/components/at-home.tsx';

import { quarterInWords } from '../../onboarding/quarters.ts';

import { type ReturnStatus, returnStatuses } from '../../returns/rules.ts';
import { UnreadThreads } from '../../threads/components/home-parts.tsx';
import type { HomeCycle, PartnershipHome as Model } from '../home-partnership.server.ts';
import { ChallengeLogNote } from './challenge-log-note.tsx';
import { FeedbackDue } from './feedback-due.tsx';
import { InfectedFiles } from './infected-files.tsx';
import { ActionsNote, daysLeftInWords } from './organisation-home.tsx';
import { RegistersNote } from './registers-note.tsx';

const order: readonly ReturnStatus[] = [
  'not-started',
  'in-progress',
  'awaiting-sign-off',
  'signed',
  'submitted',
  'closed',
];

/** What awaits somebody at the partnership: the running cycles, moderation, the next sessions, the actions. */
export function PartnershipHome({ home }: { home: Model }) {
  return (
    <>
      <section aria-labelledby="cycles">
        <h2 className="govuk-heading-m" id="cycles">
          Cycles that are open
        </h2>
        {home.cycles.length === 0 ? (
          <EmptyState>
            No cycle is open.{' '}
            {home.mayChangeCycles ? (
              <Anchor className="govuk-link" href="/cycles/new">
                Start a cycle
              </Anchor>
            ) : (
              <Anchor className="govuk-link" href="/cycles">
                See earlier cycles
              </Anchor>
            )}
          </EmptyState>
        ) : (
          home.cycles.map((cycle) => <CycleCard key={cycle.id} cycle={cycle} />)
        )}
      </section>
      {home.moderation ? (
        <section aria-labelledby="moderation">
          <h2 className="govuk-heading-m" id="moderation">
            Moderation
          </h2>
          {home.moderation.waiting + home.moderation.inProgress === 0 ? (
            <p className="govuk-body">No return is waiting to be moderated.</p>
          ) : (
            <>
              <p className="govuk-body">
                {countOf(home.moderation.waiting, 'return')} waiting, {home.moderation.inProgress} under way.
              </p>
              <LinkButton href="/moderation">Choose a return to moderate</LinkButton>
            </>
          )}
          {home.unreadThreads === null ? null : <UnreadThreads unread={home.unreadThreads} />}
        </section>
      ) : null}
      {home.feedback ? <FeedbackDue feedback={home.feedback} /> : null}
      <section aria-labelledby="sessions">
        <h2 className="govuk-heading-m" id="sessions">
          Challenge sessions
        </h2>
        {home.sessions.length === 0 ? (
          <p className="govuk-body">
            No session is planned.{' '}
            <Anchor className="govuk-link" href="/challenge">
              See earlier sessions
            </Anchor>
            .
          </p>
        ) : (
          <ul className="govuk-list">
            {home.sessions.map((session) => (
              <li key={session.id}>
                {dayInWords(session.heldOn)}:{' '}
                <Anchor className="govuk-link" href={`/challenge/${session.id}`}>
                  {session.title}
                </Anchor>
                {session.packId ? (
                  <>
                    {' '}
                    (
                    <Anchor className="govuk-link" href={`/packs/${session.packId}`}>
                      read the pack
                    </Anchor>
                    )
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </section>
      <ActionsNote
        actions={home.actions}
        plans={[
          { href: '/action-plans?by=agency', words: 'Action plan of the partnership' },
          { href: '/action-plans/figures', words: 'Are actions done in time?' },
          { href: '/action-plans/board', words: 'One page for the board' },
        ]}
      />
      <ActionsWaiting actions={home.actionsWaiting} />
      <ChallengeLogNote counts={home.challengeLog} />
      <InfectedFiles files={home.infected} />
      {home.people ? <PeopleNote people={home.people} /> : null}
      {home.escalations ? (
        <section aria-labelledby="escalations">
          <h2 className="govuk-heading-m" id="escalations">
            Escalation
          </h2>
          <p className="govuk-body">
            {countOf(home.escalations.running, 'matter is', 'matters are')} raised, {home.escalations.waiting} of them
            waiting for a person.{' '}
            <Anchor className="govuk-link" href="/escalations">
              See what is raised
            </Anchor>
          </p>
        </section>
      ) : null}
      <RegistersNote risks={home.risks} requests={home.requests} />
      {home.brokenAddresses ? (
        <section aria-labelledby="addresses">
          <h2 className="govuk-heading-m" id="addresses">
            Addresses that do not work
          </h2>
          <p className="govuk-body">
            Messages to {countOf(home.brokenAddresses, 'person', 'people')} do not arrive.{' '}
            <Anchor className="govuk-link" href="/settings/messages/undelivered">
              See who it is
            </Anchor>
          </p>
        </section>
      ) : null}
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/standards">
          Standards in this portal
        </Anchor>
        ,{' '}
        <Anchor className="govuk-link" href="/people">
          people of the partnership
        </Anchor>
        ,{' '}
        <Anchor className="govuk-link" href="/good-practice">
          good practice
        </Anchor>
        {home.mayReadRecord ? (
          <>
            ,{' '}
            <Anchor className="govuk-link" href="/audit">
              record of changes
            </Anchor>
          </>
        ) : null}
        {home.mayReadSchedule ? (
          <>
            ,{' '}
            <Anchor className="govuk-link" href="/retention">
              how long records are kept
            </Anchor>
          </>
        ) : null}
        {home.brokenAddresses !== null ? (
          <>
            ,{' '}
            <Anchor className="govuk-link" href="/settings/messages">
              messages and reminders
            </Anchor>
            ,{' '}
            <Anchor className="govuk-link" href="/settings/sign-in">
              how people sign in
            </Anchor>
          </>
        ) : null}
      </p>
    </>
  );
}

/** Who asks to be let in, who looked in, and whether the roles of the quarter were looked through. */
function PeopleNote({ people }: { people: NonNullable<Model['people']> }) {
  const { emergencyAccess, accessRequests, reviewDue } = people;
  if (emergencyAccess + accessRequests === 0 && reviewDue === null) return null;
  return (
    <section aria-labelledby="people">
      <h2 className="govuk-heading-m" id="people">
        People and access
      </h2>
      <ul className="govuk-list">
        {accessRequests > 0 ? (
          <li>
            <Anchor className="govuk-link" href="/people/requests">
              {countOf(accessRequests, 'person asks', 'people ask')} to be let in
            </Anchor>
          </li>
        ) : null}
        {emergencyAccess > 0 ? (
          <li>
            <Anchor className="govuk-link" href="/people/emergency-access">
              Emergency access was opened {emergencyAccess === 1 ? 'once' : `${emergencyAccess} times`} in the last 30
              days
            </Anchor>
          </li>
        ) : null}
        {reviewDue === null ? null : (
          <li>
            <Anchor className="govuk-link" href="/people/review">
              Look through who may do what, for {quarterInWords(reviewDue)}
            </Anchor>
          </li>
        )}
      </ul>
    </section>
  );
}

function CycleCard({ cycle }: { cycle: HomeCycle }) {
  const counts = order.flatMap((status) =>
    cycle.byStatus[status] > 0 ? [`${cycle.byStatus[status]} ${returnStatuses[status].words.toLowerCase()}`] : [],
  );
  const arrived = cycle.byStatus.submitted + cycle.byStatus.closed;
  return (
    <SummaryCard
      title={
        <Anchor className="govuk-link" href={`/cycles/${cycle.id}`}>
          {cycle.name}
        </Anchor>
      }
      headingLevel={3}
      rows={[
        { label: 'Due', value: `${dayInWords(cycle.dueOn)} (${daysLeftInWords(cycle.daysLeft)})` },
        { label: 'Sent', value: `${arrived} of ${cycle.total}` },
        { label: 'Returns', value: counts.join('; ') },
        {
          label: 'Overdue',
          value:
            cycle.overdue === 0 ? (
              'None'
            ) : (
              <Anchor className="govuk-link" href={`/cycles/${cycle.id}?status=overdue`}>
                {cycle.overdue}
              </Anchor>
            ),
        },
      ]}
    />
  );
}
