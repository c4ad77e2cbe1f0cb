import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type TagTone =
  | 'blue'
  | 'green'
  | 'grey'
  | 'magenta'
  | 'orange'
  | 'pink'
  | 'purple'
  | 'red'
  | 'teal'
  | 'turquoise'
  | 'yellow';

type TagProps = { children: ReactNode; tone?: TagTone | undefined; className?: string | undefined };

/** A status in a word or two. Never a link, never a rating (see `rating-mark.tsx`); red is kept for what went wrong. */
export function Tag({ children, tone, className }: TagProps) {
  return (
    <strong className={classNames('govuk-tag', tone ? `govuk-tag--${tone}` : false, className)}>{children}</strong>
  );
}
