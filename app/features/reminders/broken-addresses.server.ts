import type { Reader } from '../../../db/client.server.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';

export interface BrokenAddress {
  readonly name: string;
  readonly address: string;
  readonly since: string;
  readonly reason: string;
}

/** People of a partnership and of its members today to whose address nothing can be delivered, by name. */
export async function listBrokenAddresses(
  db: Reader,
  scope: PartnershipScope,
  today: string,
  limit: number,
): Promise<BrokenAddress[]> {
  const rows = await db
    .selectFrom('mail_address')
    .innerJoin('person', 'person.email', 'mail_address.address')
    .select(['person.name', 'mail_address.address', 'mail_address.broken_since', 'mail_address.broken_reason'])
    .where('mail_address.broken_since', 'is not', null)
    .where('person.deactivated_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('role_grant')
          .leftJoin('partnership_member', 'partnership_member.organisation_id', 'role_grant.organisation_id')
          .select('role_grant.id')
          .whereRef('role_grant.person_id', '=', 'person.id')
          .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]))
          .where((eb) =>
            eb.or([
              eb('role_grant.partnership_id', 'in', scope.partnershipIds),
              eb.and([
                eb('partnership_member.partnership_id', 'in', scope.partnershipIds),
                eb('partnership_member.left_on', 'is', null),
              ]),
            ]),
          ),
      ),
    )
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    name: row.name,
    address: row.address,
    since: row.broken_since ?? '',
    reason: row.broken_reason ?? '',
  }));
}
