import { agoInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import type { StandardQuestion } from '../standard-page.ts';

interface EditedLineProps {
  asked: StandardQuestion;
  historyHref: string;
  /** Who reads the page, and when it was made. */
  reader: { readonly personId: string; readonly now: string };
}

/** Who gave the answer, and when: a colleague who has just done so may still be at it. Nothing is locked. */
export function EditedLine({ asked: { saved, carriedAs, number }, historyHref, reader }: EditedLineProps) {
  if (!saved) return null;
  const ago = saved.personId === reader.personId ? null : agoInWords(saved.at, reader.now);
  return (
    <p className="govuk-body-s app-question__saved">
      {ago === null ? `${saved.by} answered on ${instantInWords(saved.at)}.` : `${saved.by} edited this ${ago}.`}{' '}
      {carriedAs === null ? null : `${carriedAs}. `}
      <Anchor className="govuk-link" href={historyHref}>
        History<span className="govuk-visually-hidden"> of {number}</span>
      </Anchor>
    </p>
  );
}
