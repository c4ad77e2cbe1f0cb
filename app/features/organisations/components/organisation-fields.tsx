import {
  dutyBases,
  dutyBasisCodes,
  organisationKindCodes,
  organisationKinds,
  phaseCodes,
  phases,
} from '../../../../standards/vocabulary.ts';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Fieldset } from '../../../ui/fieldset.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { Organisation } from '../schema.ts';

type FieldsProps = {
  /** What was typed, when the form came back. */
  values: TypedValues | undefined;
  /** What is stored, when an organisation is changed. */
  stored?: Organisation | undefined;
};

const kindItems = [
  { value: '', label: 'Choose a kind' },
  ...organisationKindCodes.map((value) => ({ value, label: organisationKinds[value].name })),
];
const phaseItems = [{ value: '', label: 'None' }, ...phaseCodes.map((value) => ({ value, label: phases[value] }))];
const dutyItems = [
  { value: '', label: 'As usual for this kind' },
  ...dutyBasisCodes.map((value) => ({ value, label: dutyBases[value] })),
];

/** Every field of an organisation, for adding one and for changing one. */
export function OrganisationFields({ values, stored }: FieldsProps) {
  const text = (name: keyof Organisation & string) => typedText(values, name, plain(stored?.[name]));
  return (
    <>
      <TextInput name="name" label="Name" defaultValue={text('name')} autoComplete="off" />
      <Select name="kind" label="Kind" items={kindItems} defaultValue={text('kind')} />
      <Select
        name="phase"
        label="Phase of education"
        hint="For schools and other settings only. It decides which questions they are asked."
        items={phaseItems}
        defaultValue={text('phase')}
      />
      <Select
        name="dutyBasis"
        label="Duty"
        hint="Choose another duty only where this one differs from its kind."
        items={dutyItems}
        defaultValue={typedText(values, 'dutyBasis', usualDuty(stored) ? '' : stored?.dutyBasis)}
      />
      <Fieldset legend="Numbers and place" legendSize="m">
        <TextInput
          name="urn"
          label="URN"
          hint="6 digits, from the schools register. For an academy trust its group ID, such as TR00000."
          width={10}
          defaultValue={text('urn')}
        />
        <TextInput
          name="dfeNumber"
          label="DfE number"
          hint="For example 201/3614."
          width={10}
          defaultValue={text('dfeNumber')}
        />
        <TextInput
          name="odsCode"
          label="ODS code"
          hint="For health bodies, for example RX1."
          width={10}
          defaultValue={text('odsCode')}
        />
        <TextInput name="reference" label="Your own reference" width={20} defaultValue={text('reference')} />
        <TextInput name="localAuthority" label="Local authority" defaultValue={text('localAuthority')} />
        <TextArea name="address" label="Address" rows={3} defaultValue={text('address')} />
        <TextInput name="postcode" label="Postcode" width={10} defaultValue={text('postcode')} />
        <TextInput name="website" label="Website" defaultValue={text('website')} />
        <TextInput name="telephone" label="Telephone number" type="tel" width={20} defaultValue={text('telephone')} />
      </Fieldset>
      <FactFields values={values} stored={stored} />
    </>
  );
}

function FactFields({ values, stored }: FieldsProps) {
  const facts = stored?.facts;
  const yesNo = (name: 'boarders' | 'nursery' | 'sixthForm' | 'inTrust') => {
    const known = facts?.[name];
    return typedText(values, name, known === undefined ? '' : known ? 'yes' : 'no');
  };
  return (
    <Fieldset legend="Facts about a school or other setting" legendSize="m">
      <p className="govuk-body">
        They prefill the details page of a return. Leave out what you do not know, and all of them for an agency.
      </p>
      <TextInput
        name="lowAge"
        label="Youngest age"
        width={2}
        inputMode="numeric"
        defaultValue={typedText(values, 'lowAge', facts?.lowAge)}
      />
      <TextInput
        name="highAge"
        label="Oldest age"
        width={2}
        inputMode="numeric"
        defaultValue={typedText(values, 'highAge', facts?.highAge)}
      />
      <TextInput
        name="pupils"
        label="Pupils"
        width={5}
        inputMode="numeric"
        defaultValue={typedText(values, 'pupils', facts?.pupils)}
      />
      <YesNo name="nursery" legend="Nursery classes" value={yesNo('nursery')} />
      <YesNo name="sixthForm" legend="Sixth form" value={yesNo('sixthForm')} />
      <YesNo name="boarders" legend="Boarders" value={yesNo('boarders')} />
      <YesNo name="inTrust" legend="Part of a multi-academy trust" value={yesNo('inTrust')} />
      <TextInput name="trust" label="Name of the trust" defaultValue={typedText(values, 'trust', facts?.trust)} />
    </Fieldset>
  );
}

function YesNo({ name, legend, value }: { name: string; legend: string; value: string }) {
  return (
    <Radios
      name={name}
      legend={legend}
      legendSize="s"
      inline
      small
      defaultValue={value}
      items={[
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
        { value: '', label: 'Not known' },
      ]}
    />
  );
}

const usualDuty = (stored: Organisation | undefined) =>
  stored === undefined || organisationKinds[stored.kind].duty === stored.dutyBasis;

const plain = (value: Organisation[keyof Organisation] | undefined) =>
  typeof value === 'string' || typeof value === 'number' ? value : null;
