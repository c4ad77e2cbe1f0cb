import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Select } from '../../../ui/select.tsx';
import type { PartnershipChoice } from '../queries.server.ts';

type Props = { partnerships: readonly PartnershipChoice[]; values: TypedValues | undefined };

/** Which partnership, asked only of somebody who works for several. */
export function PartnershipField({ partnerships, values }: Props) {
  if (partnerships.length < 2) return null;
  return (
    <Select
      name="partnership"
      label="Partnership"
      labelSize="s"
      defaultValue={typedText(values, 'partnership')}
      items={[{ value: '', label: 'Choose' }, ...partnerships.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
