import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';
import { type Rating, RatingCell, RatingShape } from './rating-mark.tsx';
import { ScrollPane } from './scroll-pane.tsx';

/** One crossing: a rating, words of its own ("not asked"), or nothing said. */
export type HeatCell = (Rating & { letter: string; href?: string | undefined }) | { words: string } | null;

export type HeatHead = { label: ReactNode; href?: string | undefined };

type HeatTableProps = {
  caption: ReactNode;
  /** Name of the pane that scrolls sideways. */
  scrollLabel: string;
  /** Head of the column of row heads. */
  corner: ReactNode;
  columns: readonly HeatHead[];
  rows: readonly { head: HeatHead; cells: readonly HeatCell[]; totals?: readonly ReactNode[] | undefined }[];
} & OptionalProps<{
  /** Heads of further columns with totals. */
  totalColumns: readonly ReactNode[];
  /** Rows of totals below, one node a column. */
  footRows: readonly { label: ReactNode; cells: readonly ReactNode[] }[];
  captionHidden: boolean;
  /** What a crossing without anything says; "Not answered" when left out. */
  emptyWords: string;
}>;

/** Ratings of many things by many others, as a real table: shape and letter in each cell. Put a `RatingKey` above. */
export function HeatTable(props: HeatTableProps) {
  const { caption, captionHidden, scrollLabel, corner, columns, rows, totalColumns = [], footRows = [] } = props;
  const { emptyWords = 'Not answered' } = props;
  return (
    <ScrollPane label={scrollLabel}>
      <table className="app-heat-table">
        <caption className={captionHidden ? 'govuk-visually-hidden' : 'govuk-table__caption'}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {keyed(columns).map(({ key, value }) => (
              <th key={key} scope="col">
                <Head {...value} />
              </th>
            ))}
            {keyed(totalColumns).map(({ key, value }) => (
              <th key={key} scope="col">
                {value}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map(({ key, value: { head, cells, totals = [] } }) => (
            <tr key={key}>
              <th scope="row">
                <Head {...head} />
              </th>
              {keyed(cells).map(({ key: place, value }) => (
                <td key={place}>
                  <Crossing cell={value} emptyWords={emptyWords} />
                </td>
              ))}
              {keyed(totals).map(({ key: place, value }) => (
                <td key={place} className="app-heat-table__total">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {footRows.length > 0 ? <Foot rows={footRows} /> : null}
      </table>
    </ScrollPane>
  );
}

function Foot({ rows }: { rows: readonly { label: ReactNode; cells: readonly ReactNode[] }[] }) {
  return (
    <tfoot>
      {keyed(rows).map(({ key, value: { label, cells } }) => (
        <tr key={key}>
          <th scope="row">{label}</th>
          {keyed(cells).map(({ key: place, value }) => (
            <td key={place} className="app-heat-table__total">
              {value}
            </td>
          ))}
        </tr>
      ))}
    </tfoot>
  );
}

function Head({ label, href }: HeatHead) {
  return href ? (
    <Anchor href={href} className="govuk-link govuk-link--no-visited-state">
      {label}
    </Anchor>
  ) : (
    label
  );
}

function Crossing({ cell, emptyWords }: { cell: HeatCell; emptyWords: string }) {
  if (cell === null) {
    return (
      <span className="app-rating-cell app-rating-cell--empty">
        <RatingShape shape="ring" />
        <span className="govuk-visually-hidden">{emptyWords}</span>
      </span>
    );
  }
  if ('words' in cell) return cell.words;
  const { href, ...rating } = cell;
  // A plain link: a router link in each of 1,600 crossings costs more than the page load it saves.
  return href ? (
    <a href={href}>
      <RatingCell {...rating} />
    </a>
  ) : (
    <RatingCell {...rating} />
  );
}
