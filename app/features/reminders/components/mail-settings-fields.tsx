import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { MailSettings } from '../../notifications/schema.ts';
import { fieldsOf } from '../settings-form.ts';

interface MailSettingsFieldsProps {
  readonly values: TypedValues | undefined;
  readonly stored: {
    readonly replyTo: string | null;
    readonly notifyReplyToId: string | null;
    readonly settings: MailSettings;
  };
  /** The installation sends by GOV.UK Notify, which knows reply-to addresses by their id. */
  readonly byNotify: boolean;
}

/** Who answers go to, and each step of reminding, in the order in which they happen. */
export function MailSettingsFields({ values, stored, byNotify }: MailSettingsFieldsProps) {
  const shown = fieldsOf(stored.settings);
  const ticked = (name: string, on: boolean) => (values ? values[name] === 'on' : on);
  return (
    <>
      <TextInput
        name="replyTo"
        type="email"
        label="Mailbox for answers"
        hint="When somebody answers a message, the answer goes here."
        defaultValue={typedText(values, 'replyTo', stored.replyTo)}
        autoComplete="email"
      />
      {byNotify ? (
        <TextInput
          name="notifyReplyToId"
          label="Id of that mailbox at GOV.UK Notify"
          hint="Under Settings, Reply-to email addresses."
          defaultValue={typedText(values, 'notifyReplyToId', stored.notifyReplyToId)}
        />
      ) : (
        <input type="hidden" name="notifyReplyToId" value={stored.notifyReplyToId ?? ''} />
      )}
      <h2 className="govuk-heading-m">Returns that are not sent</h2>
      <p className="govuk-body">
        Leave a field empty to leave that reminder out. Reminders stop once a return is sent.
      </p>
      <Checkboxes
        name="halfWay"
        items={[
          {
            value: 'on',
            label: 'Remind half-way to the due date if nothing was started',
            defaultChecked: ticked('halfWay', stored.settings.returns.halfWay),
          },
        ]}
      />
      <TextInput
        name="workingDaysBefore"
        label="Working days before the due date"
        hint="For example 14, 7, 2"
        width={10}
        defaultValue={typedText(values, 'workingDaysBefore', shown.workingDaysBefore)}
      />
      <Days name="daysAfter" label="Days after the due date, to the safeguarding lead" {...{ values, shown }} />
      <Days
        name="seniorDaysAfter"
        label="Days after the due date, to the senior lead or headteacher"
        {...{ values, shown }}
      />
      <Days name="chairDaysAfter" label="Days after the due date, to the independent chair" {...{ values, shown }} />
      <h2 className="govuk-heading-m">Signatures</h2>
      <Days
        name="signOffWorkingDays"
        label="Working days to wait for a signature"
        hint="Then the signatories are reminded, and after that the safeguarding lead every day."
        {...{ values, shown }}
      />
      <h2 className="govuk-heading-m">Actions</h2>
      <Days name="actionDaysBefore" label="Days before an action is due" {...{ values, shown }} />
      <Checkboxes
        name="actionOnTheDay"
        items={[
          {
            value: 'on',
            label: 'Remind on the day an action is due',
            defaultChecked: ticked('actionOnTheDay', stored.settings.actions.onTheDay),
          },
        ]}
      />
      <Checkboxes
        name="mondayDigest"
        items={[
          {
            value: 'on',
            label: 'Send a list of due and overdue actions every Monday',
            defaultChecked: ticked('mondayDigest', stored.settings.actions.mondayDigest),
          },
        ]}
      />
      <h2 className="govuk-heading-m">Challenge sessions</h2>
      <TextInput
        name="sessionWorkingDaysBefore"
        label="Working days before a session"
        hint="The panel hears about the pack, organisations about their time. For example 15, 5, 1"
        width={10}
        defaultValue={typedText(values, 'sessionWorkingDaysBefore', shown.sessionWorkingDaysBefore)}
      />
      <h2 className="govuk-heading-m">School holidays</h2>
      <TextArea
        name="schoolHolidays"
        label="Holidays in which schools and colleges get no reminders"
        hint="One on each line, first and last day, like 21/12/2026 to 1/1/2027."
        defaultValue={typedText(values, 'schoolHolidays', shown.schoolHolidays)}
      />
    </>
  );
}

type DaysProps = {
  readonly name: keyof ReturnType<typeof fieldsOf>;
  readonly label: string;
  readonly hint?: string;
  readonly values: TypedValues | undefined;
  readonly shown: ReturnType<typeof fieldsOf>;
};

const Days = ({ name, label, hint, values, shown }: DaysProps) => (
  <TextInput
    name={name}
    label={label}
    {...(hint ? { hint } : {})}
    width={3}
    inputMode="numeric"
    defaultValue={typedText(values, name, shown[name])}
  />
);
