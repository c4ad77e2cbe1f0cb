import { organisationKindCodes, organisationKinds, phaseCodes, phases } from '../../../../standards/vocabulary.ts';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Checkboxes, SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type AnswerKind, answerTypeNames } from '../local/question-form.ts';
import type { QuestionPage } from '../local/question-page.server.ts';

interface QuestionFieldsProps {
  page: QuestionPage;
  values: TypedValues | undefined;
}

/** The fields of one local question: what is asked, how it is answered, who is asked. */
export function QuestionFields({ page, values }: QuestionFieldsProps) {
  const { stored } = page;
  const shown = (name: keyof NonNullable<typeof stored>) => {
    const before = stored?.[name];
    return typedText(values, name, typeof before === 'string' ? before : '');
  };
  const ticked = (name: 'kinds' | 'phases' | 'priorities') => {
    const typed = values ? values[name] : stored?.[name];
    return typed === undefined ? [] : typeof typed === 'string' ? [typed] : typed;
  };
  return (
    <>
      {page.headings.length > 0 ? (
        <Select
          name="standard"
          label="Heading"
          items={[{ value: '', label: 'A new heading' }, ...page.headings]}
          defaultValue={shown('standard') || (values ? '' : page.headings[0]?.value)}
        />
      ) : null}
      <TextInput
        name="newStandard"
        label={page.headings.length > 0 ? 'New heading (leave empty to use the one above)' : 'Heading'}
        hint="Local questions stand together under a heading of their own, after the national standards."
        defaultValue={shown('newStandard')}
      />
      <TextArea
        name="text"
        label="Question"
        labelSize="m"
        rows={3}
        defaultValue={shown('text')}
        limit={{ characters: 300 }}
      />
      <TextInput
        name="hint"
        label="Hint (optional)"
        hint="How to answer, in a sentence."
        defaultValue={shown('hint')}
      />
      <TextArea
        name="guidance"
        label="Help with this question (optional)"
        hint="What good looks like, or how to find out."
        rows={3}
        defaultValue={shown('guidance')}
      />
      <TextArea
        name="evidence"
        label="Kinds of evidence (optional)"
        hint="One on a line."
        rows={3}
        defaultValue={shown('evidence')}
      />
      <AnswerChoice page={page} shown={shown} />
      <SingleCheckbox
        name="required"
        label="The return cannot be sent without an answer"
        defaultChecked={values ? values.required === 'yes' : (stored?.required ?? 'yes') === 'yes'}
      />
      <Checkboxes
        name="kinds[]"
        legend="Who is asked?"
        legendSize="m"
        hint="Tick none to ask everybody in the cycle."
        small
        items={organisationKindCodes
          .filter((kind) => organisationKinds[kind].sector === page.sector)
          .map((kind) => ({ value: kind, label: organisationKinds[kind].name }))}
        defaultValues={ticked('kinds')}
      />
      {page.sector === 'setting' ? (
        <Checkboxes
          name="phases[]"
          legend="In which phase?"
          legendSize="s"
          hint="Tick none for every phase."
          small
          items={phaseCodes.map((phase) => ({ value: phase, label: phases[phase] }))}
          defaultValues={ticked('phases')}
        />
      ) : null}
      {page.flags.length > 0 ? (
        <Select
          name="flag"
          label="Only those who say yes on the page of facts to"
          items={[{ value: '', label: '(everybody, whatever they say)' }, ...page.flags]}
          defaultValue={shown('flag')}
        />
      ) : null}
      {page.priorities.length > 0 ? (
        <Checkboxes
          name="priorities[]"
          legend="Which priorities is it about?"
          legendSize="s"
          small
          items={page.priorities}
          defaultValues={ticked('priorities')}
        />
      ) : null}
    </>
  );
}

type Shown = (name: 'answer' | 'scale' | 'choices' | 'unit' | 'columns') => string;

/** Without script every field is in sight, and the hint says which kind of answer it belongs to. */
function AnswerChoice({ page, shown }: { page: QuestionPage; shown: Shown }) {
  const kinds = Object.entries(answerTypeNames).map(([value, label]) => ({ value, label }));
  const isShown = (...of: AnswerKind[]) => of.some((kind) => kind === shown('answer'));
  return (
    <>
      <Radios
        name="answer"
        legend="How is it answered?"
        legendSize="m"
        small
        items={kinds}
        defaultValue={shown('answer') || null}
      />
      <Select
        name="scale"
        label="Scale"
        hint="For a rating."
        items={page.scales}
        defaultValue={shown('scale') || page.scales[0]?.value}
      />
      <TextArea
        name="choices"
        label="Choices"
        hint="For one choice or any number of them: one on a line."
        rows={isShown('single-choice', 'multiple-choice') ? 5 : 2}
        defaultValue={shown('choices')}
      />
      <TextInput
        name="unit"
        label="Unit"
        hint="For a number, for example: hours."
        width={20}
        defaultValue={shown('unit')}
      />
      <TextArea
        name="columns"
        label="Columns"
        hint="For a table: one on a line. After a bar you can say text, number, percentage or date, for example: Sessions | number."
        rows={isShown('table') ? 4 : 2}
        defaultValue={shown('columns')}
      />
    </>
  );
}
