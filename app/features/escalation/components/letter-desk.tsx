import { Form } from 'react-router';
import { typedText } from '../../../platform/typed-text.ts';
import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { WrittenResponse } from '../../challenge/components/written-response.tsx';
import type { EscalationLetterDesk } from '../letter/letter-desk.server.ts';
import type { FailedForm } from './escalation-forms.tsx';

type DeskProps = { desk: EscalationLetterDesk; failed: FailedForm | undefined };

/** A letter of escalation: written, read as it would go out, approved by the chair, released. */
export function EscalationLetterDeskParts({ desk, failed }: DeskProps) {
  if (desk.released)
    return (
      <InsetText>
        Released by {desk.released.by} on {instantInWords(desk.released.at)}.{' '}
        <Anchor className="govuk-link" href={`/escalations/letters/${desk.id}`}>
          Read letter {desk.released.reference}
        </Anchor>
      </InsetText>
    );
  if (desk.status === 'set-aside') return <InsetText>This letter was set aside and goes to nobody.</InsetText>;
  return (
    <>
      {desk.duty === 'voluntary' ? (
        <InsetText>
          {desk.organisation} takes part by choice. A letter to it may not speak of a duty in law, and one that does is
          not saved.
        </InsetText>
      ) : null}
      <WordsForm desk={desk} failed={failed} />
      <h2 className="govuk-heading-m">As it would go out</h2>
      <p className="govuk-body">The date, a reference and the day to answer by are added when it is released.</p>
      <div className="govuk-inset-text">
        <WrittenResponse model={desk.body} headingLevel={2} />
      </div>
      <GoOut desk={desk} />
    </>
  );
}

function WordsForm({ desk, failed }: DeskProps) {
  const own = failed?.intent === 'save' ? failed : undefined;
  return (
    <Form method="post" noValidate>
      <FormErrors errors={own?.errors}>
        <HiddenFields fields={{ revision: desk.revision }} />
        <TextInput
          name="addresseeName"
          label="To"
          defaultValue={typedText(own?.values, 'addresseeName', desk.addressee.name)}
        />
        <TextInput
          name="addresseeRole"
          label="Who is"
          defaultValue={typedText(own?.values, 'addresseeRole', desk.addressee.role)}
        />
        <TextArea
          name="text"
          label="Text"
          hint="No names of children or families."
          rows={14}
          defaultValue={typedText(own?.values, 'text', desk.text)}
        />
        <Button name="intent" value="save" variant="secondary" preventDoubleClick>
          Save the words
        </Button>
      </FormErrors>
    </Form>
  );
}

function GoOut({ desk: { approval, bodySha256, mayApprove } }: { desk: EscalationLetterDesk }) {
  const stands = approval?.stands ?? false;
  return (
    <>
      <p className="govuk-body">
        {approval === null
          ? 'The independent chair has not approved it.'
          : `${approval.by} approved it on ${instantInWords(approval.at)}${stands ? '.' : ', and the words changed since: it has to be approved as it is now.'}`}
      </p>
      <Form method="post">
        <HiddenFields fields={{ bodySha256 }} />
        <ButtonGroup>
          {mayApprove && !stands ? (
            <Button name="intent" value="approve" preventDoubleClick>
              Approve this letter
            </Button>
          ) : null}
          {stands ? (
            <Button name="intent" value="release" preventDoubleClick>
              Release it to the organisation
            </Button>
          ) : null}
          <Button name="intent" value="set-aside" variant="secondary" preventDoubleClick>
            Set it aside
          </Button>
        </ButtonGroup>
      </Form>
    </>
  );
}
