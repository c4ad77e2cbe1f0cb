import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { clockInWords, countOf, listInWords } from '../../../platform/words.ts';
import { Button, TextButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { SessionSlot } from '../queries.server.ts';
import { addClock, defaultMinutes } from '../rules.ts';
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
        { label: 'Expected', value: slot.expected.length === 0 ? 'Nobody is named yet' : listInWords(slot.expected) },
        { label: 'Leads the questions', value: slot.lead?.name ?? 'Not named' },
        { label: 'Recorded', value: slot.challenges === 0 ? 'Nothing yet' : countOf(slot.challenges, 'challenge') },
        { label: 'Outcome letter', value: slot.letterReference ?? 'Not issued' },
      ]}
    >
      {may.change ? <SlotForms slot={slot} page={page} failed={failed} /> : null}
    </SummaryCard>
  );
}

function SlotForms({ slot, page: { session, panel }, failed }: Props & { slot: SessionSlot }) {
  const mine = failed?.values.slot === slot.id && failed.values.intent === 'slot' ? failed.values : undefined;
  const last = session.slots.length;
  return (
    <>
      <Form method="post" className="app-not-in-print">
        <HiddenFields fields={{ revision: session.revision, slot: slot.id }} />
        <p className="govuk-body app-text-buttons">
          {slot.position > 1 ? <SlotButton intent="up" text="Move up" slot={slot} /> : null}
          {slot.position < last ? <SlotButton intent="down" text="Move down" slot={slot} /> : null}
          {last > 1 && slot.challenges === 0 ? <SlotButton intent="remove" text="Remove" slot={slot} /> : null}
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
          <Select
            name="lead"
            id={`lead-${slot.id}`}
            label="Who leads the questions"
            defaultValue={typedText(mine, 'lead', slot.lead?.id)}
            items={[
              { value: '', label: 'Not named' },
              ...panel.map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` })),
            ]}
          />
          <Button variant="secondary" name="intent" value="slot">
            Save<span className="govuk-visually-hidden"> the slot of {slot.organisation}</span>
          </Button>
        </Form>
      </Details>
    </>
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
