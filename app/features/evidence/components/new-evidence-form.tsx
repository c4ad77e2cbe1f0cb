import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { LinkFields, UploadFields } from './evidence-fields.tsx';

interface NewEvidenceFormProps {
  kind: 'file' | 'link';
  /** What was typed before it was refused. */
  values: TypedValues | undefined;
  /** More than one: the form asks whose library is meant. */
  organisations?: readonly { readonly id: string; readonly name: string }[];
  /** The address of the page, without its query. */
  here: string;
}

/** A new file or link, with a way to the other of the two. */
export function NewEvidenceForm({ kind, values, organisations = [], here }: NewEvidenceFormProps) {
  return (
    <Form
      method="post"
      action={`${here}?kind=${kind}`}
      noValidate
      {...(kind === 'file' ? { encType: 'multipart/form-data' as const } : {})}
    >
      <HiddenFields fields={{ intent: 'add', kind }} />
      {organisations.length > 1 ? (
        <Select
          name="organisationId"
          label="Organisation"
          labelSize="s"
          items={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={typedText(values, 'organisationId')}
        />
      ) : null}
      {kind === 'file' ? <UploadFields values={values} /> : <LinkFields values={values} />}
      <Button preventDoubleClick>{kind === 'file' ? 'Upload' : 'Add the link'}</Button>
      <p className="govuk-body">
        {kind === 'file' ? (
          <Anchor className="govuk-link" href={`${here}?kind=link`}>
            Add a link to a page or document instead
          </Anchor>
        ) : (
          <Anchor className="govuk-link" href={`${here}?kind=file`}>
            Upload a file instead
          </Anchor>
        )}
      </p>
    </Form>
  );
}
