import type { Trx } from '../../../../db/client.server.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { CompiledEdition } from '../../questionnaire/questionnaire.ts';
import type { Cycle } from '../schema.ts';
import { composeEdition } from './local-part.ts';
import { findLocalPart, getPartOwner } from './queries.server.ts';

/**
 * Pins what a cycle asks, in the transaction of its launch: with local questions an edition of its own is stored, which
 * belongs to the partnership and is as unchangeable as any published one; without, the shared edition stays.
 */
export async function freezeQuestions(
  trx: Trx,
  stamp: Stamp,
  cycle: Cycle,
): Promise<{ readonly editionId: string; readonly compiled: CompiledEdition }> {
  const shared = await getEdition(trx, cycle.editionId);
  const { part } = await findLocalPart(trx, cycle);
  const edition = composeEdition(shared.edition, part, await getPartOwner(trx, cycle.partnershipId, stamp.today));
  if (edition === shared.edition) return { editionId: cycle.editionId, compiled: shared };
  const id = `${cycle.editionId}+${cycle.id}`;
  const sha256 = sha256OfValue(edition);
  await trx
    .insertInto('standard_edition')
    .values({
      id,
      set_code: edition.set,
      edition: edition.edition,
      status: 'published',
      title: edition.title,
      short_title: edition.shortTitle,
      sector: edition.sector,
      sha256,
      document: JSON.stringify(edition),
      installed_at: stamp.now,
      partnership_id: cycle.partnershipId,
      base_edition_id: cycle.editionId,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: 'edition.installed',
    owner: { partnershipId: cycle.partnershipId },
    actorId: null,
    subject: { kind: 'edition', id },
    detail: { sha256, cycle: cycle.id },
  });
  return { editionId: id, compiled: await getEdition(trx, id) };
}
