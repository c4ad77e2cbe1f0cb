import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Details } from '../../../ui/details.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import {
  audienceCodes,
  audiences,
  duties,
  dutyCodes,
  type Ladder,
  type Level,
  letterCodes,
  letters,
} from '../ladder.ts';
import { slots } from '../ladder-form.ts';

type LadderProps = { values: TypedValues | undefined; ladder: Ladder };

const typedList = (values: TypedValues | undefined, name: string, stored: readonly string[]): readonly string[] => {
  if (!values) return stored;
  const typed = values[name];
  return typed === undefined ? [] : [typed].flat();
};

/** Every level of a ladder, and places for more. */
export function LadderFields({ values, ladder }: LadderProps) {
  return (
    <>
      <Checkboxes
        name="schoolHolidaysCount"
        items={[
          {
            value: 'on',
            label: 'Days of school holidays count for schools, colleges and early years too',
            defaultChecked: values ? values.schoolHolidaysCount === 'on' : ladder.schoolHolidaysCount,
          },
        ]}
      />
      {slots.map((slot) => {
        const level = ladder.levels[slot - 1];
        const used = level !== undefined || typedText(values, `name-${slot}`) !== '' || slot === 1;
        return used ? (
          <div key={slot}>
            <h2 className="govuk-heading-m">Level {slot}</h2>
            <LevelFields values={values} level={level} slot={slot} />
          </div>
        ) : (
          <Details key={slot} summary={`Add a level ${slot}`}>
            <LevelFields values={values} level={level} slot={slot} />
          </Details>
        );
      })}
    </>
  );
}

function LevelFields({
  values,
  level,
  slot,
}: {
  values: TypedValues | undefined;
  level: Level | undefined;
  slot: number;
}) {
  const name = (field: string) => `${field}-${slot}`;
  return (
    <>
      <TextInput
        name={name('name')}
        label={`Name of level ${slot}`}
        hint="Empty it to leave the level out."
        defaultValue={typedText(values, name('name'), level?.name)}
      />
      <TextInput
        name={name('days')}
        label="Days"
        width={3}
        inputMode="numeric"
        defaultValue={typedText(values, name('days'), level?.days)}
      />
      <Select
        name={name('count')}
        label="Counted as"
        defaultValue={typedText(values, name('count'), level?.count ?? 'working')}
        items={[
          { value: 'working', label: 'Working days, without bank holidays' },
          { value: 'calendar', label: 'Days of the calendar' },
        ]}
      />
      <Select
        name={name('from')}
        label="Counted from"
        defaultValue={typedText(values, name('from'), level?.from ?? 'due')}
        items={[
          { value: 'due', label: 'The date it is due' },
          { value: 'before', label: 'The level before' },
        ]}
      />
      <Checkboxes
        name={name('told')}
        legend="Who is told"
        legendSize="s"
        small
        defaultValues={typedList(values, name('told'), level?.told ?? [])}
        items={audienceCodes.map((code) => ({ value: code, label: audiences[code] }))}
      />
      <Select
        name={name('letter')}
        label="Letter drafted"
        hint="A level with a letter always waits for a person."
        defaultValue={typedText(values, name('letter'), level?.letter ?? '')}
        items={[{ value: '', label: 'None' }, ...letterCodes.map((code) => ({ value: code, label: letters[code] }))]}
      />
      <Checkboxes
        name={name('waits')}
        small
        items={[
          {
            value: 'on',
            label: 'Waits until a person raises it',
            defaultChecked: values ? values[name('waits')] === 'on' : (level?.waits ?? false),
          },
        ]}
      />
      <Checkboxes
        name={name('onlyFor')}
        legend="For these organisations alone"
        legendSize="s"
        hint="Tick none for all."
        small
        defaultValues={typedList(values, name('onlyFor'), level?.onlyFor ?? [])}
        items={dutyCodes.map((code) => ({ value: code, label: duties[code] }))}
      />
    </>
  );
}
