import { Form } from 'react-router';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { dayInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type ProgressRating, progressRatingCodes } from '../rules.ts';
import { type FormProps, Note, of, ProgressMark, ProofFields, type ProofProps } from './form-parts.tsx';

/** What the owner posts on the way: how it goes, how much is done, and proof. */
export function ProgressForm({
  failed,
  percent,
  rag,
  proofs,
  mayUpload,
}: FormProps & ProofProps & { percent: number; rag: ProgressRating | null }) {
  const own = of(failed, 'progress');
  return (
    <Form method="post" encType="multipart/form-data" noValidate>
      <FormErrors errors={own?.errors}>
        <h2 className="govuk-heading-m">Post progress</h2>
        <Radios
          name="rag"
          id="progress-rag"
          legend="Is it on track?"
          legendSize="s"
          defaultValue={typedText(own?.values, 'rag', rag ?? '')}
          items={progressRatingCodes.map((code) => ({ value: code, label: <ProgressMark rag={code} /> }))}
        />
        <Note intent="progress" label="What has been done" values={own?.values} />
        <TextInput
          name="percent"
          id="progress-percent"
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

/** The owner says that the action is done: what changed, and something that shows it. */
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
          <TextInput
            name="link"
            id="done-link"
            label="Link to something that shows it"
            labelSize="s"
            hint={
              proofs.length > 0 || mayUpload
                ? 'Show what changed in one way at least: a link, an item of your evidence or a new file.'
                : 'A report, minutes or figures that whoever checks it can open.'
            }
            inputMode="url"
            autoComplete="off"
            defaultValue={typedText(own?.values, 'link')}
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

/** The owner asks for another date; until the chair grants it, the date stands. */
export function MoreTimeForm({ revision, failed, dueOn }: FormProps & { dueOn: string }) {
  const own = of(failed, 'ask-time');
  return (
    <Details summary="Ask for more time" open={own !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={own?.errors}>
          <HiddenFields fields={{ revision }} />
          <p className="govuk-body">
            It is due on {dayInWords(dueOn)}, and stays so until more time is granted. The old date is always shown.
          </p>
          <DateInput
            name="dueOn"
            id="ask-time-dueOn"
            legend="New date that you ask for"
            legendSize="s"
            defaultValue={typedDate(own?.values, 'dueOn', '')}
          />
          <Note intent="ask-time" label="Why you need more time" values={own?.values} />
          <Button name="intent" value="ask-time" variant="secondary" preventDoubleClick>
            Ask for more time
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

/** Whoever asked takes it back while nobody has decided. */
export function WithdrawTimeForm() {
  return (
    <Form method="post">
      <Button name="intent" value="withdraw-time" variant="secondary" preventDoubleClick>
        Take back your request for more time
      </Button>
    </Form>
  );
}
