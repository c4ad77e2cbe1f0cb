import type { Reader } from '../../../db/client.server.ts';
import type { Page } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { findOrganisationScope, type Viewer } from '../accounts/viewer.ts';
import { type HandedPart, listHandedParts } from './delegations.server.ts';
import { listReturns } from './queries.server.ts';
import type { ReturnEntry } from './schema.ts';
import { listTakenBack, type TakenBackPart } from './taken-back.server.ts';

/** Every return that the viewer has to do with: those they read as a whole, and the parts that are handed to them. */
export interface ReturnLists {
  readonly today: string;
  /** Null for somebody who reads no return as a whole. */
  readonly whole: {
    readonly several: boolean;
    readonly current: Page<ReturnEntry>;
    readonly past: Page<ReturnEntry>;
  } | null;
  /** Null for somebody to whom nothing can be handed. */
  readonly parts: readonly HandedPart[] | null;
  /** What was taken back from the viewer a short while ago. */
  readonly takenBack: readonly TakenBackPart[];
}

/** Somebody with neither is told that the page does not exist. */
export async function getReturnLists(
  db: Reader,
  viewer: Viewer,
  today: string,
  pages: { readonly current: number; readonly past: number },
): Promise<ReturnLists> {
  const scope = findOrganisationScope(viewer, 'return.read');
  const inParts = findOrganisationScope(viewer, 'return.read-part');
  if (!scope && !inParts) throw notFound();
  return {
    today,
    whole: scope
      ? {
          several: scope.organisationIds.length > 1,
          current: await listReturns(db, scope, 'current', pages.current),
          past: await listReturns(db, scope, 'past', pages.past),
        }
      : null,
    parts: inParts ? await listHandedParts(db, viewer, today) : null,
    takenBack: await listTakenBack(db, viewer, today),
  };
}
