import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { instantInWords } from '../../../platform/words.ts';
import { Button, TextButton } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { KeyLineFormOutcome, KeyLineOfEnquiry } from '../pages.ts';
import { keyLineLimit } from '../schema.ts';

interface StandardName {
  readonly code: string;
  readonly number: string;
  readonly title: string;
}

/** Somebody who may ask the question in the session. */
interface Asker {
  readonly id: string;
  readonly name: string;
}

interface KeyLineListProps {
  keyLines: readonly KeyLineOfEnquiry[];
  standards: readonly StandardName[];
  mayWrite: boolean;
  /** Who may own a question; left out where the owner is not chosen. */
  panel?: readonly Asker[];
  /** The chair's buttons. */
  mayRelease?: boolean;
  /** What went wrong with the form that was posted. */
  failed: Extract<KeyLineFormOutcome, { ok: false }> | undefined;
}

/** The questions a panel will ask about one submission, with what the person may do to each. */
export function KeyLineList(props: KeyLineListProps) {
  const { keyLines, standards, mayWrite, failed } = props;
  const changing = failed?.values.keyLineId;
  if (keyLines.length === 0) return <p className="govuk-body">No questions have been written yet.</p>;
  return (
    <ol className="app-key-lines govuk-list govuk-list--number govuk-list--spaced">
      {keyLines.map((line, place) => (
        <li key={line.id}>
          <TypedText>{line.text}</TypedText>
          {line.reason === null ? null : <p className="govuk-body-s">Why: {line.reason}</p>}
          <p className="govuk-body-s">
            <strong>{stateOf(line)}.</strong> {nameOf(standards, line.standardCode)}. Asked by{' '}
            {line.owner?.name ?? line.author}. Written by {line.author} on {instantInWords(line.createdAt)}.
          </p>
          {mayWrite ? (
            <LineActions
              line={line}
              standards={standards}
              panel={props.panel ?? []}
              mayRelease={props.mayRelease ?? false}
              isFirst={place === 0}
              isLast={place === keyLines.length - 1}
              failed={changing === line.id ? failed : undefined}
            />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** Who can read it now. */
function stateOf({ released, shown }: Pick<KeyLineOfEnquiry, 'released' | 'shown'>): string {
  if (shown) return 'Released, and shown to the agency';
  return released ? 'Released by the chair' : 'Draft, for the panel alone';
}

function nameOf(standards: readonly StandardName[], code: string | null): string {
  const standard = standards.find((one) => one.code === code);
  return standard ? `About ${standard.number} ${standard.title}` : 'About the whole return';
}

interface LineActionsProps extends Pick<KeyLineListProps, 'standards' | 'failed'> {
  line: KeyLineOfEnquiry;
  panel: readonly Asker[];
  mayRelease: boolean;
  isFirst: boolean;
  isLast: boolean;
}

function LineActions({ line, standards, panel, mayRelease, isFirst, isLast, failed }: LineActionsProps) {
  const about = <span className="govuk-visually-hidden">: {line.text}</span>;
  return (
    <>
      <Form method="post" className="app-row-actions" preventScrollReset>
        <HiddenFields fields={{ keyLineId: line.id }} />
        {isFirst ? null : (
          <TextButton name="intent" value="up">
            Move up{about}
          </TextButton>
        )}
        {isLast ? null : (
          <TextButton name="intent" value="down">
            Move down{about}
          </TextButton>
        )}
        {mayRelease ? (
          <>
            <TextButton name="intent" value={line.released ? 'take-back' : 'release'}>
              {line.released ? 'Take back' : 'Release'}
              {about}
            </TextButton>
            <TextButton name="intent" value={line.shown ? 'hide' : 'show'}>
              {line.shown ? 'Hide from the agency' : 'Show to the agency'}
              {about}
            </TextButton>
          </>
        ) : null}
        <TextButton name="intent" value="remove-key-line">
          Remove{about}
        </TextButton>
      </Form>
      <Details summary={<>Change{about}</>} open={failed !== undefined}>
        <FormErrors errors={failed?.errors}>
          {failed?.theirs ? (
            <InsetText>
              <p className="govuk-body">It now reads:</p>
              <TypedText>{failed.theirs.text}</TypedText>
            </InsetText>
          ) : null}
          <Form method="post" noValidate preventScrollReset>
            <HiddenFields
              fields={{ keyLineId: line.id, revision: typed(failed, 'revision') ?? String(line.revision) }}
            />
            <KeyLineFields
              id={line.id}
              standards={standards}
              text={typed(failed, 'text') ?? line.text}
              standardCode={typed(failed, 'standardCode') ?? line.standardCode ?? ''}
              panel={panel}
              ownerId={typed(failed, 'ownerId') ?? line.owner?.id ?? ''}
              reason={typed(failed, 'reason') ?? line.reason ?? ''}
            />
            <Button name="intent" value="change-key-line" variant="secondary" preventDoubleClick>
              Save question
            </Button>
          </Form>
        </FormErrors>
      </Details>
    </>
  );
}

interface NewKeyLineFieldsProps {
  standardCode: string;
  /** What was typed, when the form came back. */
  values: TypedValues | undefined;
}

/** The fields of a new question within a form that holds more: what is typed goes with every button of it. */
export function NewKeyLineFields({ standardCode, values }: NewKeyLineFieldsProps) {
  const text = values?.text;
  return (
    <>
      <HiddenFields fields={{ standardCode }} />
      <KeyLineFields
        id="new"
        standards={[]}
        panel={[]}
        text={typeof text === 'string' ? text : ''}
        standardCode={standardCode}
        ownerId=""
        reason=""
      />
    </>
  );
}

interface KeyLineFormProps extends Pick<KeyLineListProps, 'standards' | 'failed'> {
  panel?: readonly Asker[];
  /** Who is chosen at first. */
  me?: string;
}

/** Adds a question for the panel. */
export function KeyLineForm({ standards, failed, panel = [], me = '' }: KeyLineFormProps) {
  const { keyLineId, suggestion } = failed?.values ?? {};
  const mine = keyLineId === undefined && suggestion === undefined ? failed : undefined;
  return (
    <FormErrors errors={mine?.errors}>
      <Form method="post" noValidate preventScrollReset>
        <KeyLineFields
          id="new"
          standards={standards}
          text={typed(mine, 'text') ?? ''}
          standardCode={typed(mine, 'standardCode') ?? ''}
          panel={panel}
          ownerId={typed(mine, 'ownerId') ?? me}
          reason={typed(mine, 'reason') ?? ''}
        />
        <Button name="intent" value="add-key-line" variant="secondary" preventDoubleClick>
          Add question
        </Button>
      </Form>
    </FormErrors>
  );
}

interface KeyLineFieldsProps {
  id: string;
  standards: readonly StandardName[];
  text: string;
  standardCode: string;
  panel: readonly Asker[];
  ownerId: string;
  reason: string;
}

/** What a question says; who asks it and why are asked where the panel is known. */
export function KeyLineFields({ id, standards, text, standardCode, panel, ownerId, reason }: KeyLineFieldsProps) {
  return (
    <>
      <TextArea
        name="text"
        id={`key-line-${id}`}
        label="A question the panel will ask"
        hint="Do not name children or families."
        rows={3}
        limit={{ characters: keyLineLimit }}
        defaultValue={text}
      />
      {standards.length > 0 ? (
        <Select
          name="standardCode"
          id={`key-line-standard-${id}`}
          label="About"
          items={[
            { value: '', label: 'The whole return' },
            ...standards.map(({ code, number, title }) => ({ value: code, label: `${number} ${title}` })),
          ]}
          defaultValue={standardCode}
        />
      ) : null}
      {panel.length > 0 ? (
        <>
          <Select
            name="ownerId"
            id={`key-line-owner-${id}`}
            label="Who asks it"
            items={panel.map((one) => ({ value: one.id, label: one.name }))}
            defaultValue={ownerId}
          />
          <TextArea
            name="reason"
            id={`key-line-reason-${id}`}
            label="Why the panel asks (optional)"
            rows={2}
            limit={{ characters: keyLineLimit }}
            defaultValue={reason}
          />
        </>
      ) : null}
    </>
  );
}

function typed(failed: KeyLineListProps['failed'], name: string): string | undefined {
  const value = failed?.values[name];
  return typeof value === 'string' ? value : undefined;
}
