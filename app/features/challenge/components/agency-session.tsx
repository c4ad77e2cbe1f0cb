import type { TypedValues } from '../../../platform/form-parsing.ts';
import { clockInWords, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import type { AgencySession, OwnSlot, SessionFacts } from '../invited/agency-session.server.ts';
import { InvitationCard, InviteForm } from './invitation-parts.tsx';
import { PlaceWords } from './place-words.tsx';

/** When and where a session is, or that it does not take place. */
export function SessionFactsList({ session, calendar }: { session: SessionFacts; calendar?: string }) {
  return (
    <>
      {session.calledOff ? (
        <InsetText>
          <p className="govuk-body">
            <strong>This session has been called off.</strong> {session.calledOff.reason}
          </p>
        </InsetText>
      ) : null}
      <SummaryList
        rows={[
          { label: 'Date', value: dayInWords(session.heldOn) },
          { label: 'Place', value: <PlaceWords place={session.place} joinLink={session.joinLink} /> },
          ...(session.held ? [{ label: 'Status', value: 'Held' }] : []),
          {
            label: 'Calendar',
            value: (
              <Anchor className="govuk-link" href={calendar ?? `/sessions/${session.id}/calendar.ics`} reloadDocument>
                Add to calendar
              </Anchor>
            ),
          },
        ]}
      />
    </>
  );
}

type Props = { slot: OwnSlot; page: AgencySession; failed: { readonly values: TypedValues } | undefined };

/** One agency's part of a session: its time, its papers, and who comes for it. */
export function AgencySlot({ slot, page, failed }: Props) {
  return (
    <section aria-labelledby={`slot-${slot.organisationId}`}>
      <h2 className="govuk-heading-m" id={`slot-${slot.organisationId}`}>
        {slot.organisation}
        {slot.time ? `: ${clockInWords(slot.time.startsAt)} to ${clockInWords(slot.time.endsAt)}` : ''}
      </h2>
      {slot.withdrawn ? (
        <p className="govuk-body">
          {slot.organisation} is not expected any more. {slot.withdrawn.reason}
        </p>
      ) : (
        <>
          <SlotPapers slot={slot} papers={page.papers} />
          <h3 className="govuk-heading-s">Who is asked to come</h3>
          {slot.people.length === 0 ? <p className="govuk-body">Nobody has been invited yet.</p> : null}
          {slot.people.map((one) => (
            <InvitationCard
              key={`${one.id} ${one.revision}`}
              one={one}
              mayChange={false}
              mayEnd={slot.mayInvite}
              failed={failed}
            />
          ))}
          {slot.mayInvite ? (
            <InviteForm
              formId={slot.organisationId}
              summary="Ask somebody else to come, in person or by link"
              known={slot.known}
              organisationId={slot.organisationId}
              failed={failed}
            />
          ) : null}
        </>
      )}
    </section>
  );
}

function SlotPapers({ slot, papers }: { slot: OwnSlot; papers: AgencySession['papers'] }) {
  if (!papers.released)
    return <p className="govuk-body">The papers can be read here from {dayInWords(papers.on ?? '')}.</p>;
  return (
    <>
      <h3 className="govuk-heading-s">Papers</h3>
      {slot.readsReturn ? (
        <ul className="govuk-list govuk-list--bullet">
          <li>
            <Anchor className="govuk-link" href={`/returns/${slot.returnId}/copy`}>
              Your return as it was sent
            </Anchor>
          </li>
          <li>
            <Anchor className="govuk-link" href={`/returns/${slot.returnId}/year-on-year`}>
              Your return beside the year before
            </Anchor>
          </li>
        </ul>
      ) : (
        <p className="govuk-body">Your safeguarding lead has the return that the panel will ask about.</p>
      )}
      {slot.keyLines.length === 0 ? null : (
        <>
          <p className="govuk-body">The panel will ask:</p>
          <ul className="govuk-list govuk-list--bullet app-typed-text">
            {slot.keyLines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
