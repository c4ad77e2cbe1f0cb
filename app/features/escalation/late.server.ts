import type { Reader } from '../../../db/client.server.ts';
import type { ReturnStatus } from '../returns/rules.ts';
import type { Subject } from './ladder.ts';

/** Something that is late on a day. */
export interface Late {
  readonly subject: Subject;
  readonly id: string;
  /** "Action A-7K3M". */
  readonly name: string;
  /** Null for a group's own action and for a body without an account. */
  readonly organisationId: string | null;
  /** Of the organisation, or of the group or body. */
  readonly organisation: string;
  readonly sector: 'agency' | 'setting' | null;
  readonly dutyBasis: string;
  /** The date in force. */
  readonly dueOn: string;
  /** Who owns it, where one person does; who stands behind it. */
  readonly ownerId: string | null;
  readonly sponsorId: string | null;
  /** Its own page. */
  readonly path: string;
}

export interface LateScope {
  readonly partnershipId: string;
  readonly today: string;
  /** Of one thing alone. */
  readonly id?: string;
}

/** States of a return that has not been sent. */
export const unsent = ['not-started', 'in-progress', 'awaiting-sign-off', 'signed'] as const satisfies ReturnStatus[];

/** Everything of a kind that is late in a partnership. What belongs to an organisation that has left is not waited for. */
export const listLate = (db: Reader, subject: Subject, scope: LateScope): Promise<Late[]> =>
  queries[subject](db, scope);

/** One thing, if it is late now. */
export const findLate = async (db: Reader, subject: Subject, scope: LateScope & { readonly id: string }) =>
  (await listLate(db, subject, scope))[0];

const queries: Readonly<Record<Subject, (db: Reader, scope: LateScope) => Promise<Late[]>>> = {
  // More time that is asked for changes nothing here; more time that is granted is another date.
  async action(db, { partnershipId, today, id }) {
    const rows = await db
      .selectFrom('action')
      .leftJoin('organisation', 'organisation.id', 'action.organisation_id')
      .leftJoin('partnership_group as group', 'group.id', 'action.group_id')
      .select([
        'action.id',
        'action.reference',
        'action.due_on as dueOn',
        'action.organisation_id as organisationId',
        'action.owner_id as ownerId',
        'action.sponsor_id as sponsorId',
        'organisation.name as organisation',
        'organisation.sector',
        'organisation.duty_basis as dutyBasis',
        'group.name as group',
      ])
      .where('action.partnership_id', '=', partnershipId)
      .where('action.status', 'in', ['open', 'in-progress'])
      .where('action.due_on', '<', today)
      .$if(id !== undefined, (query) => query.where('action.id', '=', id ?? ''))
      .where((eb) =>
        eb.or([
          eb('action.organisation_id', 'is', null),
          eb.exists(
            eb
              .selectFrom('partnership_member as member')
              .select('member.id')
              .whereRef('member.organisation_id', '=', 'action.organisation_id')
              .where('member.partnership_id', '=', partnershipId)
              .where('member.left_on', 'is', null),
          ),
        ]),
      )
      .orderBy('action.due_on')
      .orderBy('action.id')
      .execute();
    return rows.map(({ reference, group, organisation, dutyBasis, ...row }) => ({
      ...row,
      subject: 'action',
      name: `Action ${reference}`,
      organisation: organisation ?? group ?? 'the partnership',
      dutyBasis: dutyBasis ?? 'voluntary',
      path: `/actions/${row.id}`,
    }));
  },

  async return(db, { partnershipId, today, id }) {
    const rows = await db
      .selectFrom('agency_return as return')
      .innerJoin('cycle', 'cycle.id', 'return.cycle_id')
      .innerJoin('organisation', 'organisation.id', 'return.organisation_id')
      .innerJoin('partnership_member as member', (join) =>
        join
          .onRef('member.organisation_id', '=', 'return.organisation_id')
          .onRef('member.partnership_id', '=', 'return.partnership_id')
          .on('member.left_on', 'is', null),
      )
      .select([
        'return.id',
        'return.due_on as dueOn',
        'cycle.name as cycle',
        'organisation.id as organisationId',
        'organisation.name as organisation',
        'organisation.sector',
        'organisation.duty_basis as dutyBasis',
      ])
      .where('return.partnership_id', '=', partnershipId)
      .where('cycle.status', '=', 'open')
      .where('return.status', 'in', unsent)
      .where('return.due_on', '<', today)
      .$if(id !== undefined, (query) => query.where('return.id', '=', id ?? ''))
      .orderBy('return.due_on')
      .orderBy('return.id')
      .execute();
    return rows.map(({ cycle, ...row }) => ({
      ...row,
      subject: 'return',
      name: `The return for ${cycle}`,
      path: `/returns/${row.id}`,
      ownerId: null,
      sponsorId: null,
    }));
  },

  async challenge(db, { partnershipId, today, id }) {
    const rows = await db
      .selectFrom('challenge_log_entry as entry')
      .leftJoin('organisation', 'organisation.id', 'entry.raised_to_organisation_id')
      .select([
        'entry.id',
        'entry.reference',
        'entry.due_on as dueOn',
        'entry.raised_to_organisation_id as organisationId',
        'entry.raised_to_name as organisation',
        'organisation.sector',
        'organisation.duty_basis as dutyBasis',
      ])
      .where('entry.partnership_id', '=', partnershipId)
      .where('entry.status', '=', 'open')
      .where('entry.due_on', '<', today)
      .$if(id !== undefined, (query) => query.where('entry.id', '=', id ?? ''))
      .where((eb) =>
        eb.or([
          eb('entry.raised_to_organisation_id', 'is', null),
          eb.exists(
            eb
              .selectFrom('partnership_member as member')
              .select('member.id')
              .whereRef('member.organisation_id', '=', 'entry.raised_to_organisation_id')
              .where('member.partnership_id', '=', partnershipId)
              .where('member.left_on', 'is', null),
          ),
        ]),
      )
      .orderBy('entry.due_on')
      .orderBy('entry.id')
      .execute();
    return rows.map(({ reference, dutyBasis, ...row }) => ({
      ...row,
      subject: 'challenge',
      name: `The answer to challenge ${reference}`,
      path: `/challenge-log/${row.id}`,
      dutyBasis: dutyBasis ?? 'voluntary',
      ownerId: null,
      sponsorId: null,
    }));
  },

  // Once its return is closed, nobody waits for a reply to a letter.
  async letter(db, { partnershipId, today, id }) {
    const rows = await db
      .selectFrom('outcome_letter as letter')
      .innerJoin('submission', 'submission.id', 'letter.submission_id')
      .innerJoin('agency_return as return', 'return.id', 'submission.return_id')
      .innerJoin('organisation', 'organisation.id', 'letter.organisation_id')
      .innerJoin('partnership_member as member', (join) =>
        join
          .onRef('member.organisation_id', '=', 'letter.organisation_id')
          .onRef('member.partnership_id', '=', 'letter.partnership_id')
          .on('member.left_on', 'is', null),
      )
      .select((eb) => [
        'letter.id',
        'letter.reference',
        'return.id as returnId',
        eb.ref('letter.reply_by').$notNull().as('dueOn'),
        'organisation.id as organisationId',
        'organisation.name as organisation',
        'organisation.sector',
        'organisation.duty_basis as dutyBasis',
      ])
      .where('letter.partnership_id', '=', partnershipId)
      .where('letter.reply_by', '<', today)
      .where('submission.superseded_at', 'is', null)
      .where('return.status', '<>', 'closed')
      .$if(id !== undefined, (query) => query.where('letter.id', '=', id ?? ''))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('letter_reply').select('letter_reply.id').whereRef('letter_reply.letter_id', '=', 'letter.id'),
          ),
        ),
      )
      .orderBy('letter.reply_by')
      .orderBy('letter.id')
      .execute();
    return rows.map(({ reference, returnId, ...row }) => ({
      ...row,
      subject: 'letter',
      name: `The reply to letter ${reference}`,
      path: `/returns/${returnId}/letter`,
      ownerId: null,
      sponsorId: null,
    }));
  },
};

/** Whether a thing belongs to one of these partnerships, late or not. */
export async function isTheirs(
  db: Reader,
  partnershipIds: readonly string[],
  subject: Subject,
  id: string,
): Promise<boolean> {
  const found = await db
    .selectFrom(tables[subject])
    .select('id')
    .where('id', '=', id)
    .where('partnership_id', 'in', partnershipIds)
    .executeTakeFirst();
  return found !== undefined;
}

const tables = {
  action: 'action',
  return: 'agency_return',
  challenge: 'challenge_log_entry',
  letter: 'outcome_letter',
} as const satisfies Record<Subject, string>;
