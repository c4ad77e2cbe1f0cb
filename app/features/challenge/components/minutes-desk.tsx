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
import type { MinutesDesk as Desk } from '../minutes/minutes-queries.server.ts';
import type { MinutesPosted } from '../minutes/post-minutes-form.server.ts';
import { BothTexts } from './both-texts.tsx';
import { ChangedSince, Edits } from './edits.tsx';
import { Minutes } from './minutes.tsx';

type Failed = Extract<MinutesPosted, { ok: false }>;
type Props = { desk: Desk; failed: Failed | undefined };

const fields = [
  { name: 'panel', label: 'Panel and apologies', rows: 6 },
  { name: 'opening', label: 'Opening', rows: 5 },
  { name: 'discussion', label: 'Other matters', rows: 5 },
  { name: 'nextSteps', label: 'What happens next', rows: 4 },
] as const;

const hints: Partial<Record<(typeof fields)[number]['name'], string>> = {
  panel: 'One person on each line. Take out who was not there, and say who sent apologies.',
  discussion: 'What was said that belongs to no agency. No names of children or families. It may stay empty.',
};

/** Where minutes are written, read through and approved, with the versions that were. */
export function MinutesDesk({ desk, failed }: Props) {
  const [search] = useSearchParams();
  const saved = failed ? undefined : search.get('saved');
  const preview = (search.get('view') === 'preview' && !failed) || failed?.reread === true;
  const newest = desk.versions[0];
  const settled = newest !== undefined && desk.changed === null && search.get('view') !== 'words' && !failed;
  return (
    <FormErrors errors={failed?.errors}>
      <title>{pageTitle(`Minutes: ${desk.session.title}`, failed !== undefined)}</title>
      {failed?.theirs ? (
        <BothTexts by={failed.theirs.by} parts={partsOf(failed.theirs)} values={failed.values} />
      ) : (
        <ErrorSummary />
      )}
      {saved === 'approved' ? (
        <NotificationBanner kind="success">
          <BannerHeading>The minutes are approved and will not change.</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">
        {desk.session.title}, {desk.cycle}
      </span>
      <h1 className="govuk-heading-l">Minutes</h1>
      <Versions desk={desk} />
      {desk.may.write ? null : <InsetText>The minutes can be written once the session has been held.</InsetText>}
      {desk.may.write && settled ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="?view=words">
            Correct these minutes in a new version
          </Anchor>
        </p>
      ) : null}
      {desk.may.write && !settled && !preview ? (
        <TwoThirds>
          <WordsForm desk={desk} failed={failed} />
        </TwoThirds>
      ) : null}
      {desk.may.write && !settled && preview ? <Preview desk={desk} /> : null}
      <Edits edits={desk.edits} />
    </FormErrors>
  );
}

const partsOf = (theirs: NonNullable<Failed['theirs']>) => [
  ...fields.map(({ name, label }) => ({ name, label, saved: theirs[name] })),
  { name: 'reason', label: 'Why there is a new version', saved: theirs.reason },
];

function Versions({ desk: { session, versions } }: { desk: Desk }) {
  if (versions.length === 0) return null;
  return (
    <Table
      caption="Approved"
      captionSize="m"
      scrollLabel="Approved versions"
      rowHeaders
      columns={[{ label: 'Version' }, { label: 'Approved' }, { label: 'Hash' }, { label: 'Files' }]}
      rows={versions.map(({ version, reference, by, at, sha256 }) => {
        const whole = `/challenge/${session.id}/minutes/${version}`;
        return {
          key: String(version),
          cells: [
            <Anchor key="page" className="govuk-link" href={whole} reloadDocument>
              Version {version}, {reference}
            </Anchor>,
            `${by}, ${instantInWords(at)}`,
            <code key="hash" title={sha256}>
              {sha256.slice(0, 12)}
            </code>,
            <Files key="files" whole={whole} version={version} />,
          ],
        };
      })}
    />
  );
}

function Files({ whole, version }: { whole: string; version: number }) {
  return (['pdf', 'docx', 'odt'] as const).map((ending) => (
    <span key={ending}>
      <Anchor className="govuk-link" href={`${whole}.${ending}`} reloadDocument>
        {ending === 'pdf' ? 'PDF' : ending === 'docx' ? 'Word' : 'OpenDocument'}
        <span className="govuk-visually-hidden">, version {version}</span>
      </Anchor>{' '}
    </span>
  ));
}

function WordsForm({ desk, failed }: Props) {
  const values = failed?.values;
  return (
    <Form method="post" noValidate key={desk.revision}>
      <p className="govuk-body">
        Who came, what was asked, the replies, outcomes, ratings and actions come from the record. These words are
        yours.
      </p>
      <ChangedSince changed={desk.changed} what="The record or the words of the minutes" />
      {desk.savedAt === null ? null : (
        <p className="govuk-body">
          Last saved by {desk.savedBy} on {instantInWords(desk.savedAt)}.
        </p>
      )}
      <HiddenFields fields={{ revision: failed?.theirs?.revision ?? desk.revision }} />
      {desk.versions.length === 0 ? null : (
        <TextArea
          name="reason"
          label="Why there is a new version"
          labelSize="s"
          hint="It is printed in the new version, which stands beside the approved one."
          rows={3}
          defaultValue={typedText(values, 'reason', desk.text.reason)}
        />
      )}
      {fields.map(({ name, label, rows }) => (
        <TextArea
          key={name}
          name={name}
          label={label}
          labelSize="s"
          hint={hints[name]}
          rows={rows}
          defaultValue={typedText(values, name, desk.text[name])}
        />
      ))}
      <Button name="intent" value="save" preventDoubleClick>
        Save and read them through
      </Button>
    </Form>
  );
}

function Preview({ desk }: { desk: Desk }) {
  return (
    <>
      <InsetText>
        These minutes are not approved.{' '}
        {desk.may.approve ? 'Read them through: once approved, they cannot change.' : 'The chair approves them.'}
      </InsetText>
      <ChangedSince changed={desk.changed} what="The record or the words of the minutes" />
      <Minutes model={desk.body} headingLevel={2} />
      <Form method="post">
        <HiddenFields fields={{ bodySha256: desk.bodySha256 }} />
        <ButtonGroup>
          {desk.may.approve ? (
            <Button name="intent" value="approve" preventDoubleClick>
              Approve these minutes
            </Button>
          ) : null}
          <Anchor className="govuk-link" href="?view=words">
            Change the words
          </Anchor>
        </ButtonGroup>
      </Form>
    </>
  );
}
