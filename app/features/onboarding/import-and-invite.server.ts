import type { Trx } from '../../../db/client.server.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import type { NewLink } from '../accounts/commands/new-link.server.ts';
import { newLink } from '../accounts/commands/new-link.server.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import {
  applyKeptFile,
  type KeptFile,
  partnershipOfImport,
  previewImport,
} from '../organisations/commands/import-organisations.server.ts';
import type { PlannedRow } from '../organisations/import/compare.ts';
import { sendInvitation } from './invitations.server.ts';
import { contactsWithoutRole } from './invite-contacts.server.ts';

/**
 * Applies a kept file as `applyKeptFile` does and invites, in the same transaction, the contacts that its dry run named, as
 * safeguarding leads of their organisations. Nobody is invited when nothing is imported. Gives how many messages went out.
 * Refuses, as unknown, a viewer who may not change people there.
 */
export async function importAndInvite(
  portal: Portal,
  viewer: Viewer,
  input: KeptFile & { readonly outcome: string },
): Promise<{ readonly ok: true; readonly invited: number } | { readonly ok: false; readonly problem: string }> {
  const partnershipId = partnershipOfImport(viewer, input.partnershipId);
  if (!partnershipScope(viewer, 'people.change').partnershipIds.includes(partnershipId)) throw notFound();
  const preview = await previewImport(portal, viewer, input);
  const most = 'dryRun' in preview ? preview.dryRun.invitees : 0;
  const links = Array.from({ length: most }, () => newLink(portal));
  let invited = 0;
  const applied = await applyKeptFile(portal, viewer, input, async (trx, stamp, rows) => {
    invited = await inviteRows(trx, stamp, { partnershipId, actorId: viewer.personId, rows, links });
  });
  return applied.ok ? { ok: true, invited } : applied;
}

const batch = 500;

async function inviteRows(
  trx: Trx,
  stamp: Stamp,
  {
    partnershipId,
    actorId,
    rows,
    links,
  }: {
    readonly partnershipId: string;
    readonly actorId: string;
    readonly rows: readonly PlannedRow[];
    readonly links: readonly NewLink[];
  },
): Promise<number> {
  const wanted = new Map(
    rows.flatMap(({ invites, next }) =>
      invites && next ? [[keyOf(next.name, next.kind, invites.email), invites]] : [],
    ),
  );
  const addresses = [...new Set([...wanted.values()].map(({ email }) => email))];
  let sent = 0;
  for (let start = 0; start < addresses.length; start += batch) {
    const contacts = await contactsWithoutRole(trx, { partnershipIds: [partnershipId] }, stamp.today)
      .select([
        'contact.email',
        'contact.job_title',
        'contact.organisation_id',
        'organisation.name as organisation',
        'organisation.kind',
      ])
      .where((eb) => eb(eb.fn<string>('lower', ['contact.email']), 'in', addresses.slice(start, start + batch)))
      .orderBy('contact.id')
      .execute();
    for (const contact of contacts) {
      const key = keyOf(contact.organisation, contact.kind, contact.email?.toLowerCase() ?? '');
      const invitee = wanted.get(key);
      const link = links[sent];
      if (!invitee || !link) continue;
      wanted.delete(key);
      const invitation = {
        partnershipId,
        organisationId: contact.organisation_id,
        organisation: contact.organisation,
        role: 'safeguarding-lead' as const,
        ...invitee,
        jobTitle: contact.job_title,
      };
      if (await sendInvitation(trx, stamp, link, invitation, actorId)) sent += 1;
    }
  }
  return sent;
}

const keyOf = (name: string, kind: string, email: string): string => JSON.stringify([name, kind, email]);
