import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type StatusLineProps = {
  /** May be empty: the line must be in the page before its words change. */
  children?: ReactNode;
  /** Something needs the reader: "Not saved: copy your text". */
  problem?: boolean | undefined;
};

/** One line that says how things stand and is read out when it changes: "Your answers save as you go." */
export function StatusLine({ children, problem }: StatusLineProps) {
  return (
    <p
      className={classNames('app-status-line', problem ? 'app-status-line--problem' : false)}
      role="status"
      aria-live="polite"
    >
      {children}
    </p>
  );
}
