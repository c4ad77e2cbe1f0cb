import { Anchor } from '../../../ui/anchor.tsx';
import type { StandardPage } from '../standard-page.ts';

interface SaveStatusProps {
  progress: StandardPage['progress'];
  /** The address to come back to after signing in again. */
  here: string;
}

/** How the saving goes, above the buttons. Without script only the buttons save, and this says so. */
export function SaveStatus({ progress, here }: SaveStatusProps) {
  return (
    <div className="app-save-status">
      <p className="govuk-body" data-progress="">
        {progress.answered} of {progress.questions} questions answered.
      </p>
      <p className="govuk-body" role="status" data-branches="" />
      <p className="govuk-inset-text" data-taken-back="" hidden>
        You changed an answer, so the signatures on this return no longer count. It is in work again: send it for
        sign-off when you have finished.
      </p>
      <p className="app-status-line" data-save-line="">
        <span data-save-words="">Your answers are saved when you press a button below.</span>{' '}
        <Anchor
          className="govuk-link"
          href={`/sign-in?to=${encodeURIComponent(here)}`}
          reloadDocument
          data-save-sign-in=""
          hidden
        >
          Sign in again
        </Anchor>
      </p>
      <p className="govuk-visually-hidden" role="status" aria-live="polite" data-save-heard="" />
      <p className="govuk-body">
        <button type="button" className="app-text-button" data-save-copy="" hidden>
          Copy my text
        </button>{' '}
        <span role="status" data-save-copied="" />
      </p>
      <textarea
        className="govuk-textarea app-copy-box"
        rows={6}
        readOnly
        aria-label="The text that is not saved"
        dir="auto"
        data-save-copy-box=""
        hidden
      />
    </div>
  );
}
