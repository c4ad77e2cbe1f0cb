import type { ReactNode } from 'react';
import { keyed } from './keyed.ts';

export type TimelineEvent = {
  heading: ReactNode;
  /** Who, by role or name. */
  by?: ReactNode;
  /** ISO 8601, for machines, and the words people read. */
  at: { iso: string; words: string };
  children?: ReactNode;
};

type TimelineProps = {
  /** Newest first. */
  events: readonly TimelineEvent[];
  headingLevel?: 2 | 3 | 4 | undefined;
};

/** What happened, by whom and when. */
export function Timeline({ events, headingLevel = 3 }: TimelineProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <ol className="app-timeline">
      {keyed(events).map(({ key, value: { heading, by, at, children } }) => (
        <li key={key} className="app-timeline__item">
          <Heading className="app-timeline__heading">{heading}</Heading>
          {by ? <span className="app-timeline__by"> by {by}</span> : null}
          <p className="app-timeline__date">
            <time dateTime={at.iso}>{at.words}</time>
          </p>
          {children ? <div className="app-timeline__text">{children}</div> : null}
        </li>
      ))}
    </ol>
  );
}
