import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Button, TextButton } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { Invitation } from '../invited/invitations.server.ts';
import type { KnownPerson } from '../invited/known-people.server.ts';
import { capacities, panelCapacities, replyWords, takesPartWords } from '../rules.ts';

type Failed = { readonly values: TypedValues } | undefined;

const takesPartItems = Object.entries(takesPartWords).map(([value, label]) => ({ value, label }));

type CardProps = {
  one: Invitation & { readonly mayReply: boolean };
  /** May take the invitation back, and answer a question. */
  mayChange: boolean;
  /** May only take it back. */
  mayEnd?: boolean;
  failed: Failed;
};

/** One person who is asked to come: what they replied, and the forms that the reader may use. */
export function InvitationCard({ one, mayChange, mayEnd = mayChange, failed }: CardProps) {
  const mine = failed?.values.invitation === one.id ? failed.values : undefined;
  return (
    <SummaryCard
      id={`invitation-${one.id}`}
      headingLevel={3}
      title={one.capacity === 'agency' ? one.name : `${one.name}, ${capacities[one.capacity].toLowerCase()}`}
      rows={[
        { label: 'Reply', value: replyWords[one.reply] },
        { label: 'Takes part', value: takesPartWords[one.takesPart] },
        { label: 'Address', value: one.email },
        ...(one.capacity !== 'agency' && one.organisation ? [{ label: 'Works for', value: one.organisation }] : []),
        ...(one.substituteFor === null ? [] : [{ label: 'Comes instead of', value: one.substituteFor }]),
        ...(one.question === '' ? [] : [{ label: 'Question', value: <TypedText>{one.question}</TypedText> }]),
        ...(one.answer === '' ? [] : [{ label: 'Answer', value: <TypedText>{one.answer}</TypedText> }]),
      ]}
    >
      {one.mayReply ? <ReplyForm one={one} typed={mine?.intent === 'reply' ? mine : undefined} /> : null}
      {mayChange && one.question !== '' && one.answer === '' ? (
        <AnswerForm one={one} typed={mine?.intent === 'answer' ? mine : undefined} />
      ) : null}
      {mayEnd && one.capacity !== 'chair' ? (
        <Form method="post" className="app-not-in-print">
          <HiddenFields fields={{ invitation: one.id }} />
          <TextButton name="intent" value="end">
            Take the invitation back<span className="govuk-visually-hidden">: {one.name}</span>
          </TextButton>
        </Form>
      ) : null}
    </SummaryCard>
  );
}

/** Whether somebody comes, how, with a question, and who comes instead. */
export function ReplyForm({
  one,
  typed,
  open = false,
}: {
  one: Invitation;
  typed: TypedValues | undefined;
  open?: boolean;
}) {
  const id = (field: string) => `${field}-${one.id}`;
  const error = typed ? undefined : [];
  return (
    <Details
      summary={one.reply === 'waiting' ? `Reply for ${one.name}` : `Change the reply of ${one.name}`}
      open={open || typed !== undefined}
    >
      <Form method="post" noValidate>
        <HiddenFields fields={{ invitation: one.id, revision: one.revision }} />
        <Radios
          name="reply"
          id={id('reply')}
          legend="Will they come?"
          legendSize="s"
          error={error}
          defaultValue={typedText(typed, 'reply', one.reply === 'waiting' ? '' : one.reply)}
          items={[
            { value: 'accepted', label: 'Yes' },
            { value: 'declined', label: 'No, with apologies' },
          ]}
        />
        <Radios
          name="takesPart"
          id={id('takesPart')}
          legend="How do they take part?"
          legendSize="s"
          inline
          error={error}
          defaultValue={typedText(typed, 'takesPart', one.takesPart)}
          items={takesPartItems}
        />
        <TextArea
          name="question"
          id={id('question')}
          label="Question to the partnership (optional)"
          rows={2}
          error={error}
          defaultValue={typedText(typed, 'question', one.question)}
        />
        <TextInput
          name="substituteName"
          id={id('substituteName')}
          label="If not, who comes instead (optional)"
          error={error}
          defaultValue={typedText(typed, 'substituteName')}
        />
        <TextInput
          name="substituteEmail"
          id={id('substituteEmail')}
          type="email"
          label="Their e-mail address"
          error={error}
          defaultValue={typedText(typed, 'substituteEmail')}
        />
        <Button variant="secondary" name="intent" value="reply" preventDoubleClick>
          Send the reply<span className="govuk-visually-hidden"> of {one.name}</span>
        </Button>
      </Form>
    </Details>
  );
}

function AnswerForm({ one, typed }: { one: Invitation; typed: TypedValues | undefined }) {
  return (
    <Details summary={`Answer the question of ${one.name}`} open={typed !== undefined}>
      <Form method="post" noValidate>
        <HiddenFields fields={{ invitation: one.id }} />
        <TextArea
          name="answer"
          id={`answer-${one.id}`}
          label="Answer"
          rows={3}
          error={typed ? undefined : []}
          defaultValue={typedText(typed, 'answer')}
        />
        <Button variant="secondary" name="intent" value="answer" preventDoubleClick>
          Save the answer and tell them
        </Button>
      </Form>
    </Details>
  );
}

type InviteProps = {
  /** What tells this form from others on the page. */
  formId: string;
  summary: string;
  known: readonly KnownPerson[];
  /** Whom they speak for; absent for the panel. */
  organisationId?: string;
  employers?: readonly { readonly id: string; readonly name: string }[];
  failed: Failed;
};

/** Invites somebody from the list, or by name and address. */
export function InviteForm({ formId, summary, known, organisationId, employers = [], failed }: InviteProps) {
  const typed = failed?.values.intent === 'invite' && failed.values.form === formId ? failed.values : undefined;
  const id = (field: string) => `${field}-${formId}`;
  const error = typed ? undefined : [];
  return (
    <Details summary={summary} open={typed !== undefined}>
      <Form method="post" noValidate>
        <HiddenFields
          fields={{
            form: formId,
            ...(organisationId === undefined ? {} : { capacity: 'agency', organisation: organisationId }),
          }}
        />
        {organisationId === undefined ? (
          <Select
            name="capacity"
            id={id('capacity')}
            label="Comes as"
            error={error}
            defaultValue={typedText(typed, 'capacity', 'member')}
            items={panelCapacities.map((capacity) => ({ value: capacity, label: capacities[capacity] }))}
          />
        ) : null}
        <Select
          name="known"
          id={id('known')}
          label="Somebody who is known here"
          error={error}
          defaultValue={typedText(typed, 'known')}
          items={[{ value: '', label: 'Somebody else' }, ...known.map(({ value, label }) => ({ value, label }))]}
        />
        <TextInput
          name="name"
          id={id('name')}
          label="Or their name"
          error={error}
          defaultValue={typedText(typed, 'name')}
        />
        <TextInput
          name="email"
          id={id('email')}
          type="email"
          label="and e-mail address"
          error={error}
          defaultValue={typedText(typed, 'email')}
        />
        {organisationId === undefined ? (
          <Select
            name="organisation"
            id={id('organisation')}
            label="Works for"
            hint="They take no part in the time of this organisation."
            error={error}
            defaultValue={typedText(typed, 'organisation')}
            items={[
              { value: '', label: 'None of these' },
              ...employers.map(({ id: value, name }) => ({ value, label: name })),
            ]}
          />
        ) : null}
        <Radios
          name="takesPart"
          id={id('takesPart')}
          legend="Takes part"
          legendSize="s"
          inline
          error={error}
          defaultValue={typedText(typed, 'takesPart', 'in-person')}
          items={takesPartItems}
        />
        <Button variant="secondary" name="intent" value="invite" preventDoubleClick>
          Invite and tell them
        </Button>
      </Form>
    </Details>
  );
}

/** The ids of the fields in error, for the summary: every form stands on the page once for each person. */
export function invitationFieldIds(values: TypedValues | undefined): Record<string, string> {
  const suffix = values?.form ?? values?.invitation;
  if (typeof suffix !== 'string') return {};
  return Object.fromEntries(
    [
      'reply',
      'takesPart',
      'question',
      'substituteName',
      'substituteEmail',
      'answer',
      'capacity',
      'known',
      'name',
      'email',
      'organisation',
    ].map((field) => [field, `${field}-${suffix}`]),
  );
}
