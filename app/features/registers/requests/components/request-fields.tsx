import type { TypedValues } from '../../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../../platform/typed-text.ts';
import { DateInput } from '../../../../ui/date-input.tsx';
import { HiddenFields } from '../../../../ui/hidden-fields.tsx';
import { Radios } from '../../../../ui/radios.tsx';
import { Select } from '../../../../ui/select.tsx';
import { TextArea } from '../../../../ui/text-area.tsx';
import { TextInput } from '../../../../ui/text-input.tsx';
import { PartnershipField } from '../../../partnerships/components/partnership-field.tsx';
import { daysToAnswer, requestBases, requestBasisCodes } from '../rules.ts';
import { requestTextLimit } from '../schema.ts';

type Named = { readonly id: string; readonly name: string };

/** What the form of a new request starts with. */
export interface ProposedRequest {
  /** Makes two posts of this form one request. */
  readonly formKey: string;
  readonly organisations: readonly Named[];
  readonly partnerships: readonly Named[];
  readonly dueOn: string;
}

/** The fields of a request for information. */
export function RequestFields({ proposal, values }: { proposal: ProposedRequest; values: TypedValues | undefined }) {
  return (
    <>
      <HiddenFields fields={{ formKey: typedText(values, 'formKey', proposal.formKey) }} />
      <PartnershipField partnerships={proposal.partnerships} values={values} />
      <Select
        name="organisation"
        label="Who is asked?"
        labelSize="s"
        defaultValue={typedText(values, 'organisation')}
        items={[
          { value: '', label: 'Another body (name below)' },
          ...proposal.organisations.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextInput
        name="body"
        label="Name of another body, without an account here"
        autoComplete="off"
        defaultValue={typedText(values, 'body')}
      />
      <TextArea
        name="asked"
        label="What do you ask for?"
        labelSize="s"
        hint="No names of children or families."
        limit={{ characters: requestTextLimit, threshold: 75 }}
        defaultValue={typedText(values, 'asked')}
      />
      <Radios
        name="basis"
        legend="What does the request rest on?"
        legendSize="s"
        defaultValue={typedText(values, 'basis')}
        items={requestBasisCodes.map((code) => ({
          value: code,
          label: requestBases[code].words,
          ...(requestBases[code].checked
            ? {}
            : { hint: 'This reference has not been checked against the text. Check it before you rely on it.' }),
        }))}
      />
      <TextInput
        name="basisWords"
        label="More about the basis (optional, unless it is another one)"
        autoComplete="off"
        defaultValue={typedText(values, 'basisWords')}
      />
      <DateInput
        name="dueOn"
        legend="Day by which an answer is due"
        legendSize="s"
        hint={`Proposed: ${daysToAnswer} working days from today.`}
        defaultValue={typedDate(values, 'dueOn', proposal.dueOn)}
      />
    </>
  );
}
