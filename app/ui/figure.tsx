import type { ReactNode } from 'react';
import { Details } from './details.tsx';

type FigureProps = {
  /** States the finding: "Most standards are in place". */
  caption: ReactNode;
  /** The picture: an `SvgChart`, an image with alternative text. */
  children: ReactNode;
  /** The same figures as a table, folded below. */
  table?: ReactNode;
  tableSummary?: string | undefined;
  /** Under the picture: key, source, CSV link. */
  notes?: ReactNode;
};

/** A picture with the sentence that says what it shows, and its figures as a table. */
export function Figure({ caption, children, table, tableSummary = 'Show the figures as a table', notes }: FigureProps) {
  return (
    <figure className="app-figure">
      <figcaption className="app-figure__caption">{caption}</figcaption>
      {children}
      {notes}
      {table ? <Details summary={tableSummary}>{table}</Details> : null}
    </figure>
  );
}
