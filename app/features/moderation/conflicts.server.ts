import type { Reader } from '../../../db/client.server.ts';
import { asThePortal } from '../../../db/reach.ts';
import type { Viewer } from '../accounts/viewer.ts';

/** Why somebody must not judge an organisation. */
export interface Conflict {
  readonly kind: 'own' | 'trust' | 'declared';
  /** A sentence without its full stop, after the person's name or "You". */
  readonly words: { readonly you: string; readonly they: string };
}

interface JudgedReturn {
  readonly partnershipId: string;
  readonly organisationId: string;
  readonly organisationName: string;
}

/**
 * What keeps a person from judging an organisation: a role in it, a role in its trust or group or in another site of it,
 * or an interest that they declared. Undefined where nothing does. A link to a trust that has ended counts no more.
 */
export const findConflict = (
  db: Reader,
  person: Pick<Viewer, 'personId' | 'organisationRoles'>,
  judged: JudgedReturn,
): Promise<Conflict | undefined> =>
  asThePortal('whether somebody would judge their own organisation', () => conflictOf(db, person, judged), db);

async function conflictOf(
  db: Reader,
  person: Pick<Viewer, 'personId' | 'organisationRoles'>,
  { partnershipId, organisationId, organisationName }: JudgedReturn,
): Promise<Conflict | undefined> {
  const own = [...new Set(person.organisationRoles.map((grant) => grant.organisationId))];
  if (own.includes(organisationId)) return conflict('own', 'have', 'has', `a role in ${organisationName}`);
  if (own.length > 0) {
    const groups = await db
      .selectFrom('organisation_site')
      .select('group_id')
      .where('to_on', 'is', null)
      .where((eb) => eb.or([eb('site_id', '=', organisationId), eb('group_id', '=', organisationId)]))
      .execute();
    const groupIds = [...new Set(groups.map((row) => row.group_id))];
    if (groupIds.length > 0) {
      const shared = await db
        .selectFrom('organisation_site')
        .select('site_id')
        .where('to_on', 'is', null)
        .where('group_id', 'in', groupIds)
        .where((eb) => eb.or([eb('site_id', 'in', own), eb('group_id', 'in', own)]))
        .limit(1)
        .executeTakeFirst();
      if (shared) return conflict('trust', 'have', 'has', `a role in the trust or group of ${organisationName}`);
    }
  }
  const declared = await db
    .selectFrom('declared_interest')
    .select('id')
    .where('partnership_id', '=', partnershipId)
    .where('person_id', '=', person.personId)
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return declared ? conflict('declared', 'declared', 'declared', `an interest in ${organisationName}`) : undefined;
}

const conflict = (kind: Conflict['kind'], you: string, they: string, rest: string): Conflict => ({
  kind,
  words: { you: `You ${you} ${rest}`, they: `${they} ${rest}` },
});
