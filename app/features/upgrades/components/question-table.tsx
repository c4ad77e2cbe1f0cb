import { Table } from '../../../ui/table.tsx';
import type { PlannerQuestion } from '../planner.ts';
import { fateWords, type QuestionRule } from '../words.ts';

type QuestionTableProps = {
  questions: readonly PlannerQuestion[];
  /** What each rule means here: a launch says it otherwise than a move. */
  ruleWords: Readonly<Record<QuestionRule, string>>;
  /** Names the old edition of each row; where all come from one there is nothing to tell apart. */
  origins: ReadonlyMap<string, string> | undefined;
  /** In reading order rows stand under their standard; else each names its own. */
  grouped: boolean;
};

/** Questions with what becomes of them and of the answers. */
export function QuestionTables({ questions, ruleWords, origins, grouped }: QuestionTableProps) {
  if (!grouped) return <OneTable caption="Questions" rows={questions} ruleWords={ruleWords} origins={origins} named />;
  const groups = Map.groupBy(questions, ({ standard }) => `${standard.number} ${standard.title}`);
  return [...groups].map(([caption, rows]) => (
    <OneTable key={caption} caption={caption} rows={rows} ruleWords={ruleWords} origins={origins} named={false} />
  ));
}

type OneTableProps = Pick<QuestionTableProps, 'ruleWords' | 'origins'> & {
  caption: string;
  rows: readonly PlannerQuestion[];
  named: boolean;
};

function OneTable({ caption, rows, ruleWords, origins, named }: OneTableProps) {
  return (
    <Table
      caption={caption}
      captionSize="m"
      rowHeaders
      scrollLabel={`${caption}, scrolls sideways`}
      columns={[
        { label: 'Question', className: 'app-wide-cell' },
        { label: 'What changes', className: 'app-wide-cell' },
        { label: 'Returns', numeric: true },
        { label: 'Ratings', numeric: true },
        { label: 'Evidence links', numeric: true },
        { label: 'Open actions', numeric: true },
      ]}
      rows={rows.map((row) => ({
        key: row.key,
        cells: [
          <Wording key="question" row={row} named={named} />,
          <Change key="change" row={row} rule={ruleWords[row.rule]} origin={origins?.get(row.editionId)} />,
          row.counts.returns,
          row.counts.ratings,
          row.counts.evidence,
          row.counts.actions,
        ],
      }))}
    />
  );
}

function Wording({ row, named }: { row: PlannerQuestion; named: boolean }) {
  return (
    <>
      {named ? <span className="govuk-hint app-line">{`${row.standard.number} ${row.standard.title}`}</span> : null}
      <span className="govuk-!-font-weight-regular">{row.text}</span>
      {row.before.map((text) => (
        <span key={text} className="govuk-hint app-line">
          Was: {text}
        </span>
      ))}
    </>
  );
}

function Change({ row, rule, origin }: { row: PlannerQuestion; rule: string; origin: string | undefined }) {
  return (
    <>
      <strong className="app-line">{fateWords[row.fate]}</strong>
      <span className="app-line">{rule}</span>
      {row.notes.map((note) => (
        <span key={note} className="govuk-hint app-line">
          {note}
        </span>
      ))}
      {origin ? <span className="govuk-hint app-line">From {origin}</span> : null}
    </>
  );
}
