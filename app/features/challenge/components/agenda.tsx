import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { clockInWords, countOf, listInWords } from '../../../platform/words.ts';
import { Button, TextButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { SessionSlot } from '../queries.server.ts';
import { addClock, defaultMinutes, replyWords } from '../rules.ts';
import type { SessionPage } from '../session-page.server.ts';

type Props = { page: SessionPage; failed: { readonly values: TypedValues } | undefined };

/** The agenda of a session: a card for each agency, with its time, its people and what can be done. */
export function Agenda({ page, failed }: Props) {
  const { session, may } = page;
  return (
    <section aria-labelledby="agenda">
      <h2 className="govuk-heading-m" id="agenda">
        Agenda
      </h2>
      {session.slots.map((slot) => (
        <SlotCard key={slot.id} slot={slot} page={page} failed={failed} />
      ))}
      {may.change ? <AddSlot page={page} failed={failed} /> : null}
    </section>
  );
}

function SlotCard({ slot, page, failed }: Props & { slot: SessionSlot }) {
  const { session, may } = page;
  const ends = addClock(slot.startsAt, slot.minutes);
  const barred = page.conflicts
    .filter(({ organisationId }) => organisationId === slot.organisationId)
    .map(({ name }) => name);
  return (
    <SummaryCard
      id={`slot-${slot.id}`}
      headingLevel={3}
      title={`${clockInWords(slot.startsAt)} to ${clockInWords(ends)}: ${slot.organisation}`}
      actions={[
        ...(may.record
          ? [{ text: 'Record', href: `/challenge/${session.id}/record/${slot.id}`, reloadDocument: true }]
          : []),
        ...(may.readLetters ? [{ text: 'Outcome letter', href: `/challenge/${session.id}/letters/${slot.id}` }] : []),
        ...(may.readLetters ? [{ text: 'Moderation', href: `/moderation/${slot.submissionId}` }] : []),
      ]}
      rows={[
        { label: 'Expected', value: <Expected page={page} slot={slot} /> },
        ...(barred.length > 0 ? [{ label: 'Takes no part', value: `${listInWords(barred)}, who belong here` }] : []),
        { label: 'Leads the questions', value: slot.lead?.name ?? 'Not named' },
        { label: 'Recorded', value: slot.challenges === 0 ? 'Nothing yet' : countOf(slot.challenges, 'challenge') },
        { label: 'Outcome letter', value: slot.letterReference ?? 'Not issued' },
      ]}
    >
      {may.change ? <SlotForms slot={slot} page={page} failed={failed} /> : null}
    </SummaryCard>
  );
}

/** Who is asked to come for an agency, and what they replied; whoever should be asked where nobody has been. */
function Expected({ page: { invitations }, slot }: { page: SessionPage; slot: SessionSlot }) {
  const invited = invitations.filter((one) => one.capacity === 'agency' && one.organisationId === slot.organisationId);
  if (invited.length === 0) return slot.expected.length === 0 ? 'Nobody is named yet' : listInWords(slot.expected);
  return (
    <ul className="govuk-list">
      {invited.map((one) => (
        <li key={one.id}>
          {one.name}: {replyWords[one.reply].toLowerCase()}
          {one.takesPart === 'by-link' ? ', by link' : ''}
          {one.question !== '' && one.answer === '' ? <strong>, has a question</strong> : null}
        </li>
      ))}
    </ul>
  );
}

function SlotForms({ slot, page, failed }: Props & { slot: SessionSlot }) {
  const { session, panel, invitations, conflicts } = page;
  const failedAs = (intent: string) =>
    failed?.values.slot === slot.id && failed.values.intent === intent ? failed.values : undefined;
  const mine = failedAs('slot');
  const told = invitations.some((one) => one.capacity === 'agency' && one.organisationId === slot.organisationId);
  const barred = new Set(
    conflicts.filter(({ organisationId }) => organisationId === slot.organisationId).map(({ personId }) => personId),
  );
  const last = session.slots.length;
  return (
    <>
      <Form method="post" className="app-not-in-print">
        <HiddenFields fields={{ revision: session.revision, slot: slot.id }} />
        <p className="govuk-body app-text-buttons">
          {slot.position > 1 ? <SlotButton intent="up" text="Move up" slot={slot} /> : null}
          {slot.position < last ? <SlotButton intent="down" text="Move down" slot={slot} /> : null}
          {last > 1 && slot.challenges === 0 && !told ? <SlotButton intent="remove" text="Remove" slot={slot} /> : null}
        </p>
      </Form>
      <Details summary="Change length or lead" open={mine !== undefined}>
        <Form method="post" noValidate>
          <HiddenFields fields={{ revision: session.revision, slot: slot.id }} />
          <TextInput
            name="minutes"
            id={`minutes-${slot.id}`}
            label="Minutes"
            width={3}
            inputMode="numeric"
            error={mine ? undefined : []}
            defaultValue={typedText(mine, 'minutes', slot.minutes)}
          />
          <TextInput
            name="notBefore"
            id={`notBefore-${slot.id}`}
            label="Starts no earlier than (optional)"
            hint="For a break before it. Leave it empty to follow straight on."
            width={5}
            error={mine ? undefined : []}
            defaultValue={typedText(mine, 'notBefore', slot.notBefore ? clockInWords(slot.notBefore) : '')}
          />
          <Select
            name="lead"
            id={`lead-${slot.id}`}
            label="Who leads the questions"
            error={mine ? undefined : []}
            defaultValue={typedText(mine, 'lead', slot.lead?.id)}
            items={[
              { value: '', label: 'Not named' },
              ...panel
                .filter(({ id }) => !barred.has(id))
                .map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` })),
            ]}
          />
          <Button variant="secondary" name="intent" value="slot">
            Save<span className="govuk-visually-hidden"> the slot of {slot.organisation}</span>
          </Button>
        </Form>
      </Details>
      {last > 1 && slot.challenges === 0 && told ? (
        <Withdraw slot={slot} revision={session.revision} typed={failedAs('withdraw')} />
      ) : null}
    </>
  );
}

/** Takes an agency off an agenda that it has been told of: it stays on record, with the reason. */
function Withdraw({ slot, revision, typed }: { slot: SessionSlot; revision: number; typed: TypedValues | undefined }) {
  return (
    <Details summary={`Withdraw ${slot.organisation}`} open={typed !== undefined}>
      <Form method="post" noValidate>
        <HiddenFields fields={{ revision, slot: slot.id }} />
        <TextArea
          name="reason"
          id={`reason-${slot.id}`}
          label="Why it does not come"
          hint="Stays on record. Its people and the panel are told that it does not come, and the agenda closes up."
          rows={2}
          error={typed ? undefined : []}
          defaultValue={typedText(typed, 'reason')}
        />
        <Button variant="warning" name="intent" value="withdraw" preventDoubleClick>
          Withdraw<span className="govuk-visually-hidden"> {slot.organisation}</span>
        </Button>
      </Form>
    </Details>
  );
}

function SlotButton({ intent, text, slot }: { intent: string; text: string; slot: SessionSlot }) {
  return (
    <TextButton name="intent" value={intent}>
      {text}
      <span className="govuk-visually-hidden"> {slot.organisation}</span>
    </TextButton>
  );
}

function AddSlot({ page: { session, addable }, failed }: Props) {
  if (addable.length === 0) return null;
  const mine = failed?.values.intent === 'add' ? failed.values : undefined;
  return (
    <Details summary="Add an agency" open={mine !== undefined}>
      <Form method="post" noValidate>
        <HiddenFields fields={{ revision: session.revision }} />
        <Select
          name="organisation"
          label="Agency"
          defaultValue={typedText(mine, 'organisation')}
          items={addable.map(({ organisationId, organisation }) => ({ value: organisationId, label: organisation }))}
        />
        <TextInput
          name="minutes"
          label="Minutes"
          width={3}
          inputMode="numeric"
          error={mine ? undefined : []}
          defaultValue={typedText(mine, 'minutes', defaultMinutes)}
        />
        <Button variant="secondary" name="intent" value="add">
          Add to the agenda
        </Button>
      </Form>
    </Details>
  );
}
