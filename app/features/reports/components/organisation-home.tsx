import { countOf, dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { ButtonGroup, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';
import { JoinedByOthersNote } from '../../actions/components/at-home.tsx';
import { CopyFiles } from '../../returns/components/copy-links.tsx';
import { StateWords } from '../../returns/components/people-tables.tsx';
import { AwaitedQueries } from '../../threads/components/home-parts.tsx';
import type { HomeActions } from '../home-actions.server.ts';
import type { HomeReturn, OrganisationHome as Model } from '../home-organisation.server.ts';
import { ChallengeLogNote, GoodPracticeNote } from './challenge-log-note.tsx';
import { CentralToSettle, LatestSent, LeftActions, NextActions } from './home-lists.tsx';
import { RequestsNote } from './registers-note.tsx';

/** What awaits somebody in an agency or a setting: what to sign, what to fill in, what to do. */
export function OrganisationHome({ home }: { home: Model }) {
  const toSign = home.returns.filter((one) => one.mine);
  const others = home.returns.filter((one) => !one.mine);
  return (
    <>
      {toSign.length > 0 ? (
        <section aria-labelledby="to-sign">
          <h2 className="govuk-heading-m" id="to-sign">
            Waiting for you to sign
          </h2>
          {toSign.map((one) => (
            <ReturnCard
              key={one.id}
              one={one}
              button={{ href: `/returns/${one.id}/sign-off`, words: 'Read and sign' }}
            />
          ))}
        </section>
      ) : null}
      <CentralToSettle central={home.central} />
      <ToLookAt parts={home.toLookAt} />
      <AwaitedQueries awaited={home.awaited} />
      <section aria-labelledby="returns">
        <h2 className="govuk-heading-m" id="returns">
          Returns
        </h2>
        {others.length === 0 ? (
          <EmptyState>
            {toSign.length === 0 ? 'No return is waiting.' : 'No other return is waiting.'}{' '}
            <Anchor className="govuk-link" href="/returns">
              See all your returns
            </Anchor>
            .
          </EmptyState>
        ) : (
          others.map((one) => <ReturnCard key={one.id} one={one} button={nextStep(one, home.mayAnswer)} />)
        )}
      </section>
      <ActionsNote actions={home.actions} plans={[{ href: '/action-plans', words: 'Action plan' }]} />
      <NextActions actions={home.nextActions} />
      <JoinedByOthersNote joined={home.joinedByOthers} />
      <LeftActions actions={home.leftActions} />
      <RequestsNote counts={home.requests} />
      <ChallengeLogNote counts={home.challengeLog} />
      <LatestSent sent={home.sent} />
      {home.letters.length + home.responses.length > 0 ? (
        <section aria-labelledby="letters">
          <h2 className="govuk-heading-m" id="letters">
            What the partnership answered
          </h2>
          <ul className="govuk-list">
            {home.letters.map((letter) => (
              <li key={letter.returnId}>
                <Anchor className="govuk-link" href={`/returns/${letter.returnId}/letter`}>
                  Outcome letter: {letter.cycle}, {letter.organisation}
                </Anchor>{' '}
                ({instantInWords(letter.issuedAt)})
              </li>
            ))}
            {home.responses.map((response) => (
              <li key={response.returnId}>
                <Anchor className="govuk-link" href={`/returns/${response.returnId}/response`} reloadDocument>
                  Written response: {response.cycle}, {response.organisation}
                </Anchor>{' '}
                ({instantInWords(response.sentAt)})
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <GoodPracticeNote suggested={home.suggested} />
      {home.mayReadRecord ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/audit/ours">
            Record of changes
          </Anchor>
        </p>
      ) : null}
      {home.mayReadSchedule ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/retention">
            How long records are kept
          </Anchor>
        </p>
      ) : null}
      {home.mayExport ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/exports">
            Take a copy of everything of your organisation
          </Anchor>
        </p>
      ) : null}
    </>
  );
}

/** Parts of returns that are with colleagues and need the lead now. */
function ToLookAt({ parts }: { parts: Model['toLookAt'] }) {
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="with-colleagues">
      <h2 className="govuk-heading-m" id="with-colleagues">
        With your colleagues
      </h2>
      <ul className="govuk-list">
        {parts.map((one) => (
          <li key={one.id}>
            <Anchor className="govuk-link" href={`/returns/${one.returnId}/people/${one.id}`}>
              {one.title}
            </Anchor>
            {`, ${one.holder}: `}
            <StateWords delegation={one} /> ({one.cycle})
          </li>
        ))}
      </ul>
    </section>
  );
}

function nextStep(one: HomeReturn, mayAnswer: boolean): { href: string; words: string } {
  if (one.status === 'signed') return { href: `/returns/${one.id}/sign-off`, words: 'Send your return' };
  if (one.status === 'awaiting-sign-off') return { href: `/returns/${one.id}/sign-off`, words: 'See who has signed' };
  if (!mayAnswer) return { href: `/returns/${one.id}`, words: 'Read' };
  return { href: `/returns/${one.id}/continue`, words: one.status === 'not-started' ? 'Start' : 'Continue' };
}

function ReturnCard({ one, button }: { one: HomeReturn; button: { href: string; words: string } }) {
  return (
    <SummaryCard
      title={`${one.cycle}: ${one.organisation}`}
      headingLevel={3}
      rows={[
        { label: 'State', value: one.statusWords },
        { label: 'Due', value: `${dayInWords(one.dueOn)} (${daysLeftInWords(one.daysLeft)})` },
        ...one.alsoFor.map((other) => ({
          label: `Due for ${other.partnershipName}`,
          value: `${dayInWords(other.dueOn)} (${daysLeftInWords(other.daysLeft)})`,
        })),
        { label: 'Done', value: `${one.percent}% of the questions that must be answered` },
        {
          label: 'Next',
          value: (
            <ButtonGroup>
              <LinkButton href={button.href}>{button.words}</LinkButton>
              <Anchor className="govuk-link" href={`/returns/${one.id}`}>
                Every standard<span className="govuk-visually-hidden"> of {one.cycle}</span>
              </Anchor>
            </ButtonGroup>
          ),
        },
        { label: 'Copy', value: <CopyFiles returnId={one.id} of={`${one.cycle} as it is now`} search="?draft=1" /> },
      ]}
    />
  );
}

/** "12 days left", "due today", "3 days late". */
export function daysLeftInWords(days: number): string {
  if (days === 0) return 'due today';
  return days > 0 ? `${countOf(days, 'day')} left` : `${countOf(-days, 'day')} late`;
}

type ActionsNoteProps = {
  actions: HomeActions;
  /** Plan views of them. */
  plans: readonly { href: string; words: string }[];
};

export function ActionsNote({ actions, plans }: ActionsNoteProps) {
  const total = actions.open + actions.done;
  return (
    <section aria-labelledby="actions">
      <h2 className="govuk-heading-m" id="actions">
        Actions
      </h2>
      <p className="govuk-body">
        {total === 0 ? (
          'There are no open actions.'
        ) : (
          <>
            <Anchor className="govuk-link" href="/actions">
              {countOf(actions.open, 'open action')}
            </Anchor>
            {actions.overdue > 0 ? (
              <>
                ,{' '}
                <Anchor className="govuk-link" href="/actions?overdue=yes">
                  {actions.overdue} overdue
                </Anchor>
              </>
            ) : null}
            {actions.done > 0 ? (
              <>
                ,{' '}
                <Anchor className="govuk-link" href="/actions?status=done">
                  {actions.done} waiting to be checked
                </Anchor>
              </>
            ) : null}
            .
          </>
        )}
      </p>
      <ul className="govuk-list">
        {plans.map(({ href, words }) => (
          <li key={href}>
            <Anchor className="govuk-link" href={href}>
              {words}
            </Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}
