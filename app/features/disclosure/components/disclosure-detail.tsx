import { countOf, dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { Details } from '../../../ui/details.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import type { DisclosureDetail } from '../get-disclosure.server.ts';
import {
  type DisclosureKind,
  disclosureEntryWords,
  disclosureKinds,
  disclosureOutcomes,
  disclosureStatuses,
  pauseReasons,
} from '../rules.ts';
import { noteInWords, timeNotes } from '../time-to-answer.ts';

type Props = { request: DisclosureDetail };

/** Who asks to see what, and by when they must have an answer. */
export function DisclosureSummaryList({ request }: Props) {
  const { kind, status, account } = request;
  return (
    <SummaryList
      rows={[
        { label: 'Kind', value: `${disclosureKinds[kind].words} (${disclosureKinds[kind].law})` },
        { label: 'Whose records', value: request.owner },
        { label: 'Who asks', value: request.askedBy },
        { label: 'What they ask to see', value: <TypedText>{request.askedFor}</TypedText> },
        { label: 'Looked for', value: request.searchWords.join('; ') || 'No words' },
        ...(account ? [{ label: 'Account', value: `${account.name}, ${account.email}` }] : []),
        { label: 'Received on', value: dayInWords(request.receivedOn) },
        {
          label: 'Answer by',
          value: (
            <>
              {dayInWords(request.dueOn)}
              <TimeNote request={request} />
            </>
          ),
        },
        {
          label: 'Status',
          value: (
            <>
              {request.overdue ? <strong>Overdue. </strong> : null}
              {disclosureStatuses[status].words}
              {request.pausedFor && request.pausedOn
                ? `, since ${dayInWords(request.pausedOn)}. ${pauseReasons[request.pausedFor]}`
                : ''}
              {request.outcome && request.closedOn
                ? ` on ${dayInWords(request.closedOn)}. ${disclosureOutcomes[request.outcome]}`
                : ''}
            </>
          ),
        },
      ]}
    />
  );
}

function TimeNote({ request }: Props) {
  const words = [
    request.dueOn === request.firstDueOn ? '' : `At first ${dayInWords(request.firstDueOn)}.`,
    request.countsFrom === request.receivedOn ? '' : `Counted from ${dayInWords(request.countsFrom)}.`,
    request.daysNotCounted > 0 ? `${countOf(request.daysNotCounted, 'day')} of waiting left out.` : '',
    request.extended ? 'The longer time was taken.' : '',
  ].filter((part) => part !== '');
  return words.length === 0 ? null : <p className="govuk-body-s">{words.join(' ')}</p>;
}

/**
 * Whose request it is by law, where that is not plain. Source: what the partnerships of Stockport, Rochdale and North
 * Yorkshire publish; decision notice FS50566663 of the Information Commissioner (2015), by which a council held the minutes of
 * a safeguarding board for the board. Whether that holds for a partnership of today has not been decided there.
 */
export function WhoseRequest({ kind }: { kind: 'list' | DisclosureKind }) {
  if (kind === 'subject-access') return null;
  return (
    <p className="govuk-body">
      Several safeguarding partnerships say that they are no public authority under the Freedom of Information Act. A
      request by freedom of information is then for whichever partner or agency holds the information for itself. Ask
      your information officer, and close it as passed on if so.
    </p>
  );
}

/** What the time to answer rests on. */
export function LawDetails({ request }: Props) {
  return (
    <Details summary="Where the day to answer by comes from">
      <ul className="govuk-list govuk-list--bullet">
        {keyed(timeNotes[request.kind]).map(({ key, value }) => (
          <li key={key}>{noteInWords(value)}</li>
        ))}
      </ul>
      <p className="govuk-body">This page is no legal advice: ask your data protection or information officer.</p>
    </Details>
  );
}

/** What happened to the request, newest first, ending with its beginning. */
export function DisclosureTimeline({ request }: Props) {
  return (
    <section aria-labelledby="history">
      <h2 className="govuk-heading-m" id="history">
        What happened
      </h2>
      <Timeline
        events={[
          ...request.entries.map((entry) => ({
            heading: disclosureEntryWords[entry.kind],
            by: entry.by,
            at: { iso: entry.at, words: instantInWords(entry.at) },
            children: (
              <>
                {entry.dueTo === null ? null : (
                  <p className="govuk-body">
                    Answer by {dayInWords(entry.dueTo)}
                    {entry.dueFrom === null ? '' : `, no longer ${dayInWords(entry.dueFrom)}`}
                  </p>
                )}
                <TypedText>{entry.note}</TypedText>
              </>
            ),
          })),
          {
            heading: 'Recorded',
            by: request.recordedBy,
            at: { iso: request.recordedAt, words: instantInWords(request.recordedAt) },
          },
        ]}
      />
    </section>
  );
}

/** How far the search and the review are, with the way to each. */
export function Progress({ request }: Props) {
  const { counts, search, id } = request;
  const underWay = search?.status === 'queued' || search?.status === 'searching';
  return (
    <section aria-labelledby="progress">
      <h2 className="govuk-heading-m" id="progress">
        Search and review
      </h2>
      <p className="govuk-body">
        {search === null ? 'Nothing has been searched yet.' : null}
        {underWay ? (
          <>
            The search is under way: {search.progress} per cent{search.note ? `, ${search.note.toLowerCase()}` : ''}.{' '}
            <Anchor className="govuk-link" href={`/disclosures/${id}`} reloadDocument>
              Look again
            </Anchor>
          </>
        ) : null}
        {search?.status === 'ready' && search.finishedAt
          ? `Searched on ${instantInWords(search.finishedAt)}: ${countOf(search.found ?? 0, 'record')} found, ${search.added ?? 0} of them new.`
          : null}
        {search?.status === 'failed'
          ? 'The search failed. Start it again; if it fails again, tell whoever runs the portal.'
          : null}
      </p>
      {search?.cutShort ? (
        <p className="govuk-body">
          <strong>There is more than a request can hold.</strong> Look for fewer or longer words.
        </p>
      ) : null}
      {counts.items > 0 ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/disclosures/${id}/records`}>
            {countOf(counts.items, 'record')}
          </Anchor>
          : {counts.included} to go out, {counts.leftOut} left out, <strong>{counts.undecided} not decided</strong>.
        </p>
      ) : null}
    </section>
  );
}
