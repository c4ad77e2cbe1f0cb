import type { LetterAction } from '../models.ts';
import { Table } from './table.tsx';

/** Actions with their owners, their dates and how anybody will know. */
export function ActionsInLetter({ actions }: { actions: LetterAction[] }) {
  return (
    <Table
      rows={actions}
      charactersOf={({ action, successMeasure }) => Math.max(action.length, successMeasure?.length ?? 0)}
      columns={[
        { heading: 'Reference', width: 80, strong: true, longestWord: 14, cell: ({ reference }) => reference },
        { heading: 'Action', width: { share: 3 }, cell: ({ action }) => action },
        { heading: 'Owner', width: 80, cell: ({ owner }) => owner },
        { heading: 'Due', width: 68, cell: ({ due }) => due },
        { heading: 'How we shall know', width: { share: 2 }, cell: ({ successMeasure }) => successMeasure ?? '–' },
      ]}
    />
  );
}
