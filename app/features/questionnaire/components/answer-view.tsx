import type { AnswerType, Scale } from '../../../../standards/contract.ts';
import { notApplicableCode } from '../../../../standards/vocabulary.ts';
import { TypedText } from '../../../ui/columns.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import { isAnswered } from '../answer-state.ts';
import type { AnswerValue } from '../answer-values.ts';
import { answerWords, besideWords, cellWords } from '../answer-words.ts';

interface AnswerViewProps {
  answer: AnswerType;
  /** The scale of a rating question. */
  scale?: Scale | undefined;
  value: AnswerValue | undefined;
  /** What stands where nothing was answered. */
  empty?: string;
}

/** An answer to read: rating with word and shape, choices, figures, a table as a table, and the words beside it. */
export function AnswerView({ answer, scale, value, empty = 'Not answered' }: AnswerViewProps) {
  const beside = besideWords(value);
  return (
    <>
      {isAnswered(value) && value !== undefined ? (
        <MainAnswer answer={answer} scale={scale} value={value} />
      ) : (
        <p className="govuk-body app-not-answered">{empty}</p>
      )}
      {beside.length > 0 ? <TypedText>{beside.join('\n\n')}</TypedText> : null}
    </>
  );
}

function MainAnswer({ answer, scale, value }: { answer: AnswerType; scale: Scale | undefined; value: AnswerValue }) {
  if (value.type === 'rating')
    return (
      <p className="govuk-body">
        <PointView scale={scale} point={value.point} />
      </p>
    );
  if (value.type === 'table' && answer.type === 'table') return <TableAnswer answer={answer} rows={value.rows} />;
  const words = answerWords(answer, scale, value);
  if (value.type === 'text') return <TypedText>{words.join('\n\n')}</TypedText>;
  const [only, ...more] = words;
  if (more.length === 0) return <p className="govuk-body">{only}</p>;
  return (
    <ul className="govuk-list govuk-list--bullet">
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  );
}

/** A point of a scale as shape and word; "not applicable" and "not answered" too. */
export function PointView({ scale, point }: { scale: Scale | undefined; point: string | null }) {
  const found = scale?.points.find(({ code }) => code === point);
  if (found) return <RatingTag word={found.word} shape={found.shape} tone={found.tone} />;
  if (point === notApplicableCode)
    return <RatingTag word={scale?.notApplicable.word ?? 'Not applicable'} shape="dash" tone="grey" />;
  return <RatingTag word={point ?? 'Not answered'} shape="ring" tone="grey" />;
}

type TableType = Extract<AnswerType, { type: 'table' }>;

function TableAnswer({ answer, rows }: { answer: TableType; rows: readonly Readonly<Record<string, string>>[] }) {
  return (
    <Table
      scrollLabel={`Table of ${rows.length} rows`}
      small
      columns={answer.columns.map(({ heading, type }) => ({
        label: heading,
        numeric: type === 'number' || type === 'percentage',
      }))}
      rows={rows.map((row, place) => ({
        key: String(place),
        cells: answer.columns.map((column) => ({
          content: cellWords(column, row[column.code] ?? ''),
          numeric: column.type === 'number' || column.type === 'percentage',
        })),
      }))}
    />
  );
}
