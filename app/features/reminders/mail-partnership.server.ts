import { notFound } from '../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';

/** The one partnership whose messages this person runs. Refuses, as unknown, somebody who runs none. */
export function mailPartnership(viewer: Viewer): string {
  const [only, ...others] = partnershipScope(viewer, 'mail.change').partnershipIds;
  if (others.length > 0) throw notFound();
  return only;
}
