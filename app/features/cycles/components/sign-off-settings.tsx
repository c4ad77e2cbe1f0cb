import { Form } from 'react-router';
import { Button } from '../../../ui/button.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import type { SignOffSettings } from '../sign-off-settings.server.ts';

/** What the cycle asks at sign-off beside the signatures. */
export function SignOffSettingsForm({ settings }: { settings: SignOffSettings }) {
  return (
    <section aria-labelledby="sign-off-settings">
      <h2 className="govuk-heading-m" id="sign-off-settings">
        What is asked at sign-off
      </h2>
      <Form method="post">
        <SingleCheckbox
          name="meetingAsked"
          label="Ask for the date of the board or governors’ meeting"
          itemHint="A return can then be sent only when the meeting that considered it is recorded. Otherwise it may be recorded, and need not be."
          defaultChecked={settings.meetingAsked}
        />
        <Button variant="secondary" name="intent" value="sign-off" preventDoubleClick>
          Save what is asked
        </Button>
      </Form>
    </section>
  );
}
