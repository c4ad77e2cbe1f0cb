import type { LetterRating } from '../models.ts';
import { Table } from './table.tsx';

/** Standards with the agency's own rating, the one that stands, and why they differ. */
export function RatingsInLetter({ ratings, standing }: { ratings: LetterRating[]; standing: string }) {
  return (
    <Table
      rows={ratings}
      charactersOf={({ standardTitle, reason }) => Math.max(standardTitle.length, reason?.length ?? 0)}
      columns={[
        {
          heading: 'Standard',
          width: 168,
          strong: true,
          cell: ({ standardNumber, standardTitle }) => `${standardNumber}  ${standardTitle}`,
        },
        { heading: 'Your rating', width: 82, mark: ({ self }) => self },
        { heading: standing, width: 82, mark: ({ agreed }) => agreed },
        { heading: 'Reason for a change', width: { share: 1 }, cell: ({ reason }) => reason ?? '' },
      ]}
    />
  );
}
