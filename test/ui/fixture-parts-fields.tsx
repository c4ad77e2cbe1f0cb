import { Checkboxes } from '../../app/ui/checkboxes.tsx';
import { DateInput } from '../../app/ui/date-input.tsx';
import { Fieldset } from '../../app/ui/fieldset.tsx';
import { FileUpload } from '../../app/ui/file-upload.tsx';
import { Hint, Label } from '../../app/ui/form-group.tsx';
import { PasswordInput } from '../../app/ui/password-input.tsx';
import { Radios } from '../../app/ui/radios.tsx';
import { Select } from '../../app/ui/select.tsx';
import { TextArea } from '../../app/ui/text-area.tsx';
import { TextInput } from '../../app/ui/text-input.tsx';
import { attributes, flag, list, type Options, options, text, type Value, words } from './fixture-options.ts';
import type { PrintPart } from './fixture-parts-text.tsx';

function fieldProps(o: Options) {
  return {
    name: text(o.name) ?? '',
    id: text(o.id),
    hint: words(o.hint),
    hintClassName: text(options(o.hint).classes),
    error: text(options(o.errorMessage).text) ?? (o.errorMessage ? undefined : []),
    errorClassName: text(options(o.errorMessage).classes),
    describedBy: text(o.describedBy),
    formGroupClassName: text(options(o.formGroup).classes),
  };
}

function labelProps(o: Options) {
  const label = options(o.label);
  return {
    label: words(label),
    labelClassName: text(label.classes),
    labelIsHeading: flag(label.isPageHeading),
  };
}

function legendProps(o: Options) {
  const legend = options(options(o.fieldset).legend);
  return {
    legend: words(legend),
    legendClassName: text(legend.classes),
    legendIsHeading: flag(legend.isPageHeading),
    fieldsetClassName: text(options(o.fieldset).classes),
    describedBy: text(options(o.fieldset).describedBy) ?? text(o.describedBy),
  };
}

const around = (o: Options, name: string) => words(options(o.formGroup)[name]);
const besideInput = (o: Options) => ({ beforeInput: around(o, 'beforeInput'), afterInput: around(o, 'afterInput') });
const besideInputs = (o: Options) => ({
  beforeInputs: around(o, 'beforeInputs'),
  afterInputs: around(o, 'afterInputs'),
});

function choices(o: Options) {
  return list(o.items).map((item) => {
    if (item.divider) return { divider: text(item.divider) ?? '' };
    return {
      value: text(item.value) ?? '',
      label: words(item),
      labelClassName: text(options(item.label).classes),
      id: text(item.id),
      name: text(item.name),
      hint: words(item.hint),
      hintClassName: text(options(item.hint).classes),
      disabled: flag(item.disabled),
      defaultChecked: flag(item.checked),
      exclusive: item.behaviour === 'exclusive',
      reveal: words(item.conditional),
    };
  });
}

function inputAttributes(o: Options) {
  const mode = (['numeric', 'decimal', 'email', 'tel', 'url', 'search', 'none'] as const).find(
    (m) => m === o.inputmode,
  );
  return {
    ...attributes(o),
    className: text(o.classes),
    type: text(o.type) || undefined,
    defaultValue: text(o.value),
    disabled: flag(o.disabled),
    spellCheck: flag(o.spellcheck),
    autoComplete: text(o.autocomplete),
    autoCapitalize: text(o.autocapitalize),
    pattern: text(o.pattern),
    inputMode: mode,
  };
}

function areaAttributes(o: Options) {
  return {
    ...attributes(o),
    className: text(o.classes),
    defaultValue: text(o.value),
    rows: Number(text(o.rows)) || undefined,
    disabled: flag(o.disabled),
    spellCheck: flag(o.spellcheck),
    autoComplete: text(o.autocomplete),
  };
}

function countLimit(o: Options) {
  const threshold = text(o.threshold) === undefined ? {} : { threshold: Number(text(o.threshold)) };
  return o.countType === 'words'
    ? { words: Number(text(o.maxlength)), ...threshold }
    : { characters: Number(text(o.maxlength)), ...threshold };
}

const dateParts = ['day', 'month', 'year'] as const;

function printDateInput(o: Options) {
  const id = text(o.id) ?? '';
  const name = text(o.namePrefix) ?? id;
  const items = list(o.items);
  const ofPart = (part: string) => items.find((item) => item.name === part) ?? options(o[part]);
  const isWrong = (part: Options) => part.error === true || text(part.classes)?.includes('govuk-input--error') === true;
  const named = dateParts.filter((part) => isWrong(ofPart(part)));
  const left = dateParts.filter((part) => ofPart(part).error !== false);
  const errorParts = named.length > 0 ? named : left.length < 3 ? left : undefined;
  const valueIn = (part: string): Value =>
    ofPart(part).value ?? options(o.values)[part] ?? options(o.values)[`${name}-${part}`];
  const completes = items.some((item) => text(item.autocomplete)?.startsWith('bday'));
  return (
    <DateInput
      {...fieldProps({ ...o, name })}
      {...legendProps(o)}
      id={id}
      dayId={`${id}-day`}
      className={text(o.classes)}
      autoComplete={completes ? 'bday' : undefined}
      errorParts={errorParts}
      defaultValue={{ day: text(valueIn('day')), month: text(valueIn('month')), year: text(valueIn('year')) }}
    />
  );
}

function printSelect(o: Options) {
  const items = list(o.items).map((item) => ({
    value: item.value === undefined ? undefined : String(item.value),
    label: text(item.text) ?? '',
    disabled: flag(item.disabled),
    selected: item.selected,
  }));
  const own = items.find((item) => item.selected === true);
  const deselected = items.some((item) => item.value === o.value && item.selected === false);
  return (
    <Select
      {...fieldProps(o)}
      {...labelProps(o)}
      {...besideInput(o)}
      {...attributes(o)}
      items={items}
      defaultValue={own ? (own.value ?? own.label) : deselected ? undefined : text(o.value)}
      disabled={flag(o.disabled)}
      className={text(o.classes)}
    />
  );
}

/** How each field prints the options of a documented example. */
export const fieldParts: Readonly<Record<string, PrintPart>> = {
  'character-count': (o) => (
    <TextArea {...fieldProps(o)} {...labelProps(o)} {...areaAttributes(o)} {...besideInput(o)} limit={countLimit(o)} />
  ),
  checkboxes: (o) => (
    <Checkboxes
      {...fieldProps({ ...o, id: o.idPrefix })}
      {...legendProps(o)}
      {...besideInputs(o)}
      items={choices(o)}
      defaultValues={(Array.isArray(o.values) ? o.values : []).map((value) => text(value) ?? '')}
      className={text(o.classes)}
    />
  ),
  'date-input': printDateInput,
  fieldset: (o) => {
    const { fieldsetClassName, ...legend } = legendProps({ fieldset: o });
    return (
      <Fieldset {...legend} className={fieldsetClassName} role={o.role === 'group' ? 'group' : undefined}>
        {o.html ? words({ html: o.html }) : null}
      </Fieldset>
    );
  },
  'file-upload': (o) => (
    <FileUpload
      {...fieldProps(o)}
      {...labelProps(o)}
      {...besideInput(o)}
      {...attributes(o)}
      className={text(o.classes)}
      disabled={flag(o.disabled)}
      multiple={flag(o.multiple)}
      improved={o.javascript === true}
    />
  ),
  hint: (o) => (
    <Hint id={text(o.id)} className={text(o.classes)}>
      {words(o)}
    </Hint>
  ),
  input: (o) => (
    <TextInput
      {...fieldProps(o)}
      {...labelProps(o)}
      {...inputAttributes(o)}
      {...besideInput(o)}
      prefix={words(o.prefix)}
      suffix={words(o.suffix)}
      wrapperClassName={text(options(o.inputWrapper).classes)}
    />
  ),
  label: (o) => (
    <Label
      label={words(o)}
      labelClassName={text(o.classes)}
      labelIsHeading={flag(o.isPageHeading)}
      htmlFor={text(o.for) ?? ''}
    />
  ),
  'password-input': (o) => (
    <PasswordInput
      {...fieldProps(o)}
      {...labelProps(o)}
      className={text(o.classes)}
      autoComplete={o.autocomplete === 'new-password' ? 'new-password' : undefined}
    />
  ),
  radios: (o) => (
    <Radios
      {...fieldProps({ ...o, id: o.idPrefix })}
      {...legendProps(o)}
      {...besideInputs(o)}
      items={choices(o)}
      defaultValue={text(o.value)}
      className={text(o.classes)}
    />
  ),
  select: printSelect,
  textarea: (o) => <TextArea {...fieldProps(o)} {...labelProps(o)} {...areaAttributes(o)} {...besideInput(o)} />,
};
