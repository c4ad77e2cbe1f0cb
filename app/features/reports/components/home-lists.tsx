import { clockInWords, countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { AddToCalendar } from '../../actions/components/action-detail.tsx';
import type { OwnSession } from '../../challenge/invited/own-sessions.server.ts';
import { CopyLinks } from '../../returns/components/copy-links.tsx';
import type { HomeCentral } from '../home-central.server.ts';
import type { HomeAction, HomeSent, LeftAction } from '../home-lists.server.ts';

/** What the trust or group has answered and nobody at the site has said a word about. */
export function CentralToSettle({ central }: { central: readonly HomeCentral[] }) {
  if (central.length === 0) return null;
  return (
    <section aria-labelledby="central">
      <h2 className="govuk-heading-m" id="central">
        Answers of your trust to look at
      </h2>
      <ul className="govuk-list">
        {central.map(({ returnId, organisation, cycle, group, waiting, changed }) => (
          <li key={returnId}>
            <Anchor className="govuk-link" href={`/returns/${returnId}`}>
              {cycle}: {organisation}
            </Anchor>
            {`, ${group}: `}
            {[
              waiting > 0 ? `${countOf(waiting, 'answer')} not looked at yet` : '',
              changed > 0 ? `${changed} changed since you settled ${changed === 1 ? 'it' : 'them'}` : '',
            ]
              .filter((words) => words !== '')
              .join(', ')}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Actions by due date, each one press away. */
export function NextActions({ actions }: { actions: readonly HomeAction[] }) {
  if (actions.length === 0) return null;
  return (
    <ul className="govuk-list">
      {actions.map(({ id, reference, what, dueOn, overdue }) => (
        <li key={id}>
          <Anchor className="govuk-link" href={`/actions/${id}`}>
            {reference}
          </Anchor>{' '}
          {what} {overdue ? <strong>Due {dayInWords(dueOn)} (overdue).</strong> : <>Due {dayInWords(dueOn)}.</>}{' '}
          <AddToCalendar action={{ id, reference }} />
        </li>
      ))}
    </ul>
  );
}

/** Actions that nobody does any more: the lead goes on with them. */
export function LeftActions({ actions }: { actions: readonly LeftAction[] }) {
  if (actions.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s">Their owner has left</h3>
      <p className="govuk-body">These come to you now: you can go on with them, or give them to somebody else.</p>
      <ul className="govuk-list">
        {actions.map(({ id, reference, what, owner, dueOn, overdue }) => (
          <li key={id}>
            <Anchor className="govuk-link" href={`/actions/${id}`}>
              {reference}
            </Anchor>{' '}
            {what} (was with {owner}).{' '}
            {overdue ? <strong>Due {dayInWords(dueOn)} (overdue).</strong> : <>Due {dayInWords(dueOn)}.</>}{' '}
            <Anchor className="govuk-link" href={`/actions/${id}/owner`}>
              Give it to somebody else<span className="govuk-visually-hidden">: {reference}</span>
            </Anchor>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was sent last: the copies, and the year before beside it. */
export function LatestSent({ sent }: { sent: readonly HomeSent[] }) {
  if (sent.length === 0) return null;
  return (
    <section aria-labelledby="sent">
      <h2 className="govuk-heading-m" id="sent">
        Sent
      </h2>
      <ul className="govuk-list">
        {sent.map(({ id, organisation, cycle, submittedAt }) => (
          <li key={id}>
            {cycle}, {organisation}, sent on {dayInWords(submittedAt.slice(0, 10))}:{' '}
            <CopyLinks returnId={id} cycleName={cycle} />,{' '}
            <Anchor className="govuk-link" href={`/returns/${id}/year-on-year`}>
              beside the year before<span className="govuk-visually-hidden">: {cycle}</span>
            </Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The sessions that the reader's organisation is asked to, each one press away. */
export function ComingSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  if (sessions.length === 0) return null;
  return (
    <section aria-labelledby="coming">
      <h2 className="govuk-heading-m" id="coming">
        Challenge sessions
      </h2>
      <ul className="govuk-list">
        {sessions.map((one) => (
          <li key={`${one.id} ${one.organisation}`}>
            {dayInWords(one.heldOn)} at {clockInWords(one.startsAt)}:{' '}
            <Anchor className="govuk-link" href={`/sessions/${one.id}`}>
              {one.title}, {one.organisation}
            </Anchor>
            {one.reply === 'waiting' ? <strong> Your reply is awaited.</strong> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
