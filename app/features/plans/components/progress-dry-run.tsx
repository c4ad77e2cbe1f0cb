import { Form } from 'react-router';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { Table } from '../../../ui/table.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import { progressRatings } from '../../actions/rules.ts';
import type { PlannedRow } from '../progress/dry-run.ts';
import type { ProgressPage } from '../progress/post-progress.server.ts';

interface ProgressDryRunViewProps {
  readonly dryRun: NonNullable<ProgressPage['dryRun']>;
  /** The first press has told that this many rows are left out; the next one leaves them out. */
  readonly leftOut: number | undefined;
}

/** What an uploaded workbook would add, and the press that adds it. */
export function ProgressDryRunView({ dryRun, leftOut }: ProgressDryRunViewProps) {
  const of = (outcome: PlannedRow['outcome']) => dryRun.rows.filter((row) => row.outcome === outcome);
  const accepted = of('accepted');
  const conflicts = of('conflict');
  const refused = of('refused');
  const mayApply = accepted.length > 0;
  return (
    <Form method="post" encType="multipart/form-data">
      <HiddenFields
        fields={{ kept: dryRun.sha256, outcome: dryRun.outcome, partial: leftOut === undefined ? null : 'yes' }}
      />
      <ul className="govuk-list govuk-list--bullet">
        <li>{countOf(accepted.length, 'row')} accepted</li>
        <li>{countOf(conflicts.length, 'row')} in conflict with a change on the portal</li>
        <li>{countOf(refused.length, 'row')} refused</li>
        <li>{countOf(dryRun.empty, 'row')} left empty, which change nothing</li>
      </ul>
      {leftOut === undefined ? null : (
        <WarningText>
          {countOf(leftOut, 'row is', 'rows are')} not accepted and would be left out. Nothing has been written yet.
          Press again to apply the {countOf(accepted.length, 'accepted row')} alone, or mend the workbook and upload it
          again.
        </WarningText>
      )}
      <Refusals caption="Refused" rows={refused} />
      <Refusals caption="In conflict: read what is new, then write it on the page of the action" rows={conflicts} />
      {accepted.length > 0 ? <Accepted rows={accepted} /> : null}
      {dryRun.rows.length === 0 ? <p className="govuk-body">Nothing is filled in: there is nothing to apply.</p> : null}
      <ButtonGroup>
        {mayApply ? (
          <Button name="intent" value="apply" preventDoubleClick>
            {leftOut === undefined
              ? `Apply ${countOf(accepted.length, 'row')}`
              : `Apply ${countOf(accepted.length, 'row')} and leave out ${leftOut}`}
          </Button>
        ) : null}
        <Button variant="secondary" name="intent" value="discard">
          {mayApply ? 'Apply nothing' : 'Choose another workbook'}
        </Button>
      </ButtonGroup>
    </Form>
  );
}

const placeOf = ({ row, reference, actionId }: PlannedRow) => (
  <span key="place">
    Row {row}{' '}
    {actionId === null ? (
      reference
    ) : (
      <Anchor className="govuk-link app-nowrap" href={`/actions/${actionId}`}>
        {reference}
      </Anchor>
    )}
  </span>
);

function Refusals({ caption, rows }: { caption: string; rows: readonly PlannedRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Table
      caption={caption}
      captionSize="m"
      rowHeaders
      scrollLabel={`${caption}, scrolls sideways`}
      columns={[{ label: 'Row' }, { label: 'Action' }, { label: 'Why, and what to do' }]}
      rows={rows.map((row) => ({
        key: String(row.row),
        cells: [
          placeOf(row),
          row.what,
          <ul key="reasons" className="govuk-list">
            {keyed(row.reasons).map(({ key, value }) => (
              <li key={key}>{value}</li>
            ))}
          </ul>,
        ],
      }))}
    />
  );
}

function Accepted({ rows }: { rows: readonly PlannedRow[] }) {
  return (
    <Table
      caption="Accepted"
      captionSize="m"
      rowHeaders
      scrollLabel="Accepted rows, scrolls sideways"
      columns={[{ label: 'Row' }, { label: 'Action' }, { label: 'What is added' }, { label: 'Its words' }]}
      rows={rows.map((row) => ({
        key: String(row.row),
        cells: [placeOf(row), row.what, addedInWords(row), <TypedText key="note">{row.add?.note ?? ''}</TypedText>],
      }))}
    />
  );
}

/** "Progress: 60%, at risk", "Marked as done". */
function addedInWords({ add }: PlannedRow): string {
  if (!add) return '';
  if (add.kind === 'done') return 'Marked as done';
  return `Progress: ${add.percent}%${add.rag ? `, ${progressRatings[add.rag].words.toLowerCase()}` : ''}`;
}
