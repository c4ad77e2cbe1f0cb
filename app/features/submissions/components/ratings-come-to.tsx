import type { RatingMark } from '../../../../pdf/models.ts';
import { RatingTag } from '../../../ui/rating-mark.tsx';

/** Where an organisation judges a standard as a whole: what its other ratings come to. Nothing where there is none. */
export function RatingsComeTo({ mark }: { mark: RatingMark | null }) {
  if (!mark) return null;
  return (
    <p className="govuk-body-s">
      Other ratings come to: <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} />
    </p>
  );
}
