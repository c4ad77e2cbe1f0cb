import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import type { FailedForm } from '../../../platform/page-forms.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { PartnershipChoice, Priority } from '../queries.server.ts';
import { descriptionLimit } from '../schema.ts';
import { type PrioritySetter, prioritySetterCodes, prioritySetters } from '../words.ts';
import { PartnershipField } from './partnership-field.tsx';

type ListProps = { priorities: readonly Priority[]; several: boolean; mayChange: boolean };

/** Priorities of the plan, then young people's themes, in their order; what has ended stands at the end of each. */
export function PriorityLists(props: ListProps) {
  return prioritySetterCodes.map((setBy) => <PriorityList key={setBy} setBy={setBy} {...props} />);
}

function PriorityList({ setBy, priorities, several, mayChange }: ListProps & { setBy: PrioritySetter }) {
  const listed = priorities.filter((priority) => priority.setBy === setBy);
  const standing = listed.filter(({ toOn, current }) => current || toOn === null);
  const others = listed.filter((priority) => !standing.includes(priority));
  return (
    <section aria-labelledby={setBy}>
      <h2 className="govuk-heading-m" id={setBy}>
        {prioritySetters[setBy].many}
      </h2>
      {listed.length === 0 ? <p className="govuk-body">None has been added yet.</p> : null}
      {standing.map((priority, at) => (
        <article key={priority.id} className="app-edition-question">
          <PriorityHead priority={priority} several={several} />
          {priority.description === '' ? null : <TypedText>{priority.description}</TypedText>}
          {mayChange ? (
            <MoveButtons
              priority={priority}
              first={standing[at - 1]?.partnershipId !== priority.partnershipId}
              last={standing[at + 1]?.partnershipId !== priority.partnershipId}
            />
          ) : null}
        </article>
      ))}
      {others.length > 0 ? (
        <Details summary={setBy === 'partnership' ? 'Priorities of other years' : 'Themes of other years'}>
          {others.map((priority) => (
            <PriorityHead key={priority.id} priority={priority} several={several} />
          ))}
        </Details>
      ) : null}
    </section>
  );
}

function PriorityHead({ priority, several }: { priority: Priority; several: boolean }) {
  return (
    <>
      <h3 className="govuk-heading-s">
        <Anchor className="govuk-link" href={`/priorities/${priority.id}`}>
          {priority.title}
        </Anchor>
      </h3>
      <p className="govuk-body-s">
        {several ? `${priority.partnership}. ` : null}
        {inForce(priority)}
      </p>
    </>
  );
}

/** "Set by Brookmere Youth Council on 1 April 2026, until 31 March 2028". */
export const inForce = ({ setByName, fromOn, toOn }: Pick<Priority, 'setByName' | 'fromOn' | 'toOn'>): string =>
  `Set ${setByName === null ? '' : `by ${setByName} `}on ${dayInWords(fromOn)}${toOn === null ? '' : `, until ${dayInWords(toOn)}`}`;

function MoveButtons({ priority, first, last }: { priority: Priority; first: boolean; last: boolean }) {
  if (first && last) return null;
  const hidden = <span className="govuk-visually-hidden">: {priority.title}</span>;
  return (
    <Form method="post">
      <HiddenFields fields={{ priority: priority.id }} />
      <ButtonGroup>
        {first ? null : (
          <Button variant="secondary" className="app-small-button" name="intent" value="up">
            Move up{hidden}
          </Button>
        )}
        {last ? null : (
          <Button variant="secondary" className="app-small-button" name="intent" value="down">
            Move down{hidden}
          </Button>
        )}
      </ButtonGroup>
    </Form>
  );
}

type FieldsProps = { values: TypedValues | undefined; stored?: Priority; today: string };

function PriorityFields({ values, stored, today }: FieldsProps) {
  return (
    <>
      <TextInput
        name="title"
        label="Title"
        labelSize="s"
        autoComplete="off"
        defaultValue={typedText(values, 'title', stored?.title)}
      />
      <TextArea
        name="description"
        label="What it is about"
        labelSize="s"
        hint="Agencies read this beside the questions that are tagged with it. No names of children or families."
        limit={{ characters: descriptionLimit, threshold: 75 }}
        defaultValue={typedText(values, 'description', stored?.description)}
      />
      <TextInput
        name="setByName"
        label="Who set it"
        labelSize="s"
        hint="For a theme: which young people, for instance the youth council."
        autoComplete="off"
        defaultValue={typedText(values, 'setByName', stored?.setByName)}
      />
      <DateInput
        name="fromOn"
        legend="Day it was set"
        legendSize="s"
        defaultValue={typedDate(values, 'fromOn', stored?.fromOn ?? today)}
      />
      <DateInput
        name="toOn"
        legend="Last day, if it ends"
        legendSize="s"
        hint="After this day it is offered no more. What is tagged with it stays tagged."
        defaultValue={typedDate(values, 'toOn', stored?.toOn ?? null)}
      />
    </>
  );
}

type AddProps = { partnerships: readonly PartnershipChoice[]; failed: FailedForm | undefined; today: string };

/** Adds a priority or a theme. */
export function AddPriorityForm({ partnerships, failed, today }: AddProps) {
  return (
    <Details summary="Add a priority or a theme" open={failed !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={failed?.errors}>
          <PartnershipField partnerships={partnerships} values={failed?.values} />
          <Radios
            name="setBy"
            legend="Who set it?"
            legendSize="s"
            defaultValue={typedText(failed?.values, 'setBy')}
            items={prioritySetterCodes.map((setBy) => ({ value: setBy, label: prioritySetters[setBy].one }))}
          />
          <PriorityFields values={failed?.values} today={today} />
          <Button name="intent" value="add" preventDoubleClick>
            Add it
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

/** Other words or days for a priority; it ends by its last day. */
export function PriorityForm({ priority, failed }: { priority: Priority; failed: FailedForm | undefined }) {
  return (
    <Details summary="Change or end it" open={failed !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={failed?.errors}>
          <HiddenFields fields={{ revision: priority.revision }} />
          <PriorityFields values={failed?.values} stored={priority} today={priority.fromOn} />
          <Button name="intent" value="change" preventDoubleClick>
            Save
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}
