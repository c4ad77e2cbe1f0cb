import type { RatingCount, RatingMark } from '../../../../pdf/models.ts';
import { TypedText } from '../../../ui/columns.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { RatingCell, RatingTag } from '../../../ui/rating-mark.tsx';

/** Text of several paragraphs, parted by blank lines. */
export function Prose({ text }: { text: string }) {
  return keyed(text.split(/\n{2,}/)).map(({ key, value }) => <TypedText key={key}>{value}</TypedText>);
}

/** A rating, or a dash that says there is none. */
export function MarkOrNone({ mark, none = 'None' }: { mark: RatingMark | null; none?: string }) {
  if (mark) return <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} />;
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="govuk-visually-hidden">{none}</span>
    </>
  );
}

/** How many questions stand at each rating, by letter and shape, the words for screen readers. */
export function Counts({ counts }: { counts: readonly RatingCount[] }) {
  if (counts.length === 0) return <MarkOrNone mark={null} />;
  return keyed(counts).map(({ key, value: { mark, count } }) => (
    <span key={key}>
      <span className="app-nowrap">
        <RatingCell {...mark} /> {count}
      </span>{' '}
    </span>
  ));
}
