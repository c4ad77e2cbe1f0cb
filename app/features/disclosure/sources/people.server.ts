/** Who people are to a partnership or an organisation: accounts with their roles, contacts, and who asked to be let in. */
import { dayInWords } from '../../../platform/words.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { batch, lines, type OwnerColumn, type Source, source } from './source.ts';

export const partnershipPeople = [
  source(
    'access-request',
    (db, partnershipId, after) =>
      db
        .selectFrom('access_request')
        .select(['id', 'name', 'email', 'asked_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Request for access',
      dated: row.asked_at,
      text: lines([
        ['Name', row.name],
        ['E-mail', row.email],
      ]),
      people: [],
    }),
  ),
  source(
    'contact',
    // Of its members: contacts belong to the organisation, and the partnership reads and changes them in its directory.
    (db, partnershipId, after) =>
      db
        .selectFrom('organisation_contact as contact')
        .innerJoin('organisation', 'organisation.id', 'contact.organisation_id')
        .select(['contact.id', 'contact.name', 'contact.job_title', 'contact.email', 'contact.telephone'])
        .select(['contact.created_at', 'organisation.name as organisation'])
        .where('contact.removed_at', 'is', null)
        .where('contact.organisation_id', 'in', (eb) =>
          eb
            .selectFrom('partnership_member')
            .select('partnership_member.organisation_id')
            .where('partnership_member.partnership_id', '=', partnershipId)
            .where('partnership_member.left_on', 'is', null),
        )
        .where('contact.id', '>', after)
        .orderBy('contact.id')
        .limit(batch),
    contactOf,
  ),
] as const;

export const organisationContacts = source(
  'contact',
  (db, organisationId, after) =>
    db
      .selectFrom('organisation_contact as contact')
      .innerJoin('organisation', 'organisation.id', 'contact.organisation_id')
      .select(['contact.id', 'contact.name', 'contact.job_title', 'contact.email', 'contact.telephone'])
      .select(['contact.created_at', 'organisation.name as organisation'])
      .where('contact.organisation_id', '=', organisationId)
      .where('contact.id', '>', after)
      .orderBy('contact.id')
      .limit(batch),
  contactOf,
);

interface Contact {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly job_title: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly created_at: string;
}

function contactOf(row: Contact) {
  return {
    title: `Contact of ${row.organisation}`,
    dated: row.created_at,
    text: lines([
      ['Name', row.name],
      ['Job title', row.job_title],
      ['E-mail', row.email],
      ['Telephone', row.telephone],
    ]),
    people: [],
  };
}

/** Accounts of people who hold or held a role with the owner, with those roles alone. */
export const accounts = (owner: OwnerColumn): Source =>
  source(
    'account',
    (db, ownerId, after) =>
      db
        .selectFrom('role_grant as grant')
        .innerJoin('person', 'person.id', 'grant.person_id')
        .select(['grant.id', 'grant.role', 'grant.from_on', 'grant.to_on', 'grant.person_id', 'grant.created_at'])
        .select(['person.name', 'person.email', 'person.job_title'])
        .where(owner === 'partnership_id' ? 'grant.partnership_id' : 'grant.organisation_id', '=', ownerId)
        .where('grant.id', '>', after)
        .orderBy('grant.id')
        .limit(batch),
    (row) => ({
      title: 'Account and role',
      dated: row.created_at,
      text: lines([
        ['Name', row.name],
        ['E-mail', row.email],
        ['Job title', row.job_title],
        ['Role', nameOfRole(row.role)],
        ['From', dayInWords(row.from_on)],
        ['Until', row.to_on === null ? null : dayInWords(row.to_on)],
      ]),
      people: [row.person_id],
    }),
  );

const nameOfRole = (role: string): string => new Map<string, string>(Object.entries(roleNames)).get(role) ?? role;
