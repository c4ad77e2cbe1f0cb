import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { RecordedMeeting } from '../meetings/meeting.ts';
import type { SignOffState } from '../pages.ts';

/** When the meeting was, which it was, and where it is minuted. */
export function MeetingFields({
  meeting,
  values,
}: {
  meeting: RecordedMeeting | null;
  values: TypedValues | undefined;
}) {
  return (
    <>
      <DateInput
        name="heldOn"
        legend="When was the meeting?"
        legendSize="s"
        hint="Today or in the past."
        defaultValue={typedDate(values, 'heldOn', meeting?.heldOn)}
      />
      <TextInput
        name="body"
        label="Which meeting was it?"
        labelSize="s"
        hint="For example, board of trustees, governing board, quality committee."
        defaultValue={typedText(values, 'body', meeting?.body)}
      />
      <TextInput
        name="minuteReference"
        label="Minute reference (optional)"
        labelSize="s"
        width={20}
        defaultValue={typedText(values, 'minuteReference', meeting?.minuteReference)}
      />
    </>
  );
}

/** The meeting as it is recorded, with the way to record it for those who may. */
export function MeetingSummary({
  returnId,
  signOff: { meeting, meetingAsked },
  mayRecord,
}: {
  returnId: string;
  signOff: SignOffState;
  mayRecord: boolean;
}) {
  const minute = meeting?.minuteReference ? `, minute ${meeting.minuteReference}` : '';
  return (
    <SummaryList
      rows={[
        {
          label: 'Meeting of the board or governors',
          value: meeting ? (
            <>
              {meeting.body}, {dayInWords(meeting.heldOn)}
              {minute}
              <br />
              Recorded by {meeting.recordedBy} on {instantInWords(meeting.recordedAt)}
            </>
          ) : meetingAsked ? (
            'Not recorded yet. The partnership asks for it before the return is sent'
          ) : (
            'Not recorded. It need not be'
          ),
          ...(mayRecord
            ? {
                actions: [
                  {
                    text: meeting ? 'Change' : 'Record',
                    hiddenText: ' the meeting',
                    href: `/returns/${returnId}/meeting`,
                  },
                ],
              }
            : {}),
        },
      ]}
    />
  );
}
