import { stringify } from 'csv-stringify/sync';
import type { Reader } from '../../../db/client.server.ts';
import { addDays } from '../../platform/clock.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { dayInWords } from '../../platform/words.ts';
import { roleNames } from '../accounts/permissions.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { quarterOf } from './quarters.ts';

/** Somebody who has not been here for so long should not have a role for nothing. */
const idleDays = 183;

export interface ReviewedRole {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly place: string;
  readonly since: string;
  /** The day on which the person was last here; null for somebody who never was. */
  readonly lastHere: string | null;
  /** Not here for six months, or never and invited longer ago than that. */
  readonly idle: boolean;
  /** The directory has taken this person out of the contacts of the organisation. */
  readonly contactEnded: boolean;
}

/** Roles in force in the partnerships of the scope and in their member organisations. */
const inForce = (db: Reader, scope: PartnershipScope, today: string) =>
  db
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .where('role_grant.from_on', '<=', today)
    .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]))
    .where('person.deactivated_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('role_grant.partnership_id', 'in', scope.partnershipIds),
        eb(
          'role_grant.organisation_id',
          'in',
          eb
            .selectFrom('partnership_member as member')
            .select('member.organisation_id')
            .where('member.partnership_id', 'in', scope.partnershipIds)
            .where('member.left_on', 'is', null),
        ),
      ]),
    );

const named = (db: Reader, scope: PartnershipScope, today: string) =>
  inForce(db, scope, today)
    .leftJoin('organisation', 'organisation.id', 'role_grant.organisation_id')
    .leftJoin('partnership', 'partnership.id', 'role_grant.partnership_id')
    .select((eb) => [
      'role_grant.id',
      'role_grant.role',
      'role_grant.from_on',
      'person.id as personId',
      'person.name',
      'person.email',
      'organisation.name as organisation',
      'partnership.name as partnership',
      eb
        .selectFrom('session')
        .select((max) => max.fn.max('session.last_seen_at').as('seen'))
        .whereRef('session.person_id', '=', 'person.id')
        .as('seen'),
      eb
        .selectFrom('organisation_contact as contact')
        .select('contact.id')
        .whereRef('contact.organisation_id', '=', 'role_grant.organisation_id')
        .where((own) => own(own.fn<string>('lower', ['contact.email']), '=', own.ref('person.email')))
        .where('contact.removed_at', 'is not', null)
        .limit(1)
        .as('endedContact'),
    ])
    .orderBy('person.name')
    .orderBy('role_grant.id');

type Row = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number];

function reviewed(row: Row, today: string): ReviewedRole {
  const names: Readonly<Record<string, string>> = roleNames;
  const lastHere = row.seen === null ? null : row.seen.slice(0, 10);
  return {
    id: row.id,
    personId: row.personId,
    name: row.name,
    email: row.email,
    role: names[row.role] ?? row.role,
    place: row.organisation ?? row.partnership ?? '',
    since: row.from_on,
    lastHere,
    idle: (lastHere ?? row.from_on) < addDays(today, -idleDays),
    contactEnded: row.endedContact !== null,
  };
}

/** Who may do what, where, and when they were last here: everybody by name, or only those to look at. */
export async function listRolesToReview(
  db: Reader,
  scope: PartnershipScope,
  { today, page: asked }: { readonly today: string; readonly page: number },
): Promise<Page<ReviewedRole>> {
  const { total } = await inForce(db, scope, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await named(db, scope, today).limit(pageSize).offset(offset).execute();
  return { items: rows.map((row) => reviewed(row, today)), page, pageCount, total: Number(total) };
}

/** The whole list as CSV; text that a spreadsheet would run is made harmless. */
export async function reviewAsCsv(db: Reader, scope: PartnershipScope, today: string): Promise<string> {
  const rows = (await named(db, scope, today).execute()).map((row) => reviewed(row, today));
  return stringify(
    rows.map((row) => [
      row.name,
      row.email,
      row.role,
      row.place,
      row.since,
      row.lastHere ?? '',
      row.idle ? 'Not here for six months' : '',
      row.contactEnded ? 'No contact of the organisation any more' : '',
    ]),
    {
      header: true,
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
      columns: ['Name', 'E-mail', 'Role', 'Where', 'Since', 'Last here', 'Idle', 'Contact'],
    },
  );
}

export interface AccessReview {
  readonly quarter: string;
  readonly people: number;
  readonly note: string;
  readonly by: string;
  readonly on: string;
}

const mostReviews = 8;

/** The reviews of the last two years, newest first. */
export async function listReviews(db: Reader, scope: PartnershipScope): Promise<AccessReview[]> {
  const rows = await db
    .selectFrom('access_review')
    .innerJoin('person', 'person.id', 'access_review.reviewed_by')
    .selectAll('access_review')
    .select('person.name as by')
    .where('partnership_id', 'in', scope.partnershipIds)
    .orderBy('quarter', 'desc')
    .limit(mostReviews)
    .execute();
  return rows.map((row) => ({
    quarter: row.quarter,
    people: row.people,
    note: row.note,
    by: row.by,
    on: dayInWords(row.reviewed_at.slice(0, 10)),
  }));
}

/** The quarter of today where nobody has looked through the roles in it; null where somebody has. */
export async function findReviewDue(db: Reader, scope: PartnershipScope, today: string): Promise<string | null> {
  const quarter = quarterOf(today);
  const done = await db
    .selectFrom('access_review')
    .select('partnership_id')
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('quarter', '=', quarter)
    .execute();
  return done.length >= scope.partnershipIds.length ? null : quarter;
}

/**
 * Records that somebody looked through the roles of this quarter. A second one in the same quarter takes the place of the
 * first, with its revision counted. Refuses another quarter than today's as unknown.
 */
export async function confirmReview(
  portal: Portal,
  viewer: Viewer,
  { quarter, note }: { readonly quarter: string; readonly note: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'people.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (quarter !== quarterOf(stamp.today)) throw notFound();
    for (const partnershipId of scope.partnershipIds) {
      const { people } = await inForce(trx, { partnershipIds: [partnershipId] }, stamp.today)
        .select((eb) => eb.fn.count<number>('role_grant.person_id').distinct().as('people'))
        .executeTakeFirstOrThrow();
      const said = { people: Number(people), note, reviewed_by: viewer.personId, reviewed_at: stamp.now };
      const id = stamp.newId();
      await trx
        .insertInto('access_review')
        .values({ id, partnership_id: partnershipId, quarter, revision: 1, ...said })
        .onConflict((conflict) =>
          conflict
            .columns(['partnership_id', 'quarter'])
            .doUpdateSet((eb) => ({ ...said, revision: eb('access_review.revision', '+', 1) })),
        )
        .execute();
      await recordEvent(trx, stamp, {
        type: 'access.reviewed',
        owner: { partnershipId },
        actorId: viewer.personId,
        subject: { kind: 'partnership', id: partnershipId },
        detail: { quarter, people: Number(people) },
      });
    }
  });
}
