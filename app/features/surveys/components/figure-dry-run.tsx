import { Form } from 'react-router';
import { countOf } from '../../../platform/words.ts';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import type { PlannedFigure } from '../import/dry-run.ts';
import type { FigureDryRun } from '../import/import-figures.server.ts';

/** Rows that a page lists of one kind; the file itself has the rest. */
const mostListed = 200;

/** What a file would do, and the press that does it: every row or none. */
export function FigureDryRunView({ dryRun, reason }: { dryRun: FigureDryRun; reason: string }) {
  const of = (outcome: PlannedFigure['outcome']) => dryRun.rows.filter((row) => row.outcome === outcome);
  const added = of('new');
  const corrected = of('corrected');
  const refused = of('refused');
  const writes = added.length + corrected.length;
  return (
    <Form method="post" encType="multipart/form-data" noValidate>
      <HiddenFields fields={{ kept: dryRun.sha256, outcome: dryRun.outcome }} />
      <ul className="govuk-list govuk-list--bullet">
        <li>{countOf(added.length, 'new figure')}</li>
        <li>{countOf(corrected.length, 'figure')} corrected</li>
        <li>{countOf(of('same').length, 'figure')} as they stand</li>
        <li>{countOf(refused.length, 'row')} refused</li>
      </ul>
      {refused.length > 0 ? (
        <WarningText>
          Nothing can be written while a row is refused. Put these right in the file, and upload it again.
        </WarningText>
      ) : null}
      <Rows caption="Refused" rows={refused} />
      <Rows caption="Corrected" rows={corrected} />
      <Rows caption="New" rows={added} />
      {refused.length === 0 && corrected.length > 0 ? (
        <TextArea
          name="reason"
          label="Why are figures corrected?"
          labelSize="s"
          hint="It stands in the history of each, beside what was there."
          rows={2}
          defaultValue={reason}
        />
      ) : null}
      {writes === 0 && refused.length === 0 ? (
        <p className="govuk-body">Every figure of the file stands already: there is nothing to write.</p>
      ) : null}
      <ButtonGroup>
        {refused.length === 0 && writes > 0 ? (
          <Button name="intent" value="apply" preventDoubleClick>
            Write {countOf(writes, 'figure')}
          </Button>
        ) : null}
        <Button variant="secondary" name="intent" value="discard">
          {refused.length === 0 && writes > 0 ? 'Write nothing' : 'Choose another file'}
        </Button>
      </ButtonGroup>
    </Form>
  );
}

function Rows({ caption, rows }: { caption: string; rows: readonly PlannedFigure[] }) {
  if (rows.length === 0) return null;
  const left = rows.length - mostListed;
  return (
    <>
      <Table
        caption={caption}
        captionSize="m"
        rowHeaders
        scrollLabel={`${caption}, scrolls sideways`}
        columns={[
          { label: 'Row' },
          { label: 'Organisation' },
          { label: 'About' },
          { label: 'Statement' },
          { label: caption === 'Refused' ? 'Why, and what to do' : 'Figure' },
        ]}
        rows={rows.slice(0, mostListed).map((row) => ({
          key: String(row.row),
          cells: [
            row.row,
            row.organisation,
            row.about,
            <span key="statement" className="app-typed-text">
              {row.statement}
            </span>,
            <Told key="told" row={row} />,
          ],
        }))}
      />
      {left > 0 ? <p className="govuk-body">And {countOf(left, 'row')} more like these.</p> : null}
    </>
  );
}

function Told({ row }: { row: PlannedFigure }) {
  if (row.problems.length === 0)
    return (
      <>
        {row.now}
        {row.was === null ? null : <>. Until now: {row.was}</>}
      </>
    );
  return (
    <ul className="govuk-list">
      {keyed(row.problems).map(({ key, value }) => (
        <li key={key}>{value}</li>
      ))}
    </ul>
  );
}
