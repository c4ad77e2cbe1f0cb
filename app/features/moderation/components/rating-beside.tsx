import type { RatingMark } from '../../../../pdf/models.ts';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import type { PreviousRating } from '../pages.ts';

/** A rating as shape and word, or words where there is none. */
export function MarkOr({ mark, none }: { mark: RatingMark | null; none: string }) {
  return mark ? <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} /> : none;
}

const whose = { agreed: 'agreed', moderated: 'moderated', own: 'own rating' } as const;

/** A rating of the cycle before, and whose it was. */
export function PreviousMark({ previous }: { previous: PreviousRating | null }) {
  if (!previous) return '–';
  return (
    <>
      <RatingTag word={previous.mark.word} shape={previous.mark.shape} tone={previous.mark.tone} />{' '}
      <span className="govuk-body-s">({whose[previous.whose]})</span>
    </>
  );
}
