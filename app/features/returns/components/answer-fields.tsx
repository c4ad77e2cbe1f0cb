import type { AnswerType, Question, Scale } from '../../../../standards/contract.ts';
import { notApplicableCode } from '../../../../standards/vocabulary.ts';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Details } from '../../../ui/details.tsx';
import { fieldId } from '../../../ui/field-id.ts';
import { Radios } from '../../../ui/radios.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type FieldNames, type FieldValues, fieldNames } from '../../questionnaire/form-fields.ts';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';
import { TableFields } from './table-fields.tsx';

interface AnswerFieldsProps {
  question: Pick<Question, 'code' | 'text' | 'answer'>;
  scale: Scale | undefined;
  /** What the fields show: the saved answer, or what was typed. */
  values: FieldValues;
  /** Further empty rows of a table that were asked for. */
  moreRows?: number;
}

/** The field that an error about an answer leads to: its first, where the answer has several. */
export function firstFieldId({ code, answer }: Pick<Question, 'code' | 'answer'>): string {
  const names = fieldNames({ code });
  if (answer.type === 'date') return fieldId(names.day);
  if (answer.type === 'table') return fieldId(names.cell(0, answer.columns[0]?.code ?? ''));
  return fieldId(names.main);
}

interface Fields {
  names: FieldNames;
  text: (name: string) => string;
  list: (name: string) => readonly string[];
  values: FieldValues;
  about: string;
  moreRows: number;
}

const personalData = 'Do not name children or families.';

/**
 * The fields of one answer, all of them plain HTML and uncontrolled: what is typed before the page's script arrives
 * stays, and the form posts the same without it.
 */
export function AnswerFields({ question, scale, values, moreRows = 0 }: AnswerFieldsProps) {
  const names = fieldNames(question);
  const fields: Fields = {
    names,
    values,
    about: question.text,
    moreRows,
    text: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : '';
    },
    list: (name) => {
      const value = values[name];
      return value === undefined ? [] : typeof value === 'string' ? [value] : value;
    },
  };
  return (
    <>
      <input type="hidden" name={names.shown} value="1" />
      <MainFields fields={fields} question={question} scale={scale} />
    </>
  );
}

function MainFields({
  fields,
  question: { code, answer },
  scale,
}: {
  fields: Fields;
  question: Pick<Question, 'code' | 'answer'>;
  scale: Scale | undefined;
}) {
  const { names, text, list, about } = fields;
  const legend = (words: string) => <Legend words={words} about={about} />;
  switch (answer.type) {
    case 'rating':
      return <RatingFields fields={fields} scale={scale} />;
    case 'yes-no':
      return <YesNoFields fields={fields} detail={answer.detail} />;
    case 'single-choice':
      return (
        <>
          <Radios
            name={names.main}
            legend={legend('Your answer')}
            legendSize="s"
            items={choiceItems(answer.choices)}
            defaultValue={text(names.main)}
          />
          <Comment fields={fields} />
        </>
      );
    case 'multiple-choice':
      return (
        <>
          <Checkboxes
            name={names.main}
            legend={legend('Your answer')}
            legendSize="s"
            hint="Choose all that apply."
            items={choiceItems(answer.choices)}
            defaultValues={list(names.main)}
          />
          <Comment fields={fields} />
        </>
      );
    case 'number':
    case 'percentage':
      return (
        <>
          <TextInput
            name={names.main}
            label={legend(answer.type === 'percentage' ? 'Percentage' : 'Number')}
            labelSize="s"
            width={10}
            inputMode={answer.type === 'number' && answer.whole ? 'numeric' : 'decimal'}
            suffix={answer.type === 'percentage' ? '%' : answer.unit}
            defaultValue={text(names.main)}
            spellCheck={false}
          />
          <Comment fields={fields} />
        </>
      );
    case 'date':
      return (
        <>
          <DateInput
            name={names.main}
            dayId={fieldId(names.day)}
            legend={legend('Date')}
            legendSize="s"
            hint="For example, 27 3 2026"
            defaultValue={{ day: text(names.day), month: text(names.month), year: text(names.year) }}
          />
          <Comment fields={fields} />
        </>
      );
    case 'text':
      return (
        <TextArea
          dir="auto"
          name={names.main}
          label={legend('Your answer')}
          labelSize="s"
          hint={personalData}
          rows={5}
          limit={{ characters: answer.maxLength, threshold: 75 }}
          defaultValue={text(names.main)}
        />
      );
    case 'table':
      return (
        <>
          <TableFields code={code} answer={answer} values={fields.values} about={about} moreRows={fields.moreRows} />
          <Comment fields={fields} />
        </>
      );
  }
}

/** A short legend to see, the whole question to hear. */
function Legend({ words, about }: { words: string; about: string }) {
  return (
    <>
      {words}
      <span className="govuk-visually-hidden">: {about}</span>
    </>
  );
}

/** Best first, as the words are read; the shapes make the order plain without colour. */
function RatingFields({ fields, scale }: { fields: Fields; scale: Scale | undefined }) {
  const { names, text, about } = fields;
  if (!scale) return null;
  const points = pointsWorstFirst(scale).toReversed();
  const notApplicable = scale.notApplicable.allowed
    ? [
        { divider: 'or' },
        {
          value: notApplicableCode,
          label: scale.notApplicable.word,
          reveal: (
            <TextArea
              dir="auto"
              name={names.reason}
              label="Why does this not apply to you?"
              rows={2}
              defaultValue={text(names.reason)}
            />
          ),
        },
      ]
    : [];
  return (
    <>
      <Radios
        name={names.main}
        legend={<Legend words="Your rating" about={about} />}
        legendSize="s"
        items={[
          ...points.map(({ code, word, shape, tone }) => ({
            value: code,
            label: <RatingTag word={word} shape={shape} tone={tone} />,
          })),
          ...notApplicable,
        ]}
        defaultValue={text(names.main)}
      />
      <TextArea
        dir="auto"
        name={names.narrative}
        label={<Legend words="How do you know, and what difference does it make for children?" about={about} />}
        labelSize="s"
        hint={personalData}
        rows={5}
        defaultValue={text(names.narrative)}
      />
    </>
  );
}

type YesNo = Extract<AnswerType, { type: 'yes-no' }>;

function YesNoFields({ fields, detail }: { fields: Fields; detail: YesNo['detail'] }) {
  const { names, text, about } = fields;
  const details = (label: string) => (
    <TextArea
      dir="auto"
      name={names.detail}
      label={label}
      hint={personalData}
      rows={3}
      defaultValue={text(names.detail)}
    />
  );
  const reveal = (when: YesNo['detail']) => (detail === when ? details('Give details') : undefined);
  return (
    <>
      <Radios
        name={names.main}
        legend={<Legend words="Your answer" about={about} />}
        legendSize="s"
        items={[
          { value: 'yes', label: 'Yes', reveal: reveal('when-yes') },
          { value: 'no', label: 'No', reveal: reveal('when-no') },
        ]}
        defaultValue={text(names.main)}
      />
      {detail === 'always' ? details('Details') : null}
    </>
  );
}

/** Words beside an answer that needs none: folded away until somebody wants them, open when there are any. */
function Comment({ fields: { names, text, about } }: { fields: Fields }) {
  const comment = text(names.narrative);
  return (
    <Details summary="Add a comment" open={comment !== ''}>
      <TextArea
        dir="auto"
        name={names.narrative}
        label={<Legend words="Comment (optional)" about={about} />}
        hint={personalData}
        rows={3}
        defaultValue={comment}
      />
    </Details>
  );
}

const choiceItems = (choices: readonly { code: string; text: string; hint?: string | undefined }[]) =>
  choices.map(({ code, text, hint }) => ({ value: code, label: text, ...(hint === undefined ? {} : { hint }) }));
