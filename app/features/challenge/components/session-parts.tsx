import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { clockInWords, countOf, dayInWords, instantInWords, listInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import { capacities, replyWords, sessionStatuses } from '../rules.ts';
import type { SessionPage } from '../session-page.server.ts';
import { PlaceWords } from './place-words.tsx';

/** What a session is: when, where, who, and how far it has come. */
export function SessionSummary({ page }: { page: SessionPage }) {
  const { session, invitations, conflicts, panel } = page;
  const asked = invitations.filter(({ capacity }) => capacity !== 'agency');
  return (
    <SummaryList
      rows={[
        {
          label: 'Status',
          value: session.calledOff ? <strong>Called off</strong> : sessionStatuses[session.status].words,
        },
        ...(session.calledOff ? [{ label: 'Why', value: session.calledOff.reason }] : []),
        {
          label: 'When',
          value: (
            <>
              {dayInWords(session.heldOn)} at {clockInWords(session.startsAt)}
              {session.endsAt ? ` to ${clockInWords(session.endsAt)}` : ''}
              <p className="govuk-body-s">
                <Anchor className="govuk-link" href={`/sessions/${session.id}/calendar.ics`} reloadDocument>
                  Add to calendar
                </Anchor>
              </p>
            </>
          ),
        },
        { label: 'Place', value: <PlaceWords place={session.place} joinLink={session.joinLink} /> },
        { label: 'Chair', value: session.chair?.name ?? 'Not yet named' },
        {
          label: 'Panel',
          value:
            asked.length === 0 ? (
              listInWords(panel.map(({ name, role }) => `${name} (${role.toLowerCase()})`))
            ) : (
              <ul className="govuk-list">
                {asked.map((one) => (
                  <li key={one.id}>
                    {one.name}, {capacities[one.capacity].toLowerCase()}: {replyWords[one.reply].toLowerCase()}
                  </li>
                ))}
              </ul>
            ),
        },
        ...(conflicts.length === 0
          ? []
          : [
              {
                label: 'Interests',
                value: (
                  <>
                    <p className="govuk-body">Nobody judges the organisation that they belong to.</p>
                    <ul className="govuk-list">
                      {conflicts.map((one) => (
                        <li key={`${one.personId} ${one.organisationId}`}>
                          {one.name} takes no part in the time of {one.organisation}
                        </li>
                      ))}
                    </ul>
                  </>
                ),
              },
            ]),
      ]}
    />
  );
}

/** Agencies that are expected in two sessions at once. A warning: there may be two people for it. */
export function Clashes({ page: { clashes } }: { page: SessionPage }) {
  return clashes.map((clash) => (
    <WarningText key={`${clash.session.id} ${clash.organisation}`}>
      {clash.organisation} is also expected at {clockInWords(clash.startsAt)} in{' '}
      <Anchor className="govuk-link" href={`/challenge/${clash.session.id}`}>
        {clash.session.title}
      </Anchor>
      .
    </WarningText>
  ));
}

/** Who may read the papers, from when, and what they are. */
export function Papers({ page: { session, papers, may, packs } }: { page: SessionPage }) {
  const ready = packs.find(({ status }) => status === 'ready');
  return (
    <section aria-labelledby="papers">
      <h2 className="govuk-heading-m" id="papers">
        Papers
      </h2>
      <p className="govuk-body">{papersWords(session, papers.released)}</p>
      {papers.mayRead ? (
        <ul className="govuk-list govuk-list--bullet">
          <li>
            For the panel:{' '}
            {ready ? (
              <a className="govuk-link" href={`/packs/${ready.id}`}>
                the pack, version {ready.version}
              </a>
            ) : (
              'no pack has been compiled yet'
            )}
          </li>
          <li>For each agency: its own return as it was sent, beside the year before</li>
          <li>
            {countOf(papers.keyLines, 'question')} of the panel:{' '}
            {session.keyLinesReleasedAt === null ? 'not shown to the agencies' : 'shown to the agencies they are for'}
          </li>
        </ul>
      ) : null}
      {may.change && !(papers.released && (session.keyLinesReleasedAt !== null || papers.keyLines === 0)) ? (
        <Form method="post" className="app-not-in-print">
          {papers.released ? <HiddenFields fields={{ keyLines: 'yes' }} /> : null}
          {!papers.released && papers.keyLines > 0 && session.keyLinesReleasedAt === null ? (
            <SingleCheckbox name="keyLines" label="Show each agency the questions of the panel about it" small />
          ) : null}
          <Button variant="secondary" name="intent" value="release" preventDoubleClick>
            {papers.released ? 'Show each agency the questions about it' : 'Release the papers now'}
          </Button>
        </Form>
      ) : null}
    </section>
  );
}

function papersWords(session: SessionPage['session'], released: boolean): string {
  if (session.papersReleasedAt !== null)
    return `Released on ${instantInWords(session.papersReleasedAt)}. The panel and the agencies can read them.`;
  if (released) return 'The panel and the agencies can read them.';
  return `Released on ${dayInWords(session.papersOn ?? '')}. Until then only those who prepare the session read them.`;
}

/** Agencies that left the agenda after it had gone out. */
export function Withdrawals({ page: { withdrawals } }: { page: SessionPage }) {
  if (withdrawals.length === 0) return null;
  return (
    <section aria-labelledby="withdrawn">
      <h2 className="govuk-heading-m" id="withdrawn">
        Withdrawn
      </h2>
      <ul className="govuk-list govuk-list--bullet">
        {withdrawals.map((one) => (
          <li key={one.id}>
            {one.organisation}, expected at {clockInWords(one.startsAt)}: {one.reason} ({one.by},{' '}
            {instantInWords(one.at)})
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Names those who do not know the time and place that stand now, with the button that tells them. */
export function Untold({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <InsetText>
      <p className="govuk-body">
        {capital(listInWords(names))} {names.length === 1 ? 'has' : 'have'} not been told the time that stands now.
      </p>
      <Form method="post">
        <Button variant="secondary" name="intent" value="tell" preventDoubleClick>
          Tell the agencies their times
        </Button>
      </Form>
    </InsetText>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The form that calls a session off; it asks for the reason. */
export function CallOff({
  revision,
  failed,
}: {
  revision: number;
  failed: { readonly values: TypedValues } | undefined;
}) {
  const typed = failed?.values.intent === 'call-off' ? failed.values : undefined;
  return (
    <Details summary="Call off the session" open={typed !== undefined}>
      <Form method="post" noValidate>
        <HiddenFields fields={{ revision }} />
        <TextArea
          name="reason"
          label="Why it is called off"
          hint="Stays on record. Everybody who was told of the session is told that it does not take place."
          rows={2}
          error={typed ? undefined : []}
          defaultValue={typedText(typed, 'reason')}
        />
        <Button variant="warning" name="intent" value="call-off" preventDoubleClick>
          Call off the session
        </Button>
      </Form>
    </Details>
  );
}
