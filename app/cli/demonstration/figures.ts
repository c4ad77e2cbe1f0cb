import type { DemonstrationOrganisation } from '../../../db/seed/organisation.ts';
import { between } from './chance.ts';

/** Figures asked for one by one, in proportion to the size of the organisation. `good` is its quality on the question. */
export function figureFor(organisation: DemonstrationOrganisation, code: string, good: number): number {
  const { roll, 'staff-with-children': staff } = organisation.profile;
  const size = typeof roll === 'number' ? roll : 400;
  const about = (share: number, least = 0) =>
    Math.max(least, Math.round(size * share * (0.6 + between(0, 8, organisation.slug, code) / 10)));
  switch (code) {
    case 'lead-hours':
      if (roll === undefined) return typeof staff === 'number' && staff > 30 ? 37 : 15;
      return Math.round((6 + size / 28) * (0.7 + good * 0.4) * 2) / 2;
    case 'early-help-led':
      return about(0.014, 1);
    case 'referrals-made':
      return about(0.02, 1);
    case 'referrals-challenged':
      return about(0.004);
    case 'scr-gaps-found':
      return good > 0.75 ? 0 : between(1, 9, organisation.slug, code);
    case 'lado-contacts':
      return between(0, 4, organisation.slug, code);
    case 'restraint-incidents':
      return about(0.9);
    default:
      return between(0, 3, organisation.slug, code);
  }
}
