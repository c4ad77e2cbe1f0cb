import type { EventOwner } from '../../audit/events.ts';

/** Whose chain an event of the log stands in: the challenged agency's, or the partnership's where a body has none. */
export const ownerOf = (partnershipId: string, organisationId: string | null): EventOwner =>
  organisationId === null ? { partnershipId } : { organisationId, partnershipId };
