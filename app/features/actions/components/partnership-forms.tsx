import { Form } from 'react-router';
import { typedDate } from '../../../platform/typed-text.ts';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { type FormProps, Note, of } from './form-parts.tsx';

/** Somebody at the partnership checks an action that is done, or sends it back. */
export function CheckForm({
  revision,
  failed,
  ratify,
  impactCheckOn,
}: FormProps & { ratify: boolean; impactCheckOn: string }) {
  const own = of(failed, 'verified', 'returned');
  return (
    <Form method="post" noValidate>
      <FormErrors errors={own?.errors}>
        <h2 className="govuk-heading-m">Check this action</h2>
        <HiddenFields fields={{ revision }} />
        <Note
          intent="verified"
          label="What you saw, or why you are sending it back"
          hint="The organisation will read this."
          values={own?.values}
        />
        <DateInput
          name="impactCheckOn"
          id="verified-impactCheckOn"
          legend="When to look again whether it still works"
          legendSize="s"
          hint="On that day it comes back to the business manager. Leave it as it is unless another day suits better."
          defaultValue={typedDate(own?.values, 'impactCheckOn', impactCheckOn)}
        />
        <ButtonGroup>
          <Button name="intent" value="verified" preventDoubleClick>
            {ratify ? 'Recommend it to the board' : 'Close the action'}
          </Button>
          <Button name="intent" value="returned" variant="secondary" preventDoubleClick>
            Send it back
          </Button>
        </ButtonGroup>
      </FormErrors>
    </Form>
  );
}

/** A closed action goes back to work. */
export function ReopenForm({ revision, failed }: FormProps) {
  const own = of(failed, 'reopened');
  return (
    <Details summary="Open this action again" open={own !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={own?.errors}>
          <HiddenFields fields={{ revision }} />
          <Note intent="reopened" label="Why it is opened again" values={own?.values} />
          <Button name="intent" value="reopened" variant="secondary" preventDoubleClick>
            Open it again
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

/** The partnership gives another date, with the reason. */
export function RescheduleForm({
  revision,
  failed,
  dueOn,
  earlierOnly,
}: FormProps & { dueOn: string; earlierOnly: boolean }) {
  const own = of(failed, 'reschedule');
  return (
    <Details summary="Change the due date" open={own !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={own?.errors}>
          <HiddenFields fields={{ revision }} />
          <DateInput
            name="dueOn"
            id="reschedule-dueOn"
            legend="New due date"
            legendSize="s"
            hint={
              earlierOnly
                ? 'An earlier date. More time is for the independent chair to grant, when the owner has asked for it.'
                : 'The first date stays on record.'
            }
            defaultValue={typedDate(own?.values, 'dueOn', dueOn)}
          />
          <Note intent="reschedule" label="Reason for the new date" values={own?.values} />
          <Button name="intent" value="reschedule" variant="secondary" preventDoubleClick>
            Change the date
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}
