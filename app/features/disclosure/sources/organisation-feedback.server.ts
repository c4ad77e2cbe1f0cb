/** What came back to an organisation about its returns and what it said to that, what it was asked, and what it shares. */
import { batch, lines, source, textOfJson } from './source.ts';

export const organisationFeedback = [
  source(
    'rating-reply',
    (db, organisationId, after) =>
      db
        .selectFrom('rating_reply')
        .select(['id', 'question_code', 'text', 'written_by', 'written_at'])
        .where('organisation_id', '=', organisationId)
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
    'letter',
    (db, organisationId, after) =>
      db
        .selectFrom('outcome_letter')
        .select(['id', 'reference', 'model', 'issued_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Outcome letter ${row.reference}`,
      dated: row.issued_at,
      text: textOfJson(row.model),
      people: [],
    }),
  ),
  source(
    'letter-reply',
    (db, organisationId, after) =>
      db
        .selectFrom('letter_reply')
        .select(['id', 'text', 'answer', 'replied_by', 'replied_at'])
        .where('organisation_id', '=', organisationId)
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
      people: [row.replied_by],
    }),
  ),
  source(
    'response',
    (db, organisationId, after) =>
      db
        .selectFrom('written_response')
        .select(['id', 'reference', 'model', 'sent_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Written response ${row.reference}`,
      dated: row.sent_at,
      text: textOfJson(row.model),
      people: [],
    }),
  ),
  source(
    'escalation-letter',
    (db, organisationId, after) =>
      db
        .selectFrom('escalation_letter')
        .select(['id', 'reference', 'model', 'released_at'])
        .where('organisation_id', '=', organisationId)
        .where('status', '=', 'released')
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Letter ${row.reference ?? ''}`,
      dated: row.released_at,
      text: row.model === null ? '' : textOfJson(row.model),
      people: [],
    }),
  ),
  source(
    'information-entry',
    (db, organisationId, after) =>
      db
        .selectFrom('information_request_entry')
        .select(['id', 'note', 'given_by', 'made_by', 'made_at'])
        .where('organisation_id', '=', organisationId)
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
  source(
    'information',
    (db, organisationId, after) =>
      db
        .selectFrom('information_request')
        .select(['id', 'reference', 'asked', 'created_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Request for information ${row.reference}`,
      dated: row.created_at,
      text: row.asked,
      people: [],
    }),
  ),
  source(
    'practice',
    (db, organisationId, after) =>
      db
        .selectFrom('good_practice')
        .select(['id', 'reference', 'title', 'what', 'difference', 'contact', 'suggestion', 'created_by', 'changed_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Good practice ${row.reference}`,
      dated: row.changed_at,
      text: lines([
        ['', row.title],
        ['What', row.what],
        ['Difference', row.difference],
        ['Whom to ask', row.contact],
        ['Why it was suggested', row.suggestion],
      ]),
      people: [row.created_by],
    }),
  ),
] as const;
