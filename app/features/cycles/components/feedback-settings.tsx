import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Button } from '../../../ui/button.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { FeedbackSettings } from '../feedback.ts';

type Props = { settings: FeedbackSettings; values: TypedValues | undefined };

/** What the partnership promises of its answers in this cycle. */
export function FeedbackSettingsForm({ settings, values }: Props) {
  return (
    <section aria-labelledby="feedback-settings">
      <h2 className="govuk-heading-m" id="feedback-settings">
        Answers to agencies
      </h2>
      <Form method="post" noValidate>
        <TextInput
          name="targetDays"
          label="Days until an answer is due"
          hint="Counted from the day a return was sent, to its outcome letter or written response."
          width={3}
          inputMode="numeric"
          defaultValue={typedText(values, 'targetDays', settings.targetDays)}
        />
        <TextInput
          name="replyDays"
          label="Days an agency has to reply to its letter"
          width={3}
          inputMode="numeric"
          defaultValue={typedText(values, 'replyDays', settings.replyDays)}
        />
        <SingleCheckbox
          name="chairApproves"
          label="The chair approves every outcome letter"
          itemHint="A letter then goes out only as the chair of its session, or an independent chair, approved it. When the record or the words change, it has to be approved again."
          defaultChecked={settings.chairApproves}
        />
        <Button variant="secondary" name="intent" value="feedback" preventDoubleClick>
          Save how agencies are answered
        </Button>
      </Form>
    </section>
  );
}
