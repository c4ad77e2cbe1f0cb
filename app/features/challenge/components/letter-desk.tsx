import { Form, useSearchParams } from 'react-router';
import { typedText } from '../../../platform/typed-text.ts';
import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { TwoThirds } from '../../../ui/columns.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import { pageTitle } from '../../../ui/page-title.ts';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { LetterPosted } from '../commands/post-letter-form.server.ts';
import type { LetterDesk as Desk } from '../letter/letter-queries.server.ts';
import { Letter } from './letter.tsx';

type Failed = Extract<LetterPosted, { ok: false }>;
type Props = { desk: Desk; failed: Failed | undefined };

const savedWords: Record<string, string> = {
  issued: 'The letter is issued and the agency has been told.',
  closed: 'The return is closed.',
};

/** Where an outcome letter is written, read through, issued, and its return closed. */
export function LetterDesk({ desk, failed }: Props) {
  const [search] = useSearchParams();
  const saved = failed ? undefined : savedWords[search.get('saved') ?? ''];
  const preview = search.get('view') === 'preview' && !failed;
  return (
    <FormErrors errors={failed?.errors}>
      <title>{pageTitle(`Outcome letter: ${desk.organisation}`, failed !== undefined)}</title>
      {failed?.theirs ? <BothTexts theirs={failed.theirs} values={failed.values} /> : <ErrorSummary />}
      {saved ? (
        <NotificationBanner kind="success" key={search.get('saved')}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">
        {desk.organisation}, {desk.cycle}
      </span>
      <h1 className="govuk-heading-l">Outcome letter</h1>
      {desk.issued ? <Issued desk={desk} issued={desk.issued} /> : null}
      {!desk.issued && desk.mayIssue && !preview ? (
        <TwoThirds>
          <WordsForm desk={desk} failed={failed} />
        </TwoThirds>
      ) : null}
      {!desk.issued && (preview || !desk.mayIssue) ? <Preview desk={desk} /> : null}
    </FormErrors>
  );
}

function WordsForm({ desk, failed }: Props) {
  const values = failed?.values;
  return (
    <Form method="post" noValidate key={desk.revision}>
      <p className="govuk-body">
        The ratings, what the panel asked and the actions come from the record. These words are yours to change before
        the letter is issued.
      </p>
      {desk.savedAt === null ? null : (
        <p className="govuk-body">
          Last saved by {desk.savedBy} on {instantInWords(desk.savedAt)}.
        </p>
      )}
      <HiddenFields fields={{ revision: failed?.theirs?.revision ?? desk.revision }} />
      <TextArea
        name="opening"
        label="Opening"
        labelSize="s"
        rows={6}
        defaultValue={typedText(values, 'opening', desk.text.opening)}
      />
      <TextArea
        name="strengths"
        label="What is working well"
        labelSize="s"
        hint="One on each line."
        rows={6}
        defaultValue={typedText(values, 'strengths', desk.text.strengths)}
      />
      <TextArea
        name="closing"
        label="Closing"
        labelSize="s"
        rows={5}
        defaultValue={typedText(values, 'closing', desk.text.closing)}
      />
      <Button name="intent" value="save" preventDoubleClick>
        Save and read it through
      </Button>
    </Form>
  );
}

function Preview({ desk }: { desk: Desk }) {
  return (
    <>
      <InsetText>This letter has not been issued. Read it through: once issued, it cannot change.</InsetText>
      <Letter model={desk.body} headingLevel={2} />
      {desk.mayIssue ? (
        <Form method="post">
          <HiddenFields fields={{ bodySha256: desk.bodySha256 }} />
          <ButtonGroup>
            <Button name="intent" value="issue" preventDoubleClick>
              Issue this letter
            </Button>
            <Anchor className="govuk-link" href="?view=words">
              Change the words
            </Anchor>
          </ButtonGroup>
        </Form>
      ) : null}
    </>
  );
}

function Issued({ desk, issued }: { desk: Desk; issued: NonNullable<Desk['issued']> }) {
  return (
    <>
      <p className="govuk-body">
        {issued.reference}, issued by {issued.by} on {instantInWords(issued.at)}.
      </p>
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/returns/${desk.returnId}/letter`} reloadDocument>
          Read the letter
        </Anchor>{' '}
        or{' '}
        <Anchor className="govuk-link" href={`/returns/${desk.returnId}/letter.pdf`} reloadDocument>
          download it (PDF)
        </Anchor>
      </p>
      {desk.returnStatus === 'closed' ? <InsetText>This return is closed.</InsetText> : null}
      {desk.returnStatus === 'submitted' && desk.mayIssue ? (
        <Form method="post">
          <HiddenFields fields={{ returnId: desk.returnId }} />
          <p className="govuk-body">The agency has its answer, so the return can be closed. Its actions stay open.</p>
          <Button name="intent" value="close" preventDoubleClick>
            Close this return
          </Button>
        </Form>
      ) : null}
    </>
  );
}

function BothTexts({ theirs, values }: { theirs: NonNullable<Failed['theirs']>; values: Failed['values'] }) {
  const parts = (
    [
      ['Opening', 'opening'],
      ['What is working well', 'strengths'],
      ['Closing', 'closing'],
    ] as const
  ).filter(([, name]) => theirs[name] !== typedText(values, name).replaceAll('\r\n', '\n').trim());
  return (
    <NotificationBanner title="Somebody else saved this">
      <BannerHeading>
        {theirs.by} changed these words while you were writing. Nothing of yours was saved yet.
      </BannerHeading>
      {parts.length === 0 ? null : (
        <Table
          caption="What differs"
          scrollLabel="Table of what differs"
          rowHeaders
          columns={[{ label: 'Part' }, { label: 'Saved now' }, { label: 'You wrote' }]}
          rows={parts.map(([label, name]) => ({ key: name, cells: [label, theirs[name], typedText(values, name)] }))}
        />
      )}
      <p className="govuk-body">The form holds what you wrote. Save it to put it in place of what is saved now.</p>
    </NotificationBanner>
  );
}
