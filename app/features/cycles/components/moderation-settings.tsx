import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ModerationSettings } from '../moderation-settings.server.ts';

interface ModerationSettingsFormProps {
  cycleId: string;
  settings: ModerationSettings;
  /** What was typed, when this form came back. */
  values: TypedValues | undefined;
}

/** How the returns of the cycle are moderated. */
export function ModerationSettingsForm({ cycleId, settings, values }: ModerationSettingsFormProps) {
  return (
    <section aria-labelledby="moderation-settings">
      <h2 className="govuk-heading-m" id="moderation-settings">
        How returns are moderated
      </h2>
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/cycles/${cycleId}/sampling`}>
          Choose which returns are moderated
        </Anchor>
      </p>
      <Form method="post" noValidate>
        <SingleCheckbox
          name="blind"
          label="Moderators rate before they see the agency’s own rating"
          itemHint="It stays hidden from them, everywhere, until they have rated the standard themselves. It cannot be switched on once somebody has rated."
          defaultChecked={values ? values.blind !== undefined : settings.blind}
        />
        <TextInput
          name="replyDays"
          label="Working days for an agency to reply to a rating that differs from its own"
          labelSize="s"
          hint="Counted from the day on which its moderation is finished."
          width={2}
          inputMode="numeric"
          defaultValue={typedText(values, 'replyDays', settings.replyDays)}
        />
        <Button variant="secondary" name="intent" value="moderation" preventDoubleClick>
          Save how returns are moderated
        </Button>
      </Form>
    </section>
  );
}
