import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import type { EvidenceFormProblems } from '../commands/submit-evidence.server.ts';
import { LinkFields, UploadFields } from './evidence-fields.tsx';
import { SameFilePanel } from './same-file-panel.tsx';
import { UploadList } from './upload-list.tsx';
import { uploadScript } from './upload-script.ts';

interface NewEvidenceFormProps {
  kind: 'file' | 'link';
  /** What was typed before it was refused. */
  values: TypedValues | undefined;
  /** The library has the same bytes already: the form asks what to do. */
  same?: EvidenceFormProblems['same'] | undefined;
  /** More than one: the form asks whose library is meant. */
  organisations?: readonly { readonly id: string; readonly name: string }[];
  /** The address of the page, without its query. */
  here: string;
  /** What the file is for, as hidden fields: a question of a return, the next version of a piece; nothing for a new piece. */
  about?: Readonly<Record<string, string | number>>;
  /** What the form makes: a new piece, or the next version of one, whose title stays. */
  makes?: 'piece' | 'version';
}

/**
 * A new file or link, with a way to the other of the two. A whole form that posts by itself: the script only adds
 * choosing several files, their progress, and trying again.
 */
export function NewEvidenceForm(props: NewEvidenceFormProps) {
  const { kind, values, same, organisations = [], here, about = {}, makes = 'piece' } = props;
  const titled = makes === 'piece';
  return (
    <>
      {kind === 'file' ? <script type="module" async src={uploadScript} /> : null}
      <form
        method="post"
        action={`${here}?kind=${kind}`}
        noValidate
        {...(kind === 'file'
          ? { encType: 'multipart/form-data' as const, 'data-upload': '/evidence/uploads', 'data-makes': makes }
          : {})}
      >
        <HiddenFields fields={{ intent: 'add', kind, ...about }} />
        {same ? <SameFilePanel same={same} /> : null}
        {organisations.length > 1 ? (
          <Select
            name="organisationId"
            label="Organisation"
            labelSize="s"
            items={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={typedText(values, 'organisationId')}
          />
        ) : null}
        {kind === 'file' ? (
          <>
            <UploadFields
              values={values}
              {...(titled
                ? { titleHint: 'What a reader will know it by. Leave it empty to use the file’s name.' }
                : {})}
            />
            <UploadList />
          </>
        ) : (
          <LinkFields values={values} {...(titled ? { titleHint: 'What a reader will know it by.' } : {})} />
        )}
        <Button preventDoubleClick>{kind === 'file' ? 'Upload' : 'Add the link'}</Button>
        <p className="govuk-body">
          {kind === 'file' ? (
            <Anchor className="govuk-link" href={`${here}?kind=link`} reloadDocument>
              {titled ? 'Add a link to a page or document instead' : 'Use a link to a page or document instead'}
            </Anchor>
          ) : (
            <Anchor className="govuk-link" href={`${here}?kind=file`} reloadDocument>
              Upload a file instead
            </Anchor>
          )}
        </p>
      </form>
    </>
  );
}
