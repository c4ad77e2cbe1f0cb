import { Form } from 'react-router';
import { countOf } from '../../../platform/words.ts';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Columns } from '../../../ui/columns.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { Radios } from '../../../ui/radios.tsx';
import { Table } from '../../../ui/table.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import { AnswerBlocks } from '../../submissions/components/answer-blocks.tsx';
import { choiceField, type ImportDryRun, type ImportRow } from '../import-page.ts';

const acceptedWords = { new: 'New answer', changed: 'Changed', emptied: 'Emptied' } as const;

interface WorkbookDryRunViewProps {
  dryRun: ImportDryRun;
  /** What was chosen in a form that came back, by question code. */
  chosen: Readonly<Record<string, string>>;
}

/** What an uploaded workbook would do, and the press that does it. */
export function WorkbookDryRunView({ dryRun, chosen }: WorkbookDryRunViewProps) {
  const refused = dryRun.rows.filter(({ outcome }) => outcome === 'refused');
  const conflicts = dryRun.rows.filter(({ outcome }) => outcome === 'conflict');
  const accepted = dryRun.rows.filter(({ outcome }) => outcome !== 'refused' && outcome !== 'conflict');
  const mayApply = refused.length === 0 && dryRun.rows.length > 0;
  return (
    <Form method="post" encType="multipart/form-data">
      <HiddenFields fields={{ kept: dryRun.sha256, outcome: dryRun.outcome }} />
      <ul className="govuk-list govuk-list--bullet">
        <li>{countOf(accepted.length, 'answer')} to import</li>
        <li>{countOf(conflicts.length, 'answer')} changed on both sides</li>
        <li>{countOf(refused.length, 'answer')} refused</li>
        <li>{countOf(dryRun.same, 'answer')} as they are</li>
        {dryRun.absent > 0 ? (
          <li>{countOf(dryRun.absent, 'question is', 'questions are')} not in the workbook and stay as they are</li>
        ) : null}
      </ul>
      {refused.length > 0 ? (
        <>
          <WarningText>
            Nothing can be imported while an answer is refused. Mend the cells in the workbook and upload it again.
          </WarningText>
          <RefusedTable rows={refused} />
        </>
      ) : null}
      {conflicts.length > 0 ? <h2 className="govuk-heading-m">Changed on both sides: choose which to keep</h2> : null}
      {conflicts.map((row) => (
        <Conflict key={row.questionCode} row={row} chosen={chosen[row.questionCode]} />
      ))}
      {accepted.length > 0 ? <AcceptedTable rows={accepted} /> : null}
      {dryRun.rows.length === 0 ? (
        <p className="govuk-body">The workbook says what the return says already: there is nothing to import.</p>
      ) : null}
      <ButtonGroup>
        {mayApply ? (
          <Button name="intent" value="apply" preventDoubleClick>
            Import {countOf(accepted.length + conflicts.length, 'answer')}
          </Button>
        ) : null}
        <Button variant="secondary" name="intent" value="discard">
          {mayApply ? 'Import nothing' : 'Choose another workbook'}
        </Button>
      </ButtonGroup>
    </Form>
  );
}

const questionWords = ({ number, text }: ImportRow) => (text === '' ? '(no question)' : `${number} ${text}`);

function RefusedTable({ rows }: { rows: readonly ImportRow[] }) {
  return (
    <Table
      caption="Refused"
      captionSize="m"
      scrollLabel="Refused answers, scrolls sideways"
      columns={[{ label: 'Cell' }, { label: 'Question' }, { label: 'Why, and what to do' }]}
      rows={rows.map((row) => ({
        key: row.place,
        cells: [
          row.place,
          questionWords(row),
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

function AcceptedTable({ rows }: { rows: readonly ImportRow[] }) {
  return (
    <Table
      caption="To import"
      captionSize="m"
      scrollLabel="Answers to import, scrolls sideways"
      columns={[{ label: 'Cell' }, { label: 'Question' }, { label: 'What happens' }, { label: 'The answer then' }]}
      rows={rows.map((row) => ({
        key: row.place,
        cells: [
          row.place,
          questionWords(row),
          row.outcome in acceptedWords ? acceptedWords[row.outcome as keyof typeof acceptedWords] : '',
          <Blocks key="typed" blocks={row.typed} />,
        ],
      }))}
    />
  );
}

function Conflict({ row, chosen }: { row: ImportRow; chosen: string | undefined }) {
  const name = choiceField(row.questionCode);
  return (
    <section className="app-conflict" aria-labelledby={`${name}-head`}>
      <h3 className="govuk-heading-s" id={`${name}-head`}>
        {questionWords(row)}
      </h3>
      <Columns
        first={
          <>
            <h4 className="govuk-heading-s">In the workbook, {row.place}</h4>
            <Blocks blocks={row.typed} />
          </>
        }
        second={
          <>
            <h4 className="govuk-heading-s">On the portal since, from {row.savedBy}</h4>
            <Blocks blocks={row.standing} />
          </>
        }
      />
      <Radios
        name={name}
        legend="Which one is the answer? The other stays in the history"
        legendSize="s"
        inline
        defaultValue={chosen ?? null}
        items={[
          { value: 'mine', label: 'The workbook’s' },
          { value: 'theirs', label: 'The portal’s' },
        ]}
      />
    </section>
  );
}

const Blocks = ({ blocks }: { blocks: ImportRow['typed'] }) =>
  blocks.length === 0 ? <p className="govuk-body">Nothing</p> : <AnswerBlocks blocks={blocks} />;
