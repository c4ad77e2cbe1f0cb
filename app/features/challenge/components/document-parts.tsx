import type { LetterAction, LetterRating, RatingCount, RatingMark } from '../../../../pdf/models.ts';
import { TypedText } from '../../../ui/columns.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { RatingCell, RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';

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

type RatingTableProps = {
  ratings: readonly LetterRating[];
  caption: string;
  /** What the rating that stands is called: agreed in a session, or the partnership's own. */
  standing: string;
};

/** Standards with the agency's own rating, the one that stands, and why they differ. */
export function RatingTable({ ratings, caption, standing }: RatingTableProps) {
  return (
    <Table
      caption={caption}
      captionHidden
      scrollLabel={caption}
      rowHeaders
      columns={[{ label: 'Standard' }, { label: 'Your rating' }, { label: standing }]}
      rows={ratings.map(({ standardNumber, standardTitle, self, agreed, reason }) => ({
        cells: [
          `${standardNumber} ${standardTitle}`,
          <MarkOrNone key="self" mark={self} />,
          <div key="agreed">
            <MarkOrNone mark={agreed} />
            {reason === null ? null : (
              <>
                <p className="govuk-body-s govuk-!-margin-bottom-1">Reason for a change</p>
                <Prose text={reason} />
              </>
            )}
          </div>,
        ],
      }))}
    />
  );
}

/** Actions with their owners, their dates and how anybody will know. */
export function ActionTable({ actions, caption }: { actions: readonly LetterAction[]; caption: string }) {
  return (
    <Table
      caption={caption}
      captionHidden
      scrollLabel={caption}
      rowHeaders
      columns={[
        { label: 'Reference' },
        { label: 'Action' },
        { label: 'Owner' },
        { label: 'Due' },
        { label: 'How we shall know' },
      ]}
      rows={actions.map(({ reference, action, owner, due, successMeasure }) => ({
        cells: [
          <span key="reference" className="app-nowrap">
            {reference}
          </span>,
          action,
          owner,
          due,
          successMeasure ?? '',
        ],
      }))}
    />
  );
}
