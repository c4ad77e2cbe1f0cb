import { TypedText } from '../../../ui/columns.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import type { ModeratorComment } from '../standard-page.ts';

/** What the partnership said to last time's answer, once it has answered the organisation. */
export function ModeratorComments({ comments, number }: { comments: readonly ModeratorComment[]; number: string }) {
  return comments.map(({ mark, reason, from, cycleName }) => (
    <div key={`${from} ${cycleName} ${reason}`} className="app-previous">
      <p className="govuk-body">
        What {from} said last time<span className="govuk-visually-hidden"> about {number}</span> ({cycleName}):{' '}
        {mark ? <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} /> : null}
      </p>
      <TypedText>{reason}</TypedText>
    </div>
  ));
}
