import { dayInWords, instantInWords } from '../../../../platform/words.ts';
import { Anchor } from '../../../../ui/anchor.tsx';
import { TypedText } from '../../../../ui/columns.tsx';
import { SummaryList } from '../../../../ui/summary-list.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import type { RequestDetail, RequestEntry } from '../get-request.server.ts';
import { basisInWords, requestEntryWords, requestStatuses } from '../rules.ts';

/** Who asks whom for what, on what basis, and by when. */
export function RequestSummaryList({ request }: { request: RequestDetail }) {
  return (
    <SummaryList
      rows={[
        { label: 'Who is asked', value: request.body },
        { label: 'Who asks', value: request.partnership },
        { label: 'What is asked', value: <TypedText>{request.asked}</TypedText> },
        { label: 'Legal basis', value: basisInWords(request.basis, request.basisWords) },
        { label: 'Asked on', value: dayInWords(request.askedOn) },
        {
          label: 'Answer due',
          value: (
            <>
              {dayInWords(request.dueOn)}
              {request.dueOn === request.firstDueOn ? null : (
                <p className="govuk-body-s">First due on {dayInWords(request.firstDueOn)}</p>
              )}
            </>
          ),
        },
        {
          label: 'Status',
          value: (
            <>
              {request.overdue ? <strong>Overdue. </strong> : null}
              {requestStatuses[request.status].words}
            </>
          ),
        },
      ]}
    />
  );
}

/** What happened to the request, newest first, ending with its beginning. */
export function RequestTimeline({ request }: { request: RequestDetail }) {
  return (
    <section aria-labelledby="history">
      <h2 className="govuk-heading-m" id="history">
        What happened
      </h2>
      <Timeline
        events={[
          ...request.entries.map((entry) => ({
            heading: requestEntryWords[entry.kind],
            by: entry.by,
            at: { iso: entry.at, words: instantInWords(entry.at) },
            children: <Entry entry={entry} />,
          })),
          {
            heading: 'Asked',
            by: request.askedBy,
            at: { iso: request.askedAt, words: instantInWords(request.askedAt) },
          },
        ]}
      />
    </section>
  );
}

function Entry({ entry }: { entry: RequestEntry }) {
  return (
    <>
      {entry.givenBy === null ? null : (
        <p className="govuk-body">
          Given by {entry.givenBy} on {dayInWords(entry.happenedOn)}, entered for them
        </p>
      )}
      {entry.dueTo === null ? null : (
        <p className="govuk-body">
          {entry.dueFrom === null ? '' : `From ${dayInWords(entry.dueFrom)} `}to {dayInWords(entry.dueTo)}
        </p>
      )}
      <TypedText>{entry.note}</TypedText>
      {entry.evidence ? (
        <p className="govuk-body">
          Evidence:{' '}
          <Anchor className="govuk-link" href={entry.evidence.href} reloadDocument>
            {entry.evidence.title}
          </Anchor>
        </p>
      ) : null}
    </>
  );
}
