import { Form } from 'react-router';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { Table } from '../../../ui/table.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import type { QuestionDryRun, QuestionRowResult } from '../local/question-rows.ts';

const outcomes: Readonly<Record<QuestionRowResult['outcome'], string>> = {
  new: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  refused: 'Refused',
};

interface QuestionDryRunViewProps {
  dryRun: QuestionDryRun;
  /** What is posted back to apply it. */
  outcome: string;
  revision: number;
  /** The page of local questions. */
  here: string;
}

/** What an uploaded workbook would do, row by row, and the button that does it. */
export function QuestionDryRunView({ dryRun, outcome, revision, here }: QuestionDryRunViewProps) {
  const refused = dryRun.rows.filter((row) => row.outcome === 'refused').length;
  return (
    <>
      {refused > 0 || dryRun.problems.length > 0 ? (
        <WarningText>
          {refused > 0
            ? `Nothing can be imported while ${countOf(refused, 'row is', 'rows are')} refused. Mend the workbook and upload it again.`
            : 'Nothing can be imported. Mend the workbook and upload it again.'}
        </WarningText>
      ) : null}
      {dryRun.problems.length > 0 ? (
        <ul className="govuk-list govuk-list--bullet">
          {dryRun.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      ) : null}
      {dryRun.rows.length > 0 ? (
        <Table
          caption="Rows of the workbook"
          captionSize="m"
          scrollLabel="Rows, scrolls sideways"
          columns={[{ label: 'Row', numeric: true }, { label: 'Question' }, { label: 'What happens' }]}
          rows={dryRun.rows.map((row) => ({
            key: String(row.row),
            cells: [row.row, row.text || '(no question)', [outcomes[row.outcome], ...row.reasons].join('. ')],
          }))}
        />
      ) : null}
      {dryRun.removed.length > 0 ? (
        <InsetText>
          <p>These questions are not in the workbook and will be removed:</p>
          <ul className="govuk-list govuk-list--bullet">
            {dryRun.removed.map(({ code, text }) => (
              <li key={code}>{text}</li>
            ))}
          </ul>
        </InsetText>
      ) : null}
      <div className="govuk-button-group">
        {dryRun.part ? (
          <Form method="post" encType="multipart/form-data">
            <HiddenFields fields={{ outcome, revision }} />
            <Button preventDoubleClick>Apply: use these questions</Button>
          </Form>
        ) : null}
        <Anchor className="govuk-link" href={`${here}/import`} reloadDocument>
          Upload another workbook
        </Anchor>
      </div>
    </>
  );
}
