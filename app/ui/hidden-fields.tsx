import { keyed } from './keyed.ts';

type HiddenFieldsProps = { fields: Readonly<Record<string, string | number | readonly string[] | null | undefined>> };

/** Values that go with the form unseen; a list gives its name several times, `null` and `undefined` are left out. */
export function HiddenFields({ fields }: HiddenFieldsProps) {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [value].flat().map((one) => ({ name, value: one })),
  );
  return keyed(pairs).map(({ key, value: pair }) => (
    <input key={key} type="hidden" name={pair.name} value={pair.value} />
  ));
}
