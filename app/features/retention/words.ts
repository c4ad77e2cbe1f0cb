import type { DisposalRunRow, LegalHoldRow } from '../../../db/schema/retention.table.ts';
import { countOf } from '../../platform/words.ts';

/** What a hold may name. */
export const holdScopes = {
  everything: 'Everything',
  organisation: 'Organisation',
  cycle: 'Cycle',
  return: 'Return',
  person: 'Person',
} as const satisfies Record<LegalHoldRow['scope'], string>;
export type HoldScope = keyof typeof holdScopes;

export const runStatuses = {
  prepared: 'Waits for approval',
  approved: 'Waits for a second person',
  running: 'Under way',
  done: 'Done',
  withdrawn: 'Withdrawn',
} as const satisfies Record<DisposalRunRow['status'], string>;

/** A run of more records than this is confirmed by a second person. */
export const secondPersonFrom = 50;

/** "3 records". */
export const recordsInWords = (count: number): string => countOf(count, 'record');
