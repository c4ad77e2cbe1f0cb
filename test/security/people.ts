/** Everybody who asks: each role in our organisation, beside it and elsewhere, roles that ended, and nobody. */
import { findOrAddPerson } from '../../app/features/accounts/commands/add-person.server.ts';
import {
  type EmergencyReader,
  type OrganisationRole,
  organisationRoles,
  type PartnershipRole,
  partnershipRoles,
} from '../../app/features/accounts/permissions.ts';
import { addMinutes } from '../../app/platform/clock.ts';
import { hashToken } from '../../app/platform/ids.ts';
import type { TestPortal } from '../setup/each-database.ts';
import type { Tenants } from './tenants.ts';

/** A role as it is in force today, whatever the database says: expectations come from here. */
export type Held =
  | { readonly role: OrganisationRole | EmergencyReader; readonly organisationId: string }
  | { readonly role: PartnershipRole | EmergencyReader; readonly partnershipId: string };

export interface Asker {
  readonly name: string;
  readonly token: string | undefined;
  /** Signed in, in the eyes of the portal. */
  readonly known: boolean;
  readonly holds: readonly Held[];
  /** What emergency access lets them read, and never change. */
  readonly reads?: readonly Held[];
  /** Has a part of each return of our organisation handed to them. */
  readonly holdsPart?: true;
  /** Looks after the installation. */
  readonly administers?: true;
  /** Was given the return that stands for all, and has declared that nothing is in the way. */
  readonly assigned?: true;
}

interface Dated {
  readonly held: Held;
  readonly from?: string;
  readonly to?: string;
}

const inForce = ({ from, to }: Dated, today: string) =>
  (from === undefined || from <= today) && (to === undefined || to > today);

export async function everybody(portal: TestPortal, tenants: Tenants): Promise<Asker[]> {
  const { ours, theirs, organisationId, neighbourId, thirdId, trustId, theirOrganisationId } = tenants;
  const { db } = portal.database;
  const { today, now } = portal.stamp();
  const askers: Asker[] = [{ name: 'nobody', token: undefined, known: false, holds: [] }];

  const signIn = async (personId: string): Promise<string> => {
    const token = `matrix-${personId}`;
    await db
      .insertInto('session')
      .values({
        token_hash: hashToken(token, portal.config.sessionSecret),
        person_id: personId,
        created_at: now,
        last_seen_at: now,
        expires_at: addMinutes(now, 600),
        ended_at: null,
      })
      .execute();
    return token;
  };
  const add = async (name: string, grants: readonly Dated[], more: Partial<Asker> = {}): Promise<void> => {
    const person = await portal.database.transaction((trx) =>
      findOrAddPerson(trx, portal.stamp(), { email: `${portal.newId()}@example.org`, name, jobTitle: null }, null),
    );
    for (const { held, from, to } of grants)
      await db
        .insertInto('role_grant')
        .values({
          id: portal.newId(),
          person_id: person.id,
          role: held.role,
          organisation_id: 'organisationId' in held ? held.organisationId : null,
          partnership_id: 'partnershipId' in held ? held.partnershipId : null,
          from_on: from ?? '2026-01-01',
          to_on: to ?? null,
          granted_by: null,
          created_at: now,
        })
        .execute();
    if (more.administers)
      await db
        .insertInto('system_role_grant')
        .values({
          id: portal.newId(),
          person_id: person.id,
          role: 'system-administrator',
          from_on: '2026-01-01',
          to_on: null,
          granted_by: null,
          created_at: now,
        })
        .execute();
    const token = await signIn(person.id);
    const holds = grants.filter((grant) => inForce(grant, today)).map(({ held }) => held);
    askers.push({ name, token, known: true, holds, ...more });
  };
  const at = (role: OrganisationRole, id: string): Held => ({ role, organisationId: id });
  const for_ = (role: PartnershipRole, id: string): Held => ({ role, partnershipId: id });
  const organisational = Object.keys(organisationRoles) as OrganisationRole[];
  const partnerships = Object.keys(partnershipRoles) as PartnershipRole[];

  for (const role of organisational) {
    await add(`${role} here`, [{ held: at(role, organisationId) }]);
    await add(`${role} of the neighbour`, [{ held: at(role, neighbourId) }]);
    await add(`${role} elsewhere`, [{ held: at(role, theirOrganisationId) }]);
    await add(`${role} until today`, [{ held: at(role, organisationId), to: today }]);
    await add(`${role} from tomorrow`, [{ held: at(role, organisationId), from: '2099-01-01' }]);
  }
  for (const role of partnerships) {
    await add(`${role} here`, [{ held: for_(role, ours.partnershipId) }]);
    await add(`${role} elsewhere`, [{ held: for_(role, theirs.partnershipId) }]);
    await add(`${role} of the other area of our organisation`, [{ held: for_(role, thirdId) }]);
    await add(`${role} until today`, [{ held: for_(role, ours.partnershipId), to: today }]);
  }
  await add('trust lead', [{ held: at('group-lead', trustId) }]);
  await add('lead of the trust itself', [{ held: at('safeguarding-lead', trustId) }]);
  await add('no role', []);
  await add('lead here and moderator elsewhere', [
    { held: at('safeguarding-lead', organisationId) },
    { held: for_('moderator', theirs.partnershipId) },
  ]);
  await add('observer here and manager elsewhere', [
    { held: for_('observer', ours.partnershipId) },
    { held: for_('business-manager', theirs.partnershipId) },
  ]);
  await add('moderator here and manager elsewhere', [
    { held: for_('moderator', ours.partnershipId) },
    { held: for_('business-manager', theirs.partnershipId) },
  ]);
  await add('manager here and observer elsewhere', [
    { held: for_('business-manager', ours.partnershipId) },
    { held: for_('observer', theirs.partnershipId) },
  ]);
  await add('signatory here and lead of the neighbour too', [
    { held: at('headteacher', organisationId) },
    { held: at('safeguarding-lead', neighbourId) },
  ]);
  await add('contributor here and lead elsewhere', [
    { held: at('contributor', organisationId) },
    { held: at('safeguarding-lead', theirOrganisationId) },
  ]);
  await add('peer here and lead elsewhere', [
    { held: for_('peer-moderator', ours.partnershipId) },
    { held: at('safeguarding-lead', theirOrganisationId) },
  ]);
  await add('delegate whose dates are over', [
    { held: at('delegate-signatory', organisationId), from: '2026-06-01', to: '2026-10-31' },
  ]);
  const administers = { administers: true } as const;
  const knownAs = async (personId: string, name: string, held: Held, more: Partial<Asker>) =>
    askers.push({ name, token: await signIn(personId), known: true, holds: [held], ...more });
  await knownAs(tenants.holder.personId, 'contributor with a part', at('contributor', organisationId), {
    holdsPart: true,
  });
  const peer = ours.viewers.peer?.personId ?? '';
  await knownAs(peer, 'peer who was given it', for_('peer-moderator', ours.partnershipId), { assigned: true });
  async function addEmergency(
    name: string,
    place: { readonly organisation_id?: string; readonly partnership_id?: string },
    minutes: number,
    reads: readonly Held[],
  ): Promise<void> {
    await add(`system administrator ${name}`, [], administers);
    const person = await db
      .selectFrom('person')
      .select('id')
      .where('name', '=', `system administrator ${name}`)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('emergency_access')
      .values({
        id: portal.newId(),
        person_id: person.id,
        organisation_id: place.organisation_id ?? null,
        partnership_id: place.partnership_id ?? null,
        reason: 'To see that nothing more opens',
        opened_at: now,
        ends_at: addMinutes(now, minutes),
        ended_at: null,
        ended_by: null,
        revision: 1,
      })
      .execute();
    const last = askers.pop();
    if (last) askers.push({ ...last, reads });
  }
  await add('system administrator', [], { administers: true });
  const read = 'emergency-reader' as const;
  await addEmergency('with an hour in our organisation', { organisation_id: organisationId }, 60, [
    { role: read, organisationId },
  ]);
  await addEmergency('with an hour in our partnership', { partnership_id: ours.partnershipId }, 60, [
    { role: read, partnershipId: ours.partnershipId },
  ]);
  await addEmergency('whose hour is over', { organisation_id: organisationId }, 0, []);
  await add('somebody whose account is closed', [{ held: at('safeguarding-lead', organisationId) }]);
  await db
    .updateTable('person')
    .set({ deactivated_at: now })
    .where('name', '=', 'somebody whose account is closed')
    .execute();
  return askers.map((asker) =>
    asker.name === 'somebody whose account is closed' ? { ...asker, known: false, holds: [] } : asker,
  );
}
