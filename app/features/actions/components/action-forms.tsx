import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Details } from '../../../ui/details.tsx';
import { FileUpload } from '../../../ui/file-upload.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { noteLimit } from '../schema.ts';

/** A form that came back: which one, what is wrong, what was typed. */
export interface FailedForm {
  readonly intent: string;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly values: TypedValues;
}

type Proof = { readonly id: string; readonly title: string };
type FormProps = { revision: number; failed: FailedForm | undefined };
export type ProofProps = { proofs: readonly Proof[]; mayUpload: boolean };

const of = (failed: FailedForm | undefined, ...intents: string[]) =>
  failed && intents.includes(failed.intent) ? failed : undefined;

/** The ids of the fields of each form, for the error summary: several forms share their names. */
export const fieldIds = (intent: string): Record<string, string> => {
  const form = intent === 'returned' ? 'verified' : intent;
  return { note: `${form}-note`, evidence: `${form}-evidence`, file: `${form}-file`, title: `${form}-title` };
};

/** What the organisation's people post on the way. */
export function ProgressForm({ failed, percent, proofs, mayUpload }: FormProps & ProofProps & { percent: number }) {
  const own = of(failed, 'progress');
  return (
    <Form method="post" encType="multipart/form-data" noValidate>
      <FormErrors errors={own?.errors}>
        <h2 className="govuk-heading-m">Post progress</h2>
        <Note intent="progress" label="What has been done" values={own?.values} />
        <TextInput
          name="percent"
          label="How much is done"
          labelSize="s"
          width={3}
          suffix="%"
          inputMode="numeric"
          defaultValue={typedText(own?.values, 'percent', percent)}
        />
        <ProofFields intent="progress" proofs={proofs} mayUpload={mayUpload} values={own?.values} />
        <Button name="intent" value="progress" preventDoubleClick>
          Post progress
        </Button>
      </FormErrors>
    </Form>
  );
}

/** The organisation says that the action is done, and how it knows. */
export function DoneForm({ revision, failed, proofs, mayUpload }: FormProps & ProofProps) {
  const own = of(failed, 'done');
  return (
    <Details summary="Mark this action as done" open={own !== undefined}>
      <Form method="post" encType="multipart/form-data" noValidate>
        <FormErrors errors={own?.errors}>
          <HiddenFields fields={{ revision }} />
          <Note
            intent="done"
            label="What changed for children, and how you know"
            hint="The partnership checks it before it is closed. No names of children or families."
            values={own?.values}
          />
          <ProofFields intent="done" proofs={proofs} mayUpload={mayUpload} values={own?.values} />
          <Button name="intent" value="done" preventDoubleClick>
            Mark as done
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

/** Somebody at the partnership closes an action that is done, or sends it back. */
export function CheckForm({ revision, failed }: FormProps) {
  const own = of(failed, 'verified', 'returned');
  return (
    <Form method="post" noValidate>
      <FormErrors errors={own?.errors}>
        <h2 className="govuk-heading-m">Check this action</h2>
        <HiddenFields fields={{ revision }} />
        <Note
          intent="verified"
          label="What you saw, or why you are sending it back"
          hint="The organisation will read this."
          values={own?.values}
        />
        <ButtonGroup>
          <Button name="intent" value="verified" preventDoubleClick>
            Close the action
          </Button>
          <Button name="intent" value="returned" variant="secondary" preventDoubleClick>
            Send it back
          </Button>
        </ButtonGroup>
      </FormErrors>
    </Form>
  );
}

/** A closed action goes back to work. */
export function ReopenForm({ revision, failed }: FormProps) {
  const own = of(failed, 'reopened');
  return (
    <Details summary="Open this action again" open={own !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={own?.errors}>
          <HiddenFields fields={{ revision }} />
          <Note intent="reopened" label="Why it is opened again" values={own?.values} />
          <Button name="intent" value="reopened" variant="secondary" preventDoubleClick>
            Open it again
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

/** The partnership gives another date, with the reason. */
export function RescheduleForm({ revision, failed, dueOn }: FormProps & { dueOn: string }) {
  const own = of(failed, 'reschedule');
  return (
    <Details summary="Change the due date" open={own !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={own?.errors}>
          <HiddenFields fields={{ revision }} />
          <DateInput
            name="dueOn"
            legend="New due date"
            legendSize="s"
            hint="The first date stays on record."
            defaultValue={typedDate(own?.values, 'dueOn', dueOn)}
          />
          <Note intent="reschedule" label="Reason for the new date" values={own?.values} />
          <Button name="intent" value="reschedule" variant="secondary" preventDoubleClick>
            Change the date
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

function Note({
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
