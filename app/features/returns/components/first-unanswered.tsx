import { SkipLink } from '../../../ui/skip-link.tsx';
import { questionAnchor } from '../standard-fields.ts';

interface FirstUnansweredProps {
  returnId: string;
  /** The first question of the page that still needs an answer; null when none does. */
  questionCode: string | null;
  /** The reader sees of the return only what was handed to them. */
  handed: boolean;
}

/** For the keyboard: past everything that is answered already. Shown when it has the focus. */
export function SkipToFirstUnanswered({ returnId, questionCode, handed }: FirstUnansweredProps) {
  if (questionCode !== null)
    return <SkipLink href={`#${questionAnchor(questionCode)}`}>Skip to the first unanswered question</SkipLink>;
  return handed ? null : (
    <SkipLink href={firstUnansweredHref(returnId)}>Skip to the first unanswered question of the return</SkipLink>
  );
}

/** The same for everybody, under the introduction. */
export function FirstUnansweredLink({ returnId, questionCode, handed }: FirstUnansweredProps) {
  return (
    <p className="govuk-body">
      {questionCode === null ? (
        <>
          Nothing is missing on this page.{' '}
          <a className="govuk-link" href={handed ? `/returns/${returnId}` : firstUnansweredHref(returnId)}>
            {handed ? 'Go to everything that is asked of you' : 'Go to the first unanswered question of the return'}
          </a>
        </>
      ) : (
        <a className="govuk-link" href={`#${questionAnchor(questionCode)}`}>
          Go to the first unanswered question on this page
        </a>
      )}
    </p>
  );
}

/** Looked up when it is followed: the page that links to it need not know. */
export const firstUnansweredHref = (returnId: string): string => `/returns/${returnId}/continue?to=first-unanswered`;
