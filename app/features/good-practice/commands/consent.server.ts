import type { Trx } from '../../../../db/client.server.ts';
import type { GoodPracticeConsentRow } from '../../../../db/schema/good-practice.table.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';

interface ConsentGiven {
  readonly organisationId: string;
  readonly itemId: string;
  readonly reference: string;
  readonly kind: GoodPracticeConsentRow['kind'];
  readonly until?: string;
  /** Whom it concerns: those it is shared with, or was. */
  readonly partnershipIds: readonly string[];
}

const types = {
  suggested: 'good-practice.suggested',
  declined: 'good-practice.declined',
  agreed: 'good-practice.shared',
  withdrawn: 'good-practice.withdrawn',
} as const satisfies Record<GoodPracticeConsentRow['kind'], EventType>;

/** Writes down who said what about sharing an item, with an event for each partnership that it concerns. */
export async function recordConsent(trx: Trx, stamp: Stamp, viewer: Viewer, given: ConsentGiven): Promise<void> {
  const { organisationId, itemId, kind, until, partnershipIds } = given;
  await trx
    .insertInto('good_practice_consent')
    .values({
      id: stamp.newId(),
      organisation_id: organisationId,
      item_id: itemId,
      kind,
      until_on: until ?? null,
      partnerships: JSON.stringify(partnershipIds),
      made_by: viewer.personId,
      made_at: stamp.now,
    })
    .execute();
  const owners =
    partnershipIds.length === 0
      ? [{ organisationId }]
      : partnershipIds.map((partnershipId) => ({ organisationId, partnershipId }));
  for (const owner of owners)
    await recordEvent(trx, stamp, {
      type: types[kind],
      owner,
      actorId: viewer.personId,
      subject: { kind: 'good-practice', id: itemId },
      detail: { reference: given.reference, until: until ?? null },
    });
}

/** Reads an item and holds its row until the transaction ends, so that two people decide one after the other. */
export const heldItem = (trx: Trx, itemId: string) =>
  trx
    .updateTable('good_practice')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', itemId)
    .returningAll();
