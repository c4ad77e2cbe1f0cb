import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { FileUpload } from '../../../ui/file-upload.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { Evidence } from '../schema.ts';

interface FieldsProps {
  /** What was typed before it was refused. */
  values: TypedValues | undefined;
}

interface AboutFieldsProps extends FieldsProps {
  stored?: Pick<Evidence, 'title' | 'coversFrom' | 'coversTo' | 'reviewOn' | 'checkedAt'>;
  /** Left out, no title is asked for: a version keeps that of its piece. */
  titleHint?: string;
}

/** The title and the dates that a piece of evidence covers, and the tick that nobody can be recognised in it. */
export function AboutFields({ values, stored, titleHint }: AboutFieldsProps) {
  return (
    <>
      {titleHint === undefined ? null : (
        <TextInput
          name="title"
          label="Title"
          labelSize="s"
          hint={titleHint}
          defaultValue={typedText(values, 'title', stored?.title)}
        />
      )}
      <DateInput
        name="coversFrom"
        legend="Date it covers, or the first day (optional)"
        legendSize="s"
        hint="For example, 27 3 2026. A reader can then see how recent it is."
        defaultValue={typedDate(values, 'coversFrom', stored?.coversFrom ?? null)}
      />
      <DateInput
        name="coversTo"
        legend="Last day, if it covers a period (optional)"
        legendSize="s"
        defaultValue={typedDate(values, 'coversTo', stored?.coversTo ?? null)}
      />
      <DateInput
        name="reviewOn"
        legend="Review it by (optional)"
        legendSize="s"
        hint="We show it as due for review after this day."
        defaultValue={typedDate(values, 'reviewOn', stored?.reviewOn ?? null)}
      />
      <SingleCheckbox
        name="nobodyNamed"
        label="I have checked that no child or family can be recognised"
        itemHint="Look at names, initials, dates of birth, addresses and the name of the file itself."
        defaultChecked={values === undefined ? stored?.checkedAt != null : values.nobodyNamed === 'yes'}
      />
    </>
  );
}

interface UploadFieldsProps extends FieldsProps {
  titleHint?: string | undefined;
}

/** A file to upload. The file comes last, so that everything else is read whatever its size. */
export function UploadFields({ values, titleHint }: UploadFieldsProps) {
  return (
    <>
      <AboutFields values={values} {...(titleHint === undefined ? {} : { titleHint })} />
      <FileUpload
        name="file"
        label="File"
        labelSize="s"
        hint="PDF, Word, Excel, PowerPoint, OpenDocument, picture, CSV or text, up to 25 MB. No macros. Take out the names of children and families first."
        improved={false}
        afterInput={
          <p className="govuk-hint" data-upload-drop="" hidden>
            You can choose several files at once, or drop them anywhere on this form.
          </p>
        }
      />
    </>
  );
}

/** A page or document somewhere else. */
export function LinkFields({ values, titleHint }: UploadFieldsProps) {
  return (
    <>
      <TextInput
        name="url"
        label="Address"
        labelSize="s"
        hint="Starts with https://. Readers must be able to open it."
        type="url"
        spellCheck={false}
        autoComplete="off"
        defaultValue={typedText(values, 'url')}
      />
      <AboutFields values={values} {...(titleHint === undefined ? {} : { titleHint })} />
    </>
  );
}
