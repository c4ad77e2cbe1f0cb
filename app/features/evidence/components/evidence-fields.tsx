import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { FileUpload } from '../../../ui/file-upload.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { Evidence } from '../schema.ts';

interface FieldsProps {
  /** What was typed before it was refused. */
  values: TypedValues | undefined;
}

interface AboutFieldsProps extends FieldsProps {
  stored?: Pick<Evidence, 'title' | 'coversFrom' | 'coversTo'>;
  titleHint: string;
}

/** The title and the dates that a piece of evidence covers. */
export function AboutFields({ values, stored, titleHint }: AboutFieldsProps) {
  return (
    <>
      <TextInput
        name="title"
        label="Title"
        labelSize="s"
        hint={titleHint}
        defaultValue={typedText(values, 'title', stored?.title)}
      />
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
    </>
  );
}

/** A file to upload. The file comes last, so that everything else is read whatever its size. */
export function UploadFields({ values }: FieldsProps) {
  return (
    <>
      <AboutFields values={values} titleHint="What a reader will know it by. Leave it empty to use the file’s name." />
      <FileUpload
        name="file"
        label="File"
        labelSize="s"
        hint="PDF, Word, Excel, PowerPoint, OpenDocument, picture, CSV or text, up to 25 MB. No macros. Take out the names of children and families first."
      />
    </>
  );
}

/** A page or document somewhere else. */
export function LinkFields({ values }: FieldsProps) {
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
      <AboutFields values={values} titleHint="What a reader will know it by." />
    </>
  );
}
