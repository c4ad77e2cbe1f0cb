import { sql } from 'kysely';
import type { Trx } from '../../../db/client.server.ts';
import { copiesByAddress, copiesById, erasedWithPerson, typedNames } from './map/copies-of-a-person.ts';
import { readPath } from './map/index.ts';

/** What stands where a name stood. */
export const erasedName = 'Somebody who left';
/** An address that no mail reaches, and that no two people share. */
export const erasedAddress = (personId: string): string => `${personId}@erased.invalid`;

/**
 * Makes an account one that names nobody: the row stays, because events and records name its identifier, and everything
 * that says who it was goes or is written over, copies elsewhere among it. Doing it twice does nothing more. Names in what
 * was signed, sent or issued stay with it (`namesThatStay`).
 */
export async function erasePerson(trx: Trx, personId: string, now: string): Promise<void> {
  const person = await trx
    .selectFrom('person')
    .select(['name', 'email', 'revision'])
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person) return;
  const partnerships = await partnershipsOf(trx, personId);
  // Links and attempts name each other by hash, whoever they are for.
  await trx
    .deleteFrom('sign_in_attempt')
    .where('link_hash', 'in', trx.selectFrom('sign_in_link').select('token_hash').where('person_id', '=', personId))
    .execute();
  for (const path of erasedWithPerson) {
    const { table, column } = readPath(path);
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${personId}`.execute(trx);
  }
  await trx.deleteFrom('outbox_message').where('to_address', '=', person.email).execute();
  await trx.deleteFrom('mail_address').where('address', '=', person.email).execute();
  for (const copy of copiesById)
    await sql`update ${sql.table(copy.table)} set ${sql.ref(copy.name)} = ${erasedName}
      ${copy.address === undefined ? sql`` : sql`, ${sql.ref(copy.address)} = ${erasedAddress(personId)}`}
      where ${sql.ref(copy.person)} = ${personId}`.execute(trx);
  for (const copy of copiesByAddress)
    await sql`update ${sql.table(copy.table)} set ${sql.ref(copy.name)} = ${erasedName},
      ${sql.ref(copy.address)} = ${erasedAddress(personId)}
      where lower(${sql.ref(copy.address)}) = ${person.email}`.execute(trx);
  if (partnerships.length > 0 && person.name !== erasedName)
    for (const { table, name } of typedNames)
      await sql`update ${sql.table(table)} set ${sql.ref(name)} = ${erasedName}
        where ${sql.ref(name)} = ${person.name} and partnership_id in (${sql.join(partnerships)})`.execute(trx);
  await trx
    .updateTable('person')
    .set({
      name: erasedName,
      email: erasedAddress(personId),
      job_title: null,
      deactivated_at: now,
      revision: person.revision + 1,
    })
    .where('id', '=', personId)
    .execute();
  await trx
    .insertInto('erased_person')
    .values({ person_id: personId, erased_at: now })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute();
}

/** The partnerships in which, or with whose organisations, somebody ever had a role. */
async function partnershipsOf(trx: Trx, personId: string): Promise<string[]> {
  const direct = await trx
    .selectFrom('role_grant')
    .select('partnership_id')
    .where('person_id', '=', personId)
    .where('partnership_id', 'is not', null)
    .execute();
  const byOrganisation = await trx
    .selectFrom('role_grant')
    .innerJoin('partnership_member', 'partnership_member.organisation_id', 'role_grant.organisation_id')
    .select('partnership_member.partnership_id')
    .where('role_grant.person_id', '=', personId)
    .execute();
  return [...new Set([...direct, ...byOrganisation].flatMap(({ partnership_id }) => partnership_id ?? []))];
}
