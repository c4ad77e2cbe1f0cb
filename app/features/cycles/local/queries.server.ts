import type { Reader } from '../../../../db/client.server.ts';
import type { Edition } from '../../../../standards/contract.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { getCycle } from '../queries.server.ts';
import type { Cycle } from '../schema.ts';
import { composeEdition, emptyPart, type LocalPart, localPartSchema, type PartOwner } from './local-part.ts';

/** The local questions of a cycle as they stand, and the revision to name when changing them; 0 when there are none. */
export interface StoredPart {
  readonly part: LocalPart;
  readonly revision: number;
}

/** What a partnership has added to a cycle of its own. */
export async function findLocalPart(db: Reader, cycle: Pick<Cycle, 'id' | 'partnershipId'>): Promise<StoredPart> {
  const row = await db
    .selectFrom('local_part')
    .select(['document', 'revision'])
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .executeTakeFirst();
  if (!row) return { part: emptyPart, revision: 0 };
  return { part: localPartSchema.parse(JSON.parse(row.document)), revision: row.revision };
}

/** Whom the questions belong to, as an edition names it. */
export async function getPartOwner(db: Reader, partnershipId: string, day: string): Promise<PartOwner> {
  const { name } = await db
    .selectFrom('partnership')
    .select('name')
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  return { name, day };
}

export interface LocalWork extends StoredPart {
  readonly cycle: Cycle;
  /** The shared edition that the questions are added to. */
  readonly base: Edition;
  readonly owner: PartOwner;
}

/** A cycle in scope with its local questions and the shared edition beneath them. */
export async function getLocalWork(
  db: Reader,
  scope: PartnershipScope,
  cycleId: string,
  today: string,
): Promise<LocalWork> {
  const cycle = await getCycle(db, scope, cycleId);
  const stored = await findLocalPart(db, cycle);
  const { edition: base } = await getEdition(db, cycle.baseEditionId);
  return { cycle, base, owner: await getPartOwner(db, cycle.partnershipId, today), ...stored };
}

/** The edition that a cycle asks or, while it is prepared, would ask. */
export const editionOfCycle = ({ base, part, owner }: LocalWork): Edition => composeEdition(base, part, owner);

/** One local question of a cycle. Refuses one that there is not as unknown. */
export function getLocalQuestion({ part }: StoredPart, code: string) {
  for (const standard of part.standards) {
    const question = standard.questions.find((one) => one.code === code);
    if (question) return { standard, question };
  }
  throw notFound();
}
