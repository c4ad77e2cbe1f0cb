import type { Reader } from '../../../../db/client.server.ts';
import { instantInWords } from '../../../platform/words.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';

/** What a reader of a compiled pack must know, because it happened since: by pack, in the order of its agencies. */
export type PackStanding = ReadonlyMap<string, readonly string[]>;

/** One submission that a pack was made from. */
export interface PackSource {
  readonly packId: string;
  readonly submissionId: string;
}

/**
 * Returns that were replaced, and agencies taken off the agenda or added to it, after packs were compiled. The packs
 * themselves never change. Two statements, however many packs.
 */
export async function findStanding(
  db: Reader,
  scope: PartnershipScope,
  sessionId: string,
  packs: readonly { readonly id: string; readonly edition: string }[],
): Promise<PackStanding> {
  if (packs.length === 0) return new Map();
  const sources = await db
    .selectFrom('challenge_pack_agency as source')
    .innerJoin('organisation', 'organisation.id', 'source.organisation_id')
    .innerJoin('submission', 'submission.id', 'source.submission_id')
    .select(['source.pack_id', 'source.organisation_id', 'organisation.name', 'submission.superseded_at'])
    .where(
      'source.pack_id',
      'in',
      packs.map(({ id }) => id),
    )
    .where('source.partnership_id', 'in', scope.partnershipIds)
    .orderBy('source.position')
    .execute();
  const slots = await db
    .selectFrom('session_slot')
    .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
    .select(['session_slot.organisation_id', 'organisation.name'])
    .where('session_slot.session_id', '=', sessionId)
    .where('session_slot.partnership_id', 'in', scope.partnershipIds)
    .orderBy('session_slot.position')
    .execute();
  const byPack = Map.groupBy(sources, ({ pack_id }) => pack_id);
  const onAgenda = new Set(slots.map(({ organisation_id }) => organisation_id));
  return new Map(
    packs.map(({ id, edition }) => {
      const own = byPack.get(id) ?? [];
      const inPack = new Set(own.map(({ organisation_id }) => organisation_id));
      const replaced = own.flatMap(({ name, superseded_at }) =>
        superseded_at === null
          ? []
          : [
              `${name} sent a newer version of its return on ${instantInWords(superseded_at)}. This pack has the version before it.`,
            ],
      );
      const withdrawn = own
        .filter(({ organisation_id }) => !onAgenda.has(organisation_id))
        .map(({ name }) => `${name} was taken off the agenda after this pack was compiled.`);
      const added = slots
        .filter(({ organisation_id }) => edition !== 'agency' && own.length > 0 && !inPack.has(organisation_id))
        .map(({ name }) => `${name} was added to the agenda after this pack was compiled, and is not in it.`);
      return [id, [...replaced, ...withdrawn, ...added]];
    }),
  );
}

/** The submissions of one pack in the order of its agencies. */
export async function listSources(db: Reader, scope: PartnershipScope, packId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('challenge_pack_agency')
    .select('submission_id')
    .where('pack_id', '=', packId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .orderBy('position')
    .execute();
  return rows.map(({ submission_id }) => submission_id);
}
