import { useEffect, useRef, useState } from 'react';
import { Anchor } from '../../../ui/anchor.tsx';
import { classNames } from '../../../ui/class-names.ts';
import type { QueueState } from './answer-queue.ts';

interface SaveStatusProps {
  /** Undefined until the page's script runs: then only the buttons save. */
  state: QueueState | undefined;
  /** The address to come back to after signing in again. */
  here: string;
  onCopy: () => void;
}

/** Says how the saving goes, in the line above the buttons; read out on every change to "not saved", else seldom. */
export function SaveStatus({ state, here, onCopy }: SaveStatusProps) {
  const words = statusWords(state);
  const isProblem = state?.trouble !== undefined;
  const announced = useSeldom(words, isProblem);
  return (
    <div className="app-save-status">
      <p className={classNames('app-status-line', isProblem ? 'app-status-line--problem' : false)}>
        {state ? 'Your answers save as you go. ' : 'Your answers are saved when you press a button below.'}
        {words}
        {state?.trouble?.kind === 'signed-out' ? (
          <>
            {' '}
            <Anchor className="govuk-link" href={`/sign-in?to=${encodeURIComponent(here)}`} reloadDocument>
              Sign in again
            </Anchor>
          </>
        ) : null}
      </p>
      <p className="govuk-visually-hidden" role="status" aria-live="polite">
        {announced}
      </p>
      {state?.trouble?.kind === 'copy' ? (
        <button type="button" className="app-text-button" onClick={onCopy}>
          Copy my text
        </button>
      ) : null}
    </div>
  );
}

function statusWords(state: QueueState | undefined): string {
  switch (state?.trouble?.kind) {
    case 'retrying':
      return 'Not saved: trying again';
    case 'copy':
      return 'Not saved: copy your text. We go on trying';
    case 'signed-out':
      return 'Not saved: you have been signed out. Your text is kept in this tab.';
    case 'conflict':
      return 'Not saved: somebody else answered the same question. Choose which answer to keep.';
    case 'problem':
      return `Not saved: ${state.trouble.words}`;
  }
  if (state === undefined) return '';
  if (state.unsaved > 0) return 'Saving…';
  return state.savedAt === undefined ? '' : `Saved at ${state.savedAt}`;
}

const quietFor = 30_000;

/** The words to read out: problems at once, everything else at most every half minute. */
function useSeldom(words: string, atOnce: boolean): string {
  const [announced, announce] = useState('');
  const last = useRef(0);
  useEffect(() => {
    if (words === '' || words === 'Saving…') return;
    const wait = atOnce ? 0 : Math.max(0, last.current + quietFor - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      announce(words);
    }, wait);
    return () => clearTimeout(timer);
  }, [words, atOnce]);
  return announced;
}
