import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import type { ActionDetail } from '../get-action.server.ts';
import { actionSources, actionStatuses, priorities, updateWords } from '../rules.ts';
import { ProgressMark } from './form-parts.tsx';

/** What the action is, who owns it, when it is due, and where it came from. */
export function ActionSummaryList({ action }: { action: ActionDetail }) {
  return (
    <SummaryList
      rows={[
        { label: action.organisation === null ? 'Group' : 'Organisation', value: action.holder },
        {
          label: 'Status',
          value: (
            <>
              {action.overdue ? <strong>Overdue. </strong> : null}
              {actionStatuses[action.status].words}
              {action.rag !== null && action.status === 'in-progress' ? (
                <>
                  {' '}
                  <ProgressMark rag={action.rag} />
                </>
              ) : null}
              <ProgressBar small label={`${action.percent}% done`} value={action.percent} max={100} />
            </>
          ),
        },
        { label: 'Owner', value: action.owner },
        { label: 'Due', value: <Due action={action} /> },
        { label: 'Priority', value: priorities[action.priority] },
        { label: 'What was found', value: <TypedText>{action.finding}</TypedText> },
        { label: 'What must be done', value: <TypedText>{action.what}</TypedText> },
        { label: 'How we shall know that it worked', value: <TypedText>{action.successMeasure}</TypedText> },
        { label: 'Where it comes from', value: <Lineage action={action} /> },
      ]}
    />
  );
}

/** The day an action is due as a file for a calendar. */
export function AddToCalendar({ action }: { action: { readonly id: string; readonly reference: string } }) {
  return (
    <Anchor className="govuk-link app-nowrap" href={`/actions/${action.id}/calendar.ics`} reloadDocument>
      Add to calendar<span className="govuk-visually-hidden">: {action.reference}</span>
    </Anchor>
  );
}

function Due({ action }: { action: ActionDetail }) {
  const { dueOn, firstDueOn, status } = action;
  return (
    <>
      {dayInWords(dueOn)}
      {status === 'closed' ? null : (
        <p className="govuk-body-s">
          <AddToCalendar action={action} />
        </p>
      )}
      {dueOn === firstDueOn ? null : <p className="govuk-body-s">First due on {dayInWords(firstDueOn)}</p>}
    </>
  );
}

function Lineage({ action }: { action: ActionDetail }) {
  const { session, cycle, standard, question, may, submissionId } = action;
  return (
    <ul className="govuk-list">
      <li>
        {actionSources[action.source]}
        {session ? (
          <>
            {': '}
            {may.followSource ? (
              <Anchor className="govuk-link" href={`/challenge/${session.id}`}>
                {session.title}
              </Anchor>
            ) : (
              session.title
            )}
            , {dayInWords(session.heldOn)}
          </>
        ) : null}
        {action.source === 'moderation' && submissionId !== null && may.followSource ? (
          <>
            {': '}
            <Anchor className="govuk-link" href={`/moderation/${submissionId}`}>
              the return that was sent
            </Anchor>
          </>
        ) : null}
      </li>
      {standard === null ? null : <li>{standard}</li>}
      {question === null ? null : <li>{question}</li>}
      {cycle ? <li>{cycle.name}</li> : null}
      <li>
        Given by {action.createdBy} of {action.partnership} on {instantInWords(action.createdAt)}
      </li>
    </ul>
  );
}

/** What happened to the action, newest first, ending with its beginning. */
export function ActionTimeline({ action }: { action: ActionDetail }) {
  return (
    <section aria-labelledby="history">
      <h2 className="govuk-heading-m" id="history">
        What happened
      </h2>
      <Timeline
        events={[
          ...action.updates.map((update) => ({
            heading: updateWords[update.kind],
            by: update.by,
            at: { iso: update.at, words: instantInWords(update.at) },
            children: <Update update={update} />,
          })),
          {
            heading: 'Action given',
            by: action.createdBy,
            at: { iso: action.createdAt, words: instantInWords(action.createdAt) },
          },
        ]}
      />
    </section>
  );
}

function Update({ update }: { update: ActionDetail['updates'][number] }) {
  return (
    <>
      {update.dueFrom !== null && update.dueTo !== null ? (
        <p className="govuk-body">
          From {dayInWords(update.dueFrom)} to {dayInWords(update.dueTo)}
        </p>
      ) : null}
      {update.rag === null ? null : (
        <p className="govuk-body">
          <ProgressMark rag={update.rag} />
        </p>
      )}
      {update.percent === null ? null : <p className="govuk-body">{update.percent}% done</p>}
      <TypedText>{update.note}</TypedText>
      {update.evidence ? (
        <p className="govuk-body">
          Proof:{' '}
          <Anchor className="govuk-link" href={update.evidence.href} reloadDocument>
            {update.evidence.title}
          </Anchor>
        </p>
      ) : null}
    </>
  );
}
