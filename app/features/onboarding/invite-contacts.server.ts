import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import { newLink } from '../accounts/commands/new-link.server.ts';
import { emailSchema } from '../accounts/schema.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { sendInvitation } from './invitations.server.ts';

/** Somebody of whom the directory knows an address, and who has no role in their organisation yet. */
export interface ContactToInvite {
  readonly contactId: string;
  readonly name: string;
  readonly jobTitle: string | null;
  readonly email: string;
  readonly organisation: string;
  /** Why they cannot be invited as they stand; null for those who can. */
  readonly problem: string | null;
}

/** Contacts of member organisations that are open, with an address, whose owner has no role there on the day. */
export const contactsWithoutRole = (db: Reader, scope: PartnershipScope, today: string) =>
  db
    .selectFrom('organisation_contact as contact')
    .innerJoin('organisation', 'organisation.id', 'contact.organisation_id')
    .innerJoin('partnership_member as member', 'member.organisation_id', 'contact.organisation_id')
    .where('member.partnership_id', 'in', scope.partnershipIds)
    .where('member.left_on', 'is', null)
    .where('organisation.status', '=', 'open')
    .where('contact.removed_at', 'is', null)
    .where('contact.email', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('role_grant')
            .innerJoin('person', 'person.id', 'role_grant.person_id')
            .select('role_grant.id')
            .whereRef('role_grant.organisation_id', '=', 'contact.organisation_id')
            .whereRef('person.email', '=', eb.fn<string>('lower', ['contact.email']))
            .where((or) => or.or([or('role_grant.to_on', 'is', null), or('role_grant.to_on', '>', today)])),
        ),
      ),
    );

/** Who would be invited, before anybody is: by the name of their organisation. */
export async function listContactsToInvite(
  db: Reader,
  scope: PartnershipScope,
  today: string,
  asked: number,
): Promise<Page<ContactToInvite>> {
  const { total } = await contactsWithoutRole(db, scope, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await contactsWithoutRole(db, scope, today)
    .select(['contact.id', 'contact.name', 'contact.job_title', 'contact.email', 'organisation.name as organisation'])
    .orderBy('organisation.name')
    .orderBy('contact.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      contactId: row.id,
      name: row.name,
      jobTitle: row.job_title,
      email: row.email ?? '',
      organisation: row.organisation,
      problem: emailSchema.safeParse(row.email).success ? null : 'This is no e-mail address',
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** Most invitations of one press. */
const mostAtOnce = 200;

/**
 * Invites contacts that were ticked as the safeguarding leads of their organisations. A contact of another partnership, one
 * that has a role by now, and one without a proper address, is left alone. Gives how many messages went out.
 */
export async function inviteContacts(
  portal: Portal,
  viewer: Viewer,
  contactIds: readonly string[],
): Promise<{ readonly invited: number }> {
  const scope = partnershipScope(viewer, 'people.change');
  const wanted = [...new Set(contactIds)].slice(0, mostAtOnce);
  const links = wanted.map(() => newLink(portal));
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const rows = await contactsWithoutRole(trx, scope, stamp.today)
      .select([
        'contact.id',
        'contact.name',
        'contact.job_title',
        'contact.email',
        'contact.organisation_id',
        'organisation.name as organisation',
        'member.partnership_id',
      ])
      .where('contact.id', 'in', ['', ...wanted])
      .orderBy('contact.id')
      .execute();
    let invited = 0;
    for (const row of rows) {
      const email = emailSchema.safeParse(row.email);
      const link = links[invited];
      if (!email.success || !link) continue;
      const sent = await sendInvitation(
        trx,
        stamp,
        link,
        {
          partnershipId: row.partnership_id,
          organisationId: row.organisation_id,
          organisation: row.organisation,
          role: 'safeguarding-lead',
          email: email.data,
          name: row.name,
          jobTitle: row.job_title,
        },
        viewer.personId,
      );
      if (sent) invited += 1;
    }
    return { invited };
  });
}
