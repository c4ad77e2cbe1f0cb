import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import type { EvidenceFormProblems } from '../../evidence/commands/submit-evidence.server.ts';
import { LinkFields, UploadFields } from '../../evidence/components/evidence-fields.tsx';
import { SameFilePanel } from '../../evidence/components/same-file-panel.tsx';
import { kindOfEvidence, periodOfEvidence } from '../../evidence/words.ts';
import type { AttachWay } from '../attach-way.ts';
import type { StandardEvidence } from '../standard-evidence.server.ts';

interface AttachFormProps {
  page: Pick<StandardEvidence, 'questions' | 'library'>;
  way: AttachWay;
  /** What was typed before it was refused. */
  values: TypedValues | undefined;
  same: EvidenceFormProblems['same'] | undefined;
  /** The address of the page, without its query. */
  here: string;
}

const buttonWords = {
  choose: 'Attach it to the questions ticked',
  file: 'Upload and attach',
  link: 'Add the link and attach it',
} as const satisfies Record<AttachWay, string>;

/** The questions that a document is evidence for, and the document: one plain form that posts by itself. */
export function AttachForm({ page: { questions, library }, way, values, same, here }: AttachFormProps) {
  return (
    <form
      method="post"
      action={`${here}?kind=${way}`}
      noValidate
      {...(way === 'file' ? { encType: 'multipart/form-data' as const } : {})}
    >
      <HiddenFields fields={{ kind: way }} />
      {same ? <SameFilePanel same={same} /> : null}
      <Checkboxes
        name="questions"
        legend="Which questions is it evidence for?"
        legendSize="m"
        hint="Take away the tick of each question that it does not cover."
        items={questions.map(({ code, number, text, attached }) => ({
          value: code,
          label: `${number} ${text}`,
          ...(attached > 0 ? { hint: `Has ${countOf(attached, 'document')} already` } : {}),
        }))}
        defaultValues={values === undefined ? questions.map(({ code }) => code) : listOf(values.questions)}
      />
      {way === 'choose' ? (
        <Radios
          name="chosen"
          legend="Which document?"
          legendSize="m"
          {...(library.items.length === 0 ? { hint: 'Nothing in your evidence has these words.' } : {})}
          items={library.items.map((item) => ({
            value: item.id,
            label: item.title,
            hint: [kindOfEvidence(item), periodOfEvidence(item)].filter(Boolean).join(', '),
          }))}
          defaultValue={typedText(values, 'chosen') || null}
        />
      ) : (
        <>
          <h2 className="govuk-heading-m">{way === 'file' ? 'The document' : 'The link'}</h2>
          {way === 'file' ? (
            <UploadFields
              values={values}
              titleHint="What a reader will know it by. Leave it empty to use the file’s name."
            />
          ) : (
            <LinkFields values={values} titleHint="What a reader will know it by." />
          )}
        </>
      )}
      <Button preventDoubleClick>{buttonWords[way]}</Button>
    </form>
  );
}

const otherWays: readonly { readonly way: AttachWay; readonly words: string }[] = [
  { way: 'choose', words: 'Choose from your evidence' },
  { way: 'file', words: 'Upload a new file' },
  { way: 'link', words: 'Add a link to a page or document' },
];

/** The other ways to name the document. The library is one of them once there is something in it. */
export function OtherWays({ way, here, libraryHolds }: { way: AttachWay; here: string; libraryHolds: boolean }) {
  return (
    <>
      <p className="govuk-body">Or:</p>
      <ul className="govuk-list govuk-list--bullet">
        {otherWays
          .filter((other) => other.way !== way && (other.way !== 'choose' || libraryHolds))
          .map((other) => (
            <li key={other.way}>
              <Anchor className="govuk-link" href={`${here}?kind=${other.way}`} reloadDocument>
                {other.words}
              </Anchor>
            </li>
          ))}
      </ul>
    </>
  );
}

const listOf = (typed: string | readonly string[] | undefined): readonly string[] =>
  typed === undefined ? [] : typeof typed === 'string' ? [typed] : typed;
