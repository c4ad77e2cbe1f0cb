import type { Reader } from '../../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../../platform/paging.ts';
import { mayInOrganisation, type PartnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { getIssuedLetter } from './issued-letter.server.ts';
import type { ReplyKind } from './reply.ts';

/** What an agency said to its letter, and what the partnership said to a question. */
export interface LetterReply {
  readonly id: string;
  readonly kind: ReplyKind;
  readonly text: string;
  readonly by: string;
  readonly at: string;
  /** It came after the day that was asked for. */
  readonly late: boolean;
  readonly answer: { readonly text: string; readonly by: string; readonly at: string } | null;
}

export interface LetterReplies {
  /** `YYYY-MM-DD`; null for letters that were issued before anybody was asked. */
  readonly replyBy: string | null;
  /** The day has passed and nothing came. */
  readonly overdue: boolean;
  /** Oldest first. */
  readonly replies: readonly LetterReply[];
}

/** How many replies a page shows; there is mostly one. */
const mostReplies = 100;

/** The replies to a letter that the caller has found within its scope. */
export async function listReplies(
  db: Reader,
  { letterId }: { readonly letterId: string },
  today: string,
): Promise<LetterReplies> {
  const { reply_by: replyBy } = await db
    .selectFrom('outcome_letter')
    .select('reply_by')
    .where('id', '=', letterId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('letter_reply')
    .innerJoin('person', 'person.id', 'letter_reply.replied_by')
    .leftJoin('person as answerer', 'answerer.id', 'letter_reply.answered_by')
    .selectAll('letter_reply')
    .select(['person.name', 'answerer.name as answerer'])
    .where('letter_id', '=', letterId)
    .orderBy('replied_at')
    .orderBy('letter_reply.id')
    .limit(mostReplies)
    .execute();
  return {
    replyBy,
    overdue: replyBy !== null && replyBy < today && rows.length === 0,
    replies: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      text: row.text,
      by: row.name,
      at: row.replied_at,
      late: replyBy !== null && row.replied_at.slice(0, 10) > replyBy,
      answer:
        row.answer !== null && row.answerer !== null && row.answered_at !== null
          ? { text: row.answer, by: row.answerer, at: row.answered_at }
          : null,
    })),
  };
}

/** The page on which an agency replies: for whoever reads the letter. */
export interface ReplyPage extends LetterReplies {
  readonly returnId: string;
  readonly reference: string;
  readonly organisation: string;
  readonly cycle: string;
  readonly mayReply: boolean;
}

/** The replies to the letter about a return. A return without a letter, and one of others, are refused as not found. */
export async function getReplyPage(db: Reader, viewer: Viewer, returnId: string, today: string): Promise<ReplyPage> {
  const { id, organisationId, model } = await getIssuedLetter(db, viewer, returnId);
  return {
    ...(await listReplies(db, { letterId: id }, today)),
    returnId,
    reference: model.reference,
    organisation: model.organisation,
    cycle: model.cycleTitle,
    mayReply: mayInOrganisation(viewer, 'letter.reply', organisationId),
  };
}

/** A letter of which something is awaited: a reply that is overdue, or an answer to a question. */
export interface AwaitedReply {
  readonly submissionId: string;
  readonly organisation: string;
  readonly cycle: string;
  readonly reference: string;
  readonly what: 'reply-overdue' | 'question';
  /** The day the reply was due, or the day the question came. */
  readonly since: string;
}

/** Letters whose reply is overdue, then questions without an answer, each oldest first; a page at a time. */
export async function listAwaitedReplies(
  db: Reader,
  scope: PartnershipScope,
  today: string,
  pageAsked: number,
): Promise<Page<AwaitedReply>> {
  const overdue = () =>
    db
      .selectFrom('outcome_letter')
      .where('outcome_letter.partnership_id', 'in', scope.partnershipIds)
      .where('reply_by', '<', today)
      .where((eb) =>
        eb.not(eb.exists(eb.selectFrom('letter_reply').select('id').whereRef('letter_id', '=', 'outcome_letter.id'))),
      );
  const questions = () =>
    db
      .selectFrom('letter_reply')
      .where('letter_reply.partnership_id', 'in', scope.partnershipIds)
      .where('letter_reply.kind', '=', 'question')
      .where('answered_at', 'is', null);
  const { late } = await overdue()
    .select((eb) => eb.fn.countAll<number>().as('late'))
    .executeTakeFirstOrThrow();
  const { asked } = await questions()
    .select((eb) => eb.fn.countAll<number>().as('asked'))
    .executeTakeFirstOrThrow();
  const total = Number(late) + Number(asked);
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const lateRows = await overdue()
    .innerJoin('submission', 'submission.id', 'outcome_letter.submission_id')
    .innerJoin('organisation', 'organisation.id', 'outcome_letter.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select(['outcome_letter.submission_id', 'organisation.name', 'cycle.name as cycle', 'outcome_letter.reference'])
    .select('reply_by as since')
    .orderBy('reply_by')
    .orderBy('outcome_letter.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const askedRows = await questions()
    .innerJoin('outcome_letter', 'outcome_letter.id', 'letter_reply.letter_id')
    .innerJoin('submission', 'submission.id', 'outcome_letter.submission_id')
    .innerJoin('organisation', 'organisation.id', 'outcome_letter.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select(['outcome_letter.submission_id', 'organisation.name', 'cycle.name as cycle', 'outcome_letter.reference'])
    .select('replied_at as since')
    .orderBy('replied_at')
    .orderBy('letter_reply.id')
    .limit(pageSize - lateRows.length)
    .offset(Math.max(0, offset - Number(late)))
    .execute();
  const entry =
    (what: AwaitedReply['what']) =>
    (row: (typeof lateRows)[number]): AwaitedReply => ({
      submissionId: row.submission_id,
      organisation: row.name,
      cycle: row.cycle,
      reference: row.reference,
      what,
      since: (row.since ?? '').slice(0, 10),
    });
  return {
    items: [...lateRows.map(entry('reply-overdue')), ...askedRows.map(entry('question'))],
    page,
    pageCount,
    total,
  };
}
