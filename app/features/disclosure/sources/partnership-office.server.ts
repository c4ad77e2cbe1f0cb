/** What a partnership wrote to many at once, what it works on, what surveys told it, and notes of its office. */
import { batch, lines, source } from './source.ts';

export const partnershipOffice = [
  source(
    'response',
    (db, partnershipId, after) =>
      db
        .selectFrom('response_batch')
        .select(['id', 'text', 'created_by', 'created_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Written response to several at once',
      dated: row.created_at,
      text: row.text,
      people: [row.created_by],
    }),
  ),
  source(
    'group',
    (db, partnershipId, after) =>
      db
        .selectFrom('partnership_group')
        .select(['id', 'name', 'created_by', 'created_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Group of the partnership',
      dated: row.created_at,
      text: row.name,
      people: [row.created_by],
    }),
  ),
  source(
    'priority',
    (db, partnershipId, after) =>
      db
        .selectFrom('partnership_priority')
        .select(['id', 'title', 'description', 'created_by', 'created_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Priority or theme',
      dated: row.created_at,
      text: lines([
        ['', row.title],
        ['', row.description],
      ]),
      people: [row.created_by],
    }),
  ),
  source(
    'survey',
    (db, partnershipId, after) =>
      db
        .selectFrom('survey')
        .select(['id', 'title', 'source', 'withdrawn_because', 'created_by', 'withdrawn_by', 'created_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Survey',
      dated: row.created_at,
      text: lines([
        ['', row.title],
        ['Source', row.source],
        ['Withdrawn because', row.withdrawn_because],
      ]),
      people: [row.created_by, row.withdrawn_by],
    }),
  ),
  source(
    'survey-figure',
    (db, partnershipId, after) =>
      db
        .selectFrom('survey_figure')
        .select(['id', 'statement', 'reason', 'made_by', 'made_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Figure of a survey',
      dated: row.made_at,
      text: lines([
        ['', row.statement],
        ['Why it was corrected', row.reason],
      ]),
      people: [row.made_by],
    }),
  ),
  source(
    'session',
    (db, partnershipId, after) =>
      db
        .selectFrom('session_withdrawal')
        .select(['id', 'reason', 'withdrawn_by', 'withdrawn_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Why an agency was taken off an agenda',
      dated: row.withdrawn_at,
      text: row.reason,
      people: [row.withdrawn_by],
    }),
  ),
  source(
    'revisit',
    (db, partnershipId, after) =>
      db
        .selectFrom('action_revisit_look')
        .select(['id', 'note', 'looked_by', 'looked_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Look at a closed action',
      dated: row.looked_at,
      text: row.note,
      people: [row.looked_by],
    }),
  ),
  source(
    'letter',
    (db, partnershipId, after) =>
      db
        .selectFrom('outcome_letter_words')
        .select(['submission_id as id', 'revision', 'body', 'saved_by', 'saved_at'])
        .where('partnership_id', '=', partnershipId)
        .where('submission_id', '>', after)
        .where('revision', '=', (eb) =>
          eb
            .selectFrom('outcome_letter_words as newer')
            .select((of) => of.fn.max('newer.revision').as('revision'))
            .whereRef('newer.submission_id', '=', 'outcome_letter_words.submission_id')
            .whereRef('newer.partnership_id', '=', 'outcome_letter_words.partnership_id'),
        )
        .orderBy('submission_id')
        .limit(batch),
    (row) => [
      {
        key: `${row.id}:words`,
        title: 'Outcome letter as its words stood last',
        dated: row.saved_at,
        text: row.body,
        people: [row.saved_by],
      },
    ],
  ),
  source(
    'access-review',
    (db, partnershipId, after) =>
      db
        .selectFrom('access_review')
        .select(['id', 'note', 'reviewed_by', 'reviewed_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Review of who has access',
      dated: row.reviewed_at,
      text: row.note,
      people: [row.reviewed_by],
    }),
  ),
  source(
    'emergency-access',
    (db, partnershipId, after) =>
      db
        .selectFrom('emergency_access')
        .select(['id', 'reason', 'person_id', 'ended_by', 'opened_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Emergency access of an administrator',
      dated: row.opened_at,
      text: row.reason,
      people: [row.person_id, row.ended_by],
    }),
  ),
  source(
    'message',
    (db, partnershipId, after) =>
      db
        .selectFrom('outbox_message')
        .select(['id', 'to_address', 'subject', 'person_id', 'created_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Message that the portal sent',
      dated: row.created_at,
      text: lines([
        ['To', row.to_address],
        ['Subject', row.subject],
      ]),
      people: [row.person_id],
    }),
  ),
] as const;
