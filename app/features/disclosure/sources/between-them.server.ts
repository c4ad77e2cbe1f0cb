/** What was written between an agency and its partnership: either holds it, and is asked for it. */
import { batch, lines, type OwnerColumn, type Source, source, textOfJson } from './source.ts';

export const betweenThem = (owner: OwnerColumn): readonly Source[] => [
  source(
    'thread',
    (db, ownerId, after) =>
      db
        .selectFrom('partnership_comment')
        .select(['id', 'text', 'author_id', 'posted_at'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Message between agency and partnership',
      dated: row.posted_at,
      text: row.text,
      people: [row.author_id],
    }),
  ),
  source(
    'rating-reply',
    (db, ownerId, after) =>
      db
        .selectFrom('rating_reply')
        .select(['id', 'question_code', 'text', 'written_by', 'written_at'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Reply to the rating of ${row.question_code}`,
      dated: row.written_at,
      text: row.text,
      people: [row.written_by],
    }),
  ),
  source(
    'send-back',
    (db, ownerId, after) =>
      db
        .selectFrom('return_reopening')
        .select(['id', 'asked_reason', 'opened_reason', 'end_reason', 'asked_by', 'opened_by', 'ended_by'])
        .select('opened_at')
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Return opened again',
      dated: row.opened_at,
      text: lines([
        ['Asked because', row.asked_reason],
        ['Opened because', row.opened_reason],
        ['Ended because', row.end_reason],
      ]),
      people: [row.asked_by, row.opened_by, row.ended_by],
    }),
  ),
  source(
    'extension',
    (db, ownerId, after) =>
      db
        .selectFrom('deadline_extension')
        .select(['id', 'reason', 'extended_by', 'extended_at'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({ title: 'Deadline moved', dated: row.extended_at, text: row.reason, people: [row.extended_by] }),
  ),
  source(
    'letter',
    (db, ownerId, after) =>
      db
        .selectFrom('outcome_letter')
        .select(['id', 'reference', 'model', 'issued_by', 'issued_at'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Outcome letter ${row.reference}`,
      dated: row.issued_at,
      text: textOfJson(row.model),
      people: [row.issued_by],
    }),
  ),
  source(
    'letter-reply',
    (db, ownerId, after) =>
      db
        .selectFrom('letter_reply')
        .select(['id', 'text', 'answer', 'replied_by', 'answered_by', 'replied_at'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Reply to a letter',
      dated: row.replied_at,
      text: lines([
        ['', row.text],
        ['Answer', row.answer],
      ]),
      people: [row.replied_by, row.answered_by],
    }),
  ),
  source(
    'response',
    (db, ownerId, after) =>
      db
        .selectFrom('written_response')
        .select(['id', 'reference', 'model', 'sent_by', 'sent_at'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Written response ${row.reference}`,
      dated: row.sent_at,
      text: textOfJson(row.model),
      people: [row.sent_by],
    }),
  ),
  source(
    'information-entry',
    (db, ownerId, after) =>
      db
        .selectFrom('information_request_entry')
        .select(['id', 'note', 'given_by', 'made_by', 'made_at'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Answer to a request for information',
      dated: row.made_at,
      text: lines([
        ['', row.note],
        ['Given by', row.given_by],
      ]),
      people: [row.made_by],
    }),
  ),
];
