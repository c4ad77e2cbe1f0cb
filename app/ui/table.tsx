import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { classNames } from './class-names.ts';
import type { HeadingSize } from './fieldset.tsx';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';
import { ScrollPane } from './scroll-pane.tsx';

export type Column = { label: ReactNode } & OptionalProps<{
  /** Right-aligned, with figures of one width. */
  numeric: boolean;
  className: string;
  colSpan: number;
  rowSpan: number;
  /** How the rows are sorted by this column now; with `sortHref` the head is a link that sorts. */
  sorted: 'ascending' | 'descending' | 'none';
  sortHref: string;
}>;

export type Cell =
  | ReactNode
  | ({ content: ReactNode } & OptionalProps<{ numeric: boolean; className: string; colSpan: number; rowSpan: number }>);

export type Row = { cells: readonly Cell[] } & OptionalProps<{ key: string; className: string }>;

type TableProps = {
  rows: readonly Row[];
} & OptionalProps<{
  caption: ReactNode;
  captionSize: HeadingSize;
  captionHidden: boolean;
  columns: readonly Column[];
  /** The first cell of each row names the row. */
  rowHeaders: boolean;
  /** For wide tables: scrolls sideways in a pane with this name. */
  scrollLabel: string;
  small: boolean;
  className: string;
}>;

/** A table with a caption and real header cells. */
export function Table(props: TableProps) {
  const { rows, caption, columns, rowHeaders, scrollLabel, small, className } = props;
  const table = (
    <table className={classNames('govuk-table', small ? 'govuk-table--small-text-until-tablet' : false, className)}>
      {caption ? <caption className={captionClass(props)}>{caption}</caption> : null}
      {columns ? (
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {keyed(columns).map(({ key, value }) => (
              <HeadCell key={key} column={value} />
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody className="govuk-table__body">
        {keyed(rows).map(({ key, value: row }) => (
          <tr key={row.key ?? key} className={classNames('govuk-table__row', row.className)}>
            {keyed(row.cells).map(({ key: place, value: cell }) => (
              <BodyCell
                key={place}
                cell={cell}
                isHeader={rowHeaders === true && place === '0'}
                numeric={columns?.[Number(place)]?.numeric}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return scrollLabel ? <ScrollPane label={scrollLabel}>{table}</ScrollPane> : table;
}

function captionClass({ captionSize, captionHidden }: TableProps) {
  const size = captionSize ? `govuk-table__caption--${captionSize}` : false;
  return classNames('govuk-table__caption', captionHidden ? 'govuk-visually-hidden' : size);
}

function HeadCell({ column }: { column: Column }) {
  const { label, numeric, className, colSpan, rowSpan, sorted, sortHref } = column;
  return (
    <th
      scope="col"
      className={classNames('govuk-table__header', numeric ? 'govuk-table__header--numeric' : false, className)}
      colSpan={colSpan}
      rowSpan={rowSpan}
      aria-sort={sorted}
    >
      {sortHref ? (
        <Anchor href={sortHref} className="govuk-link govuk-link--no-visited-state app-sort-link">
          {label}
          <SortMark sorted={sorted} />
        </Anchor>
      ) : (
        label
      )}
    </th>
  );
}

function SortMark({ sorted = 'none' }: Pick<Column, 'sorted'>) {
  const arrow = { ascending: 'M5 0l5 7H0z', descending: 'M5 14L0 7h10z', none: 'M5 0l4 6H1zM5 14L1 8h8z' }[sorted];
  return (
    <svg
      className="app-sort-link__mark"
      width="10"
      height="14"
      viewBox="0 0 10 14"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d={arrow} />
    </svg>
  );
}

function BodyCell({ cell, isHeader, numeric }: { cell: Cell; isHeader: boolean; numeric: boolean | undefined }) {
  const own = typeof cell === 'object' && cell !== null && 'content' in cell ? cell : { content: cell };
  const span = { colSpan: own.colSpan, rowSpan: own.rowSpan };
  if (isHeader) {
    return (
      <th scope="row" className={classNames('govuk-table__header', own.className)} {...span}>
        {own.content}
      </th>
    );
  }
  const isNumeric = own.numeric ?? numeric;
  return (
    <td
      className={classNames('govuk-table__cell', isNumeric ? 'govuk-table__cell--numeric' : false, own.className)}
      {...span}
    >
      {own.content}
    </td>
  );
}
