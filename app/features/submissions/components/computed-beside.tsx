import type { RatingMark } from '../../../../pdf/models.ts';
import { RatingTag } from '../../../ui/rating-mark.tsx';

/** What the other ratings of a standard come to, beside the rating that a person gave it as a whole; or nothing. */
export function ComputedBeside({ mark }: { mark: RatingMark | null }) {
  return mark ? (
    <p className="govuk-body-s govuk-!-margin-bottom-2">
      Its other ratings come to: <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} />
    </p>
  ) : null;
}
