import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import type { EntryDetail, EntryUpdate, LogBody } from '../get-entry.server.ts';
import { bodyKinds, entryOutcomes, entrySources, entryStatuses, entryUpdateWords, riskInFull } from '../rules.ts';

/** Who asks whom, what, by when, and how great the risk is. */
export function EntrySummaryList({ entry }: { entry: EntryDetail }) {
  const { reply, reportAbout, outcome } = entry;
  return (
    <SummaryList
      rows={[
        { label: 'Challenged', value: bodyInWords(entry.raisedTo) },
        { label: 'Raised by', value: bodyInWords(entry.raisedBy) },
        { label: 'Raised on', value: dayInWords(entry.raisedOn) },
        { label: 'Concern', value: <TypedText>{entry.reason}</TypedText> },
        ...(reply === null ? [] : [{ label: 'Reply in the session', value: <TypedText>{reply}</TypedText> }]),
        {
          label: 'Assurance report',
          value: reportAbout === null ? 'Not asked for' : <TypedText>{`Asked for: ${reportAbout}`}</TypedText>,
        },
        { label: 'Answer due', value: <Due entry={entry} /> },
        {
          label: 'Status',
          value: (
            <>
              {entry.overdue ? <strong>Overdue. </strong> : null}
              {entry.passedOnAt === null && entry.status === 'open'
                ? 'Waits for the partnership to pass it on'
                : entryStatuses[entry.status].words}
            </>
          ),
        },
        ...(outcome === null
          ? []
          : [
              {
                label: 'Outcome',
                value: `${entryOutcomes[outcome].words}${entry.closedOn === null ? '' : `, ${dayInWords(entry.closedOn)}`}`,
              },
            ]),
        { label: 'Risk when raised', value: riskInFull(entry.riskWhenRaised) },
        { label: 'Risk now', value: riskInFull(entry.riskNow) },
        { label: 'Where it comes from', value: <Source entry={entry} /> },
      ]}
    />
  );
}

const bodyInWords = ({ kind, name }: LogBody) =>
  kind === 'agency' || kind === 'board' ? name : `${name} (${bodyKinds[kind].toLowerCase()})`;

function Due({ entry: { dueOn, firstDueOn } }: { entry: EntryDetail }) {
  return (
    <>
      {dayInWords(dueOn)}
      {dueOn === firstDueOn ? null : <p className="govuk-body-s">First due on {dayInWords(firstDueOn)}</p>}
    </>
  );
}

function Source({ entry }: { entry: EntryDetail }) {
  const { session, submission, may } = entry;
  return (
    <ul className="govuk-list">
      <li>
        {entrySources[entry.source]}
        {session ? (
          <>
            {': '}
            {may.followSession ? (
              <Anchor className="govuk-link" href={`/challenge/${session.id}/record/${session.slotId}`} reloadDocument>
                {session.title}
              </Anchor>
            ) : (
              session.title
            )}
            , {dayInWords(session.heldOn)}
          </>
        ) : null}
        {submission && entry.source === 'moderation' ? (
          <>
            {': '}
            {may.followSubmission ? (
              <Anchor className="govuk-link" href={`/moderation/${submission.id}`}>
                {submission.cycle}, {submission.reference}
              </Anchor>
            ) : (
              `${submission.cycle}, ${submission.reference}`
            )}
          </>
        ) : null}
      </li>
      <li>
        On the log of {entry.partnership} since {instantInWords(entry.createdAt)}, by {entry.createdBy}
      </li>
    </ul>
  );
}

/** What happened to the challenge, newest first, ending with its beginning. */
export function EntryTimeline({ entry }: { entry: EntryDetail }) {
  return (
    <section aria-labelledby="history">
      <h2 className="govuk-heading-m" id="history">
        What happened
      </h2>
      <Timeline
        events={[
          ...entry.updates.map((update) => ({
            heading:
              update.outcome === null
                ? entryUpdateWords[update.kind]
                : `${entryUpdateWords[update.kind]}: ${entryOutcomes[update.outcome].words.toLowerCase()}`,
            by: update.by,
            at: { iso: update.at, words: instantInWords(update.at) },
            children: <Update update={update} />,
          })),
          {
            heading: 'Put on the log',
            by: entry.createdBy,
            at: { iso: entry.createdAt, words: instantInWords(entry.createdAt) },
          },
        ]}
      />
    </section>
  );
}

function Update({ update }: { update: EntryUpdate }) {
  return (
    <>
      {update.givenBy === null ? null : (
        <p className="govuk-body">
          Given by {update.givenBy} on {dayInWords(update.happenedOn)}, entered for them
        </p>
      )}
      {update.dueTo === null ? null : (
        <p className="govuk-body">
          {update.dueFrom === null ? '' : `From ${dayInWords(update.dueFrom)} `}to {dayInWords(update.dueTo)}
        </p>
      )}
      {update.risk === null ? null : <p className="govuk-body">Risk: {riskInFull(update.risk)}</p>}
      <TypedText>{update.note}</TypedText>
      {update.evidence ? (
        <p className="govuk-body">
          Report or evidence:{' '}
          <Anchor className="govuk-link" href={update.evidence.href} reloadDocument>
            {update.evidence.title}
          </Anchor>
        </p>
      ) : null}
    </>
  );
}
