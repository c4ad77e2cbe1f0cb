import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { TextInput } from '../../../ui/text-input.tsx';
import type { KeptFigure } from '../rules.ts';

type FigureFieldsProps = { figure?: KeptFigure | undefined; values: TypedValues | undefined };

/** How many were asked, answered and agreed, or a mean on a scale. */
export function FigureFields({ figure, values }: FigureFieldsProps) {
  const stored = (of: number | null | undefined) => of ?? '';
  const shares = figure?.measure === 'share' && !figure.tooFew;
  return (
    <>
      <TextInput
        name="invited"
        label="Number of people asked, if known"
        width={5}
        inputMode="numeric"
        defaultValue={typedText(values, 'invited', stored(figure?.invited))}
      />
      <TextInput
        name="answered"
        label="Number of people who answered"
        width={5}
        inputMode="numeric"
        defaultValue={typedText(values, 'answered', stored(figure?.answered))}
      />
      <fieldset className="govuk-fieldset">
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">How many agreed</legend>
        <p className="govuk-hint">Give the number, or the per cent where the report has no number.</p>
        <TextInput
          name="agreed"
          label="Number of people who agreed"
          width={5}
          inputMode="numeric"
          defaultValue={typedText(values, 'agreed', stored(figure?.agreed))}
        />
        <TextInput
          name="percent"
          label="Per cent who agreed"
          width={5}
          inputMode="decimal"
          defaultValue={typedText(
            values,
            'percent',
            shares && figure.agreed === null && figure.agreeTenths !== null ? figure.agreeTenths / 10 : '',
          )}
        />
      </fieldset>
      <fieldset className="govuk-fieldset">
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">Or a mean on a scale</legend>
        <p className="govuk-hint">With both ends of the scale. The higher end must be the better one.</p>
        <TextInput
          name="mean"
          label="Mean"
          width={5}
          inputMode="decimal"
          defaultValue={typedText(
            values,
            'mean',
            figure?.meanHundredths === null || figure === undefined ? '' : figure.meanHundredths / 100,
          )}
        />
        <TextInput
          name="low"
          label="Lowest point of the scale"
          width={3}
          inputMode="numeric"
          defaultValue={typedText(values, 'low', stored(figure?.scaleLow))}
        />
        <TextInput
          name="high"
          label="Highest point of the scale"
          width={3}
          inputMode="numeric"
          defaultValue={typedText(values, 'high', stored(figure?.scaleHigh))}
        />
      </fieldset>
    </>
  );
}
