import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { Survey } from '../queries.server.ts';
import { fewestAnswers, surveyAudienceCodes, surveyAudiences } from '../rules.ts';

type Named = { readonly id: string; readonly name: string };

type SurveyFieldsProps = {
  /** The cycles to choose from; none where the survey is there already. */
  cycles?: readonly Named[];
  survey?: Survey;
  values: TypedValues | undefined;
};

/** The fields of a survey: who held it, who was asked, when, and who sees the figures. */
export function SurveyFields({ cycles, survey, values }: SurveyFieldsProps) {
  return (
    <>
      {cycles ? (
        <Select
          name="cycle"
          label="Cycle beside whose returns the figures are read"
          labelSize="s"
          items={[
            ...(cycles.length === 1 ? [] : [{ value: '', label: 'Choose a cycle' }]),
            ...cycles.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          defaultValue={typedText(values, 'cycle')}
        />
      ) : null}
      <TextInput
        name="title"
        label="Title of the survey"
        labelSize="s"
        autoComplete="off"
        defaultValue={typedText(values, 'title', survey?.title)}
      />
      <Radios
        name="asked"
        legend="Who was asked?"
        legendSize="s"
        items={surveyAudienceCodes.map((code) => ({ value: code, label: surveyAudiences[code] }))}
        defaultValue={typedText(values, 'asked', survey?.asked)}
      />
      <TextArea
        name="source"
        label="Who held it, and where are its results?"
        labelSize="s"
        hint="For instance: the partnership’s business unit, with an online form; report to the board of 12 March."
        rows={2}
        defaultValue={typedText(values, 'source', survey?.source)}
      />
      <DateInput
        name="fromOn"
        legend="First day of the survey"
        legendSize="s"
        defaultValue={typedDate(values, 'fromOn', survey?.fromOn ?? null)}
      />
      <DateInput
        name="toOn"
        legend="Last day of the survey"
        legendSize="s"
        defaultValue={typedDate(values, 'toOn', survey?.toOn ?? null)}
      />
      <TextInput
        name="leastAnswers"
        label="Fewest answers that are shown"
        labelSize="s"
        hint={`Where fewer people of an organisation answered, people could be recognised: no figure is kept or shown, and pages say so. Never fewer than ${fewestAnswers}. It can be raised later, and not lowered.`}
        width={3}
        inputMode="numeric"
        defaultValue={typedText(values, 'leastAnswers', survey?.leastAnswers ?? fewestAnswers)}
      />
      <Checkboxes
        name="shared"
        legend="Who sees the figures?"
        legendSize="s"
        hint="The partnership always does. No agency sees another’s."
        items={[
          {
            value: 'yes',
            label: 'Agencies see their own figures',
            hint: 'Beside the questions that they answer, in their own part of a pack, and in their copy of everything.',
          },
        ]}
        defaultValues={isTicked(values, survey) ? ['yes'] : []}
      />
    </>
  );
}

const isTicked = (values: TypedValues | undefined, survey: Survey | undefined): boolean =>
  values === undefined ? (survey?.shared ?? false) : values.shared !== undefined;
