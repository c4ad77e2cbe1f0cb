import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInOrganisation, type OrganisationScope, type Viewer } from '../accounts/viewer.ts';
import { type ConsentKind, isSharedOn, type PracticeStatus, practiceStatuses, statusInWords } from './rules.ts';
import { practiceScope, sharedItems } from './scope.server.ts';

export interface Consent {
  readonly id: string;
  readonly kind: ConsentKind;
  readonly until: string | null;
  /** With whom it was agreed to share it. */
  readonly partnerships: readonly string[];
  readonly by: string;
  readonly at: string;
}

export interface PracticeItem {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly status: PracticeStatus;
  readonly statusWords: string;
  readonly sharedNow: boolean;
  readonly title: string;
  readonly what: string;
  readonly difference: string;
  readonly contact: string;
  readonly standards: readonly { readonly standard: string; readonly title: string }[];
  readonly until: string | null;
  /** Who agreed last, and when. */
  readonly agreed: { readonly by: string; readonly at: string } | null;
  /** Its own organisation alone sees where it comes from, with whom it is shared, and who agreed and withdrew. */
  readonly own: {
    readonly suggestion: { readonly by: string; readonly partnership: string; readonly note: string } | null;
    readonly submissionId: string | null;
    readonly questionCode: string | null;
    readonly evidenceId: string | null;
    readonly partnerships: readonly { readonly id: string; readonly name: string }[];
    readonly consents: readonly Consent[];
    readonly may: { readonly agree: boolean; readonly decline: boolean; readonly withdraw: boolean };
  } | null;
}

/**
 * One item: for people of a partnership it is shared with, and for those who decide about it in its own organisation.
 * For everybody else, and from the moment it is withdrawn, it does not exist.
 */
export async function getPracticeItem(db: Reader, viewer: Viewer, id: string, today: string): Promise<PracticeItem> {
  const scope = await practiceScope(db, viewer);
  const row = await db
    .selectFrom('good_practice as item')
    .innerJoin('organisation', 'organisation.id', 'item.organisation_id')
    .leftJoin('person as suggester', 'suggester.id', 'item.suggested_by')
    .leftJoin('partnership', 'partnership.id', 'item.suggested_for')
    .selectAll('item')
    .select(['organisation.name as organisation', 'suggester.name as suggester', 'partnership.name as suggesting'])
    .where('item.id', '=', id)
    .where((eb) =>
      eb.or([
        eb('item.id', 'in', sharedItems(db, scope.partnershipIds, today).select('item.id')),
        ...(scope.own ? [eb('item.organisation_id', 'in', scope.own.organisationIds)] : []),
      ]),
    )
    .executeTakeFirst();
  if (!row) throw notFound();
  const isOwn = mayInOrganisation(viewer, 'good-practice.share', row.organisation_id);
  const consents = await listConsents(db, row.organisation_id, id);
  const agreed = consents.find(({ kind }) => kind === 'agreed');
  const { mayAgree, mayDecline, mayWithdraw } = practiceStatuses[row.status];
  return {
    id: row.id,
    reference: row.reference,
    revision: row.revision,
    organisation: { id: row.organisation_id, name: row.organisation },
    status: row.status,
    statusWords: statusInWords(row.status, row.shared_until, today),
    sharedNow: isSharedOn(row.status, row.shared_until, today),
    title: row.title,
    what: row.what,
    difference: row.difference,
    contact: row.contact,
    standards: await db
      .selectFrom('good_practice_tag')
      .select(['standard', 'title'])
      .where('item_id', '=', id)
      .where('organisation_id', '=', row.organisation_id)
      .orderBy('title')
      .execute(),
    until: row.shared_until,
    agreed: agreed ? { by: agreed.by, at: agreed.at } : null,
    own: isOwn
      ? {
          suggestion:
            row.suggester !== null && row.suggesting !== null && row.suggestion !== null
              ? { by: row.suggester, partnership: row.suggesting, note: row.suggestion }
              : null,
          submissionId: row.submission_id,
          questionCode: row.question_code,
          evidenceId: row.evidence_id,
          partnerships: await listSharing(db, row.organisation_id, id),
          consents,
          may: { agree: mayAgree, decline: mayDecline, withdraw: mayWithdraw },
        }
      : null,
  };
}

/** An item of an organisation that the viewer decides for; any other is refused as not found. */
export async function getOwnItem(db: Reader, viewer: Viewer, id: string, today: string) {
  const { own, ...item } = await getPracticeItem(db, viewer, id, today);
  if (!own) throw notFound();
  return { ...item, own };
}

const listSharing = (db: Reader, organisationId: string, itemId: string) =>
  db
    .selectFrom('good_practice_sharing as sharing')
    .innerJoin('partnership', 'partnership.id', 'sharing.partnership_id')
    .select(['partnership.id', 'partnership.name'])
    .where('sharing.organisation_id', '=', organisationId)
    .where('sharing.item_id', '=', itemId)
    .orderBy('partnership.name')
    .execute();

async function listConsents(db: Reader, organisationId: string, itemId: string): Promise<Consent[]> {
  const rows = await db
    .selectFrom('good_practice_consent as consent')
    .innerJoin('person', 'person.id', 'consent.made_by')
    .selectAll('consent')
    .select('person.name as by')
    .where('consent.organisation_id', '=', organisationId)
    .where('consent.item_id', '=', itemId)
    .orderBy('consent.made_at', 'desc')
    .orderBy('consent.id', 'desc')
    .limit(200)
    .execute();
  const idsOf = (stored: string | null) => (stored === null ? [] : z.array(z.string()).parse(JSON.parse(stored)));
  const ids = [...new Set(rows.flatMap(({ partnerships }) => idsOf(partnerships)))];
  const named =
    ids.length === 0 ? [] : await db.selectFrom('partnership').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    until: row.until_on,
    partnerships: idsOf(row.partnerships).map((partnership) => names.get(partnership) ?? partnership),
    by: row.by,
    at: row.made_at,
  }));
}

/** The partnerships that an organisation of the viewer's is a member of now: with whom it may share. */
export const listPartnershipsOf = (db: Reader, scope: OrganisationScope, organisationId: string) =>
  db
    .selectFrom('partnership_member as member')
    .innerJoin('partnership', 'partnership.id', 'member.partnership_id')
    .select(['partnership.id', 'partnership.name'])
    .where('member.organisation_id', '=', organisationId)
    .where('member.organisation_id', 'in', scope.organisationIds)
    .where('member.left_on', 'is', null)
    .orderBy('partnership.name')
    .limit(500)
    .execute();
