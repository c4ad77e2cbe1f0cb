import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { Details } from '../../../ui/details.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { Tagging } from '../../partnerships/components/tags.tsx';
import type { TaggingOf } from '../../partnerships/tagging.server.ts';
import type { TheirEntry } from '../commands/post-record-form.server.ts';
import type { Concern, RecordedChallenge, SessionRecord } from '../record-queries.server.ts';
import { type Outcome, outcomes } from '../rules.ts';
import { MarkOrNone } from './document-parts.tsx';

const here = ({ session, slot }: SessionRecord) => `/challenge/${session.id}/record/${slot.id}`;

/** The questions the panel will ask, each with a link that starts the form with it. */
export function KeyLines({ record }: { record: SessionRecord }) {
  return (
    <section aria-labelledby="key-lines">
      <h2 className="govuk-heading-m" id="key-lines">
        Questions the panel will ask
      </h2>
      {record.keyLines.length === 0 ? <p className="govuk-body">No questions have been written yet.</p> : null}
      <ol className="govuk-list govuk-list--number govuk-list--spaced">
        {record.keyLines.map((line) => (
          <li key={line.id}>
            <TypedText>{line.text}</TypedText>
            <p className="govuk-body-s">
              {line.about === null ? null : <>{line.about}. </>}
              <RecordLink record={record} query={{ line: line.id }} hidden={line.text} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What is rated at a level that asks for an action, by standard. */
export function Concerns({ record }: { record: SessionRecord }) {
  return (
    <section aria-labelledby="concerns">
      <h2 className="govuk-heading-m" id="concerns">
        Where there is more to do
      </h2>
      {record.concerns.length === 0 ? (
        <p className="govuk-body">No question was rated at a level that asks for an action.</p>
      ) : null}
      {keyed(record.concerns).map(({ key, value: { number, title, questions } }) => (
        <div key={key}>
          <h3 className="govuk-heading-s">{`${number} ${title}`}</h3>
          <ul className="govuk-list govuk-list--spaced">
            {questions.map((question) => (
              <li key={question.aboutValue}>
                <ConcernLine record={record} question={question} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function ConcernLine({ record, question }: { record: SessionRecord; question: Concern }) {
  const ratings = [
    { label: 'Own rating', mark: question.self },
    { label: 'Moderated', mark: question.moderated },
    { label: 'Agreed', mark: question.agreed },
  ].filter(({ mark }) => mark !== null);
  return (
    <>
      {question.number} {question.question}{' '}
      <RecordLink record={record} query={{ about: question.aboutValue }} hidden={question.number} />
      <br />
      {ratings.map(({ label, mark }) => (
        <span key={label}>
          <span className="app-together">
            {label}: <MarkOrNone mark={mark} />
          </span>{' '}
        </span>
      ))}
    </>
  );
}

type LinkProps = { record: SessionRecord; query: Record<string, string>; hidden: string };

function RecordLink({ record, query, hidden }: LinkProps) {
  if (record.letterReference !== null) return null;
  return (
    <Anchor className="govuk-link" href={`${here(record)}?${new URLSearchParams(query)}#entry`}>
      Record<span className="govuk-visually-hidden"> a challenge about {hidden}</span>
    </Anchor>
  );
}

/** Challenges that stand on the challenge log too, by id, with the reference they have there. */
type Logged = Readonly<Record<string, { readonly id: string; readonly reference: string } | undefined>>;

type RecordedProps = { record: SessionRecord; mayAct: boolean; logged?: Logged; tagging?: readonly TaggingOf[] };

/** What is recorded so far, newest first; each can be changed and made an action. */
export function RecordedList({ record, mayAct, logged = {}, tagging = [] }: RecordedProps) {
  return (
    <section aria-labelledby="recorded">
      <h2 className="govuk-heading-m" id="recorded">
        Recorded
      </h2>
      {record.challenges.length === 0 ? <EmptyState>Nothing is recorded for this agency yet.</EmptyState> : null}
      {record.challenges.map((entry) => (
        <RecordedCard
          key={entry.id}
          record={record}
          entry={entry}
          mayAct={mayAct}
          logged={logged[entry.id]}
          tagging={tagging.find(({ id }) => id === entry.id)}
        />
      ))}
    </section>
  );
}

type CardProps = {
  record: SessionRecord;
  entry: RecordedChallenge;
  mayAct: boolean;
  logged: Logged[string];
  tagging: TaggingOf | undefined;
};

function RecordedCard({ record, entry, mayAct, logged, tagging }: CardProps) {
  const open = record.letterReference === null;
  return (
    <SummaryCard
      headingLevel={3}
      title={entry.about ?? 'The whole return'}
      actions={[
        ...(mayAct ? [{ text: 'Make this an action', href: `/actions/new?challenge=${entry.id}` }] : []),
        ...(mayAct && !logged
          ? [{ text: 'Put on the challenge log', href: `/challenge-log/new?challenge=${entry.id}` }]
          : []),
        ...(mayAct ? [{ text: 'Put on the risk register', href: `/risks/new?challenge=${entry.id}` }] : []),
        ...(open ? [{ text: 'Change', href: `${here(record)}?edit=${entry.id}#entry` }] : []),
      ]}
      rows={[
        { label: `Asked by ${entry.askedBy.toLowerCase()}`, value: <TypedText>{entry.challenge}</TypedText> },
        { label: 'Reply', value: <TypedText>{entry.reply}</TypedText> },
        { label: 'Outcome', value: outcomes[entry.outcome] },
        ...(entry.agreed
          ? [
              {
                label: 'Agreed rating',
                value: (
                  <>
                    <MarkOrNone mark={entry.agreed} />
                    <TypedText>{entry.agreedReason ?? ''}</TypedText>
                  </>
                ),
              },
            ]
          : []),
        ...(entry.actions.length > 0
          ? [
              {
                label: 'Actions',
                value: keyed(entry.actions).map(({ key, value: { id, reference } }) => (
                  <p className="govuk-body" key={key}>
                    <Anchor className="govuk-link" href={`/actions/${id}`}>
                      {reference}
                    </Anchor>
                  </p>
                )),
              },
            ]
          : []),
        ...(logged
          ? [
              {
                label: 'Challenge log',
                value: (
                  <Anchor className="govuk-link" href={`/challenge-log/${logged.id}`}>
                    {logged.reference}
                  </Anchor>
                ),
              },
            ]
          : []),
        ...(tagging ? [{ label: 'Priorities and themes', value: <Tagging tagging={tagging} /> }] : []),
        { label: 'Recorded', value: `${instantInWords(entry.recordedAt)} by ${entry.recordedBy}` },
      ]}
    />
  );
}

/** Who came for the agency: a form while the record is open. */
export function Attendance({ record }: { record: SessionRecord }) {
  const { people, attendance, letterReference } = record;
  const others = attendance.present.filter((name) => !people.some((person) => person.name === name));
  const names = [...new Set([...people.map(({ name }) => name), ...others])];
  return (
    <section aria-labelledby="attendance">
      <h2 className="govuk-heading-m" id="attendance">
        Who came
      </h2>
      <p className="govuk-body">{attendanceWords(record)}</p>
      {letterReference === null ? (
        <Details summary="Record who came" open={attendance.present.length === 0 && attendance.others === ''}>
          <Form method="post" noValidate>
            {names.length === 0 ? null : (
              <Checkboxes
                name="present[]"
                id="present"
                legend="From the agency"
                legendSize="s"
                small
                defaultValues={attendance.present}
                items={names.map((name) => ({ value: name, label: name }))}
              />
            )}
            <TextInput
              name="others"
              label="Anybody else"
              labelSize="s"
              hint="Names and roles."
              defaultValue={attendance.others}
            />
            <Button variant="secondary" name="intent" value="attendance">
              Save who came
            </Button>
          </Form>
        </Details>
      ) : null}
    </section>
  );
}

function attendanceWords({ attendance }: SessionRecord): string {
  const all = [...attendance.present, ...(attendance.others === '' ? [] : [attendance.others])];
  return all.length === 0 ? 'Not recorded yet.' : all.join(', ');
}

/** Somebody else changed an entry first: both texts, field by field. What was typed stays in the form. */
export function BothTexts({ theirs, values }: { theirs: TheirEntry; values: TypedValues }) {
  const typedOutcome = outcomes[typedText(values, 'outcome') as Outcome] ?? '';
  const fields = [
    { label: 'What was asked', saved: theirs.challenge, typed: typedText(values, 'challenge') },
    { label: 'Asked by', saved: theirs.askedBy, typed: typedText(values, 'askedBy') },
    { label: 'The reply', saved: theirs.reply, typed: typedText(values, 'reply') },
    { label: 'Outcome', saved: theirs.outcome, typed: typedOutcome },
    { label: 'Why the rating was agreed', saved: theirs.agreedReason, typed: typedText(values, 'agreedReason') },
  ].filter(({ saved, typed }) => saved !== typed);
  return (
    <NotificationBanner title="Somebody else saved this">
      <BannerHeading>This entry was changed while you were writing. Nothing of yours was saved yet.</BannerHeading>
      {fields.length === 0 ? null : (
        <Table
          caption="What differs"
          scrollLabel="Table of what differs"
          rowHeaders
          columns={[{ label: 'Part' }, { label: 'Saved now' }, { label: 'You wrote' }]}
          rows={fields.map(({ label, saved, typed }) => ({ key: label, cells: [label, saved, typed] }))}
        />
      )}
      <p className="govuk-body">
        The form holds what you wrote. Save it to put it in place of what is saved now, or cancel to keep theirs.
      </p>
    </NotificationBanner>
  );
}
