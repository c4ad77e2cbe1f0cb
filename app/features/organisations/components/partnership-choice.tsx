import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';

type PartnershipChoiceProps = {
  partnerships: readonly { readonly id: string; readonly name: string }[];
  values: TypedValues | undefined;
};

/** Which partnership a form is for: asked only of somebody who works for more than one. */
export function PartnershipChoice({ partnerships, values }: PartnershipChoiceProps) {
  const [first, ...others] = partnerships;
  if (others.length === 0) return <HiddenFields fields={{ partnershipId: first?.id }} />;
  return (
    <Select
      name="partnershipId"
      label="Partnership"
      items={partnerships.map(({ id, name }) => ({ value: id, label: name }))}
      defaultValue={typedText(values, 'partnershipId', first?.id)}
    />
  );
}
