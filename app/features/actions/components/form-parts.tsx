import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { FileUpload } from '../../../ui/file-upload.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type ProgressRating, progressRatings } from '../rules.ts';
import { noteLimit } from '../schema.ts';

/** A form that came back: which one, what is wrong, what was typed. */
export interface FailedForm {
  readonly intent: string;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly values: TypedValues;
}

type Proof = { readonly id: string; readonly title: string };
export type FormProps = { revision: number; failed: FailedForm | undefined };
export type ProofProps = { proofs: readonly Proof[]; mayUpload: boolean };

export const of = (failed: FailedForm | undefined, ...intents: string[]) =>
  failed && intents.includes(failed.intent) ? failed : undefined;

/** Two buttons of one form share its fields. */
const sameForm: Readonly<Record<string, string>> = {
  returned: 'verified',
  'not-ratified': 'ratified',
  'refuse-time': 'grant-time',
  'impact-lost': 'impact-held',
};

const fieldNames = [
  'note',
  'evidence',
  'file',
  'title',
  'link',
  'rag',
  'percent',
  'dueOn',
  'impactCheckOn',
  'owner',
  'ownerName',
];

/** The ids of the fields of each form, for the error summary: several forms share their names. */
export const fieldIds = (intent: string): Record<string, string> => {
  const form = sameForm[intent] ?? intent;
  return Object.fromEntries(fieldNames.map((name) => [name, `${form}-${name}`]));
};

export function Note({
  intent,
  label,
  hint = 'No names of children or families.',
  values,
}: {
  intent: string;
  label: string;
  hint?: string;
  values: TypedValues | undefined;
}) {
  return (
    <TextArea
      name="note"
      id={`${intent}-note`}
      label={label}
      labelSize="s"
      hint={hint}
      rows={4}
      limit={{ characters: noteLimit, threshold: 75 }}
      defaultValue={typedText(values, 'note')}
    />
  );
}

const marks = {
  green: { shape: 'disc-tick', tone: 'green' },
  amber: { shape: 'triangle', tone: 'amber' },
  red: { shape: 'diamond-bar', tone: 'red' },
} as const satisfies Record<ProgressRating, { shape: string; tone: string }>;

/** How the owner rates the progress, as letter, shape and words. */
export function ProgressMark({ rag }: { rag: ProgressRating }) {
  const { words, letter } = progressRatings[rag];
  return <RatingTag word={`${letter}: ${words}`} {...marks[rag]} />;
}

/** Evidence to show with what is said: a choice from the library, or a new file. The file stands last, as forms with one need it. */
export function ProofFields({
  intent,
  proofs,
  mayUpload,
  values,
}: ProofProps & { intent: string; values: TypedValues | undefined }) {
  return (
    <>
      {proofs.length === 0 ? null : (
        <Select
          name="evidence"
          id={`${intent}-evidence`}
          label="Proof from your evidence (optional)"
          labelSize="s"
          defaultValue={typedText(values, 'evidence')}
          items={[{ value: '', label: 'None' }, ...proofs.map(({ id, title }) => ({ value: id, label: title }))]}
        />
      )}
      {mayUpload ? (
        <>
          <TextInput
            name="title"
            id={`${intent}-title`}
            label="Title of a new file (optional)"
            labelSize="s"
            hint="Leave it empty to use the file’s name."
            defaultValue={typedText(values, 'title')}
          />
          <FileUpload
            name="file"
            id={`${intent}-file`}
            label="New file (optional)"
            labelSize="s"
            hint="PDF, Word, Excel, PowerPoint, OpenDocument, picture, CSV or text, up to 25 MB."
          />
        </>
      ) : null}
    </>
  );
}
