import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

type ProgressBarProps = {
  /** What is measured and how far it is, in words: "12 of 30 questions answered". */
  label: ReactNode;
  value: number;
  max: number;
  small?: boolean | undefined;
};

/** How far something has come, in words and as a bar. */
export function ProgressBar({ label, value, max, small }: ProgressBarProps) {
  const id = useId();
  return (
    <div className={classNames('app-progress', small ? 'app-progress--small' : false)}>
      <p className="app-progress__label" id={id}>
        {label}
      </p>
      <progress
        className="app-progress__bar"
        value={Math.min(value, max)}
        max={Math.max(max, 1)}
        aria-labelledby={id}
      />
    </div>
  );
}
