import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { dayInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { PersonChoice } from '../../accounts/components/person-choice.tsx';
import type { AskPage } from '../ask-page.server.ts';
import { noteLimit } from '../delegation-forms.ts';

interface AskFormProps {
  page: AskPage;
  /** Ticked at first: the part whose link led here. */
  part: string | null;
  /** What was typed before it was refused. */
  values: TypedValues | undefined;
}

/** Who, what, by when, and a word with it. Nothing is asked twice: the day is proposed, the part is ticked. */
export function AskForm({ page, part, values }: AskFormProps) {
  const typed = values?.parts;
  const ticked = values ? [typed ?? []].flat() : part === null ? [] : [part];
  const parts = (
    <Checkboxes
      name="parts"
      legend={part === null ? 'What do you want to hand over?' : 'What else do you want to hand over?'}
      legendSize="m"
      hint="They see what you tick, and nothing else of the return."
      defaultValues={ticked}
      small
      items={page.parts.map((one) => ({
        value: one.part,
        name: 'parts[]',
        label: one.title,
        hint: one.delegation
          ? `With ${one.delegation.holder}, by ${dayInWords(one.delegation.dueOn)}: it would go over`
          : undefined,
      }))}
    />
  );
  return (
    <Form method="post" noValidate>
      {part === null ? parts : null}
      <PersonChoice
        legend="Who do you want to ask?"
        colleagues={page.colleagues}
        emailHint="We send them a link to sign in with, once."
        values={values}
      />
      <DateInput
        name="by"
        legend="By when do you need it?"
        legendSize="m"
        hint={`The return is due on ${dayInWords(page.agencyReturn.dueOn)}.`}
        defaultValue={typedDate(values, 'by', page.proposedDay)}
      />
      <TextArea
        name="note"
        label="Note to them (optional)"
        labelSize="m"
        hint="Say what you need. Do not name children or families."
        rows={3}
        limit={{ characters: noteLimit }}
        defaultValue={typedText(values, 'note')}
      />
      {part === null ? null : parts}
      <Button preventDoubleClick>Ask them</Button>
    </Form>
  );
}
