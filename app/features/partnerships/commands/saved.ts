import type { Saved } from '../../../platform/page-forms.ts';
import { Refusal } from '../../../platform/refusals.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';

/** What stands in the way, at its field. */
export const problem = (field: string, words: string): Saved => ({ saved: false, field, problem: words });

/** The partnership that was named, or the only one; undefined where one of several must be chosen. */
export const partnershipOf = ({ partnershipIds }: PartnershipScope, named: string | null): string | undefined =>
  named === null
    ? partnershipIds.length === 1
      ? partnershipIds[0]
      : undefined
    : partnershipIds.find((id) => id === named);

/** Somebody else's change would be lost. */
export const savedMeanwhile = () =>
  new Refusal('stale-revision', 'Somebody else has changed this: load the page again and look at it');
