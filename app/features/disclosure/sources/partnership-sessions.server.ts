/** Challenge sessions, what was recorded in them, and what was written after them. */
import { batch, lines, source, textOfJson } from './source.ts';

export const partnershipSessions = [
  source(
    'session',
    (db, partnershipId, after) =>
      db
        .selectFrom('challenge_session')
        .select(['id', 'title', 'held_on', 'place', 'called_off_reason', 'chair_id', 'created_by'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Challenge session',
      dated: row.held_on,
      text: lines([
        ['', row.title],
        ['Place', row.place],
        ['Called off because', row.called_off_reason],
      ]),
      people: [row.chair_id],
    }),
  ),
  source(
    'invitation',
    (db, partnershipId, after) =>
      db
        .selectFrom('session_invitation')
        .select(['id', 'name', 'email', 'question', 'answer', 'person_id', 'invited_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Invitation to a session',
      dated: row.invited_at,
      text: lines([
        ['Name', row.name],
        ['E-mail', row.email],
        ['Question', row.question],
        ['Answer', row.answer],
      ]),
      people: [row.person_id],
    }),
  ),
  source(
    'session',
    (db, partnershipId, after) =>
      db
        .selectFrom('session_slot as slot')
        .innerJoin('challenge_session as session', 'session.id', 'slot.session_id')
        .select(['slot.id', 'slot.attended', 'slot.lead_id', 'session.held_on'])
        .where('slot.partnership_id', '=', partnershipId)
        .where('session.partnership_id', '=', partnershipId)
        .where('slot.attended', 'is not', null)
        .where('slot.id', '>', after)
        .orderBy('slot.id')
        .limit(batch),
    (row) => ({
      title: 'Challenge session: who came for an agency',
      dated: row.held_on,
      text: row.attended === null ? '' : textOfJson(row.attended),
      people: [row.lead_id],
    }),
  ),
  source(
    'challenge',
    (db, partnershipId, after) =>
      db
        .selectFrom('challenge')
        .select(['id', 'asked_by', 'challenge', 'reply', 'agreed_reason', 'recorded_by', 'recorded_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Record of a challenge',
      dated: row.recorded_at,
      text: lines([
        ['Asked by', row.asked_by],
        ['Challenge', row.challenge],
        ['Reply', row.reply],
        ['Why the rating was agreed', row.agreed_reason],
      ]),
      people: [row.recorded_by],
    }),
  ),
  source(
    'challenge-before',
    (db, partnershipId, after) =>
      db
        .selectFrom('challenge_before')
        .select(['id', 'challenge', 'reply', 'agreed_reason', 'changed_by', 'changed_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Record of a challenge before it was corrected',
      dated: row.changed_at,
      text: lines([
        ['Challenge', row.challenge],
        ['Reply', row.reply],
        ['Why the rating was agreed', row.agreed_reason],
      ]),
      people: [row.changed_by],
    }),
  ),
  source(
    'minutes',
    (db, partnershipId, after) =>
      db
        .selectFrom('session_minutes')
        .select(['id', 'reference', 'model', 'approved_by', 'approved_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Minutes ${row.reference}`,
      dated: row.approved_at,
      text: textOfJson(row.model),
      people: [row.approved_by],
    }),
  ),
  source(
    'minutes',
    (db, partnershipId, after) =>
      db
        .selectFrom('session_minutes_words as written')
        .select(['written.session_id as id', 'panel', 'opening', 'discussion', 'next_steps', 'reason'])
        .select(['saved_by', 'saved_at'])
        .where('written.partnership_id', '=', partnershipId)
        .where('written.session_id', '>', after)
        .where('written.revision', '=', (eb) =>
          eb
            .selectFrom('session_minutes_words as newer')
            .select((of) => of.fn.max('newer.revision').as('revision'))
            .whereRef('newer.session_id', '=', 'written.session_id')
            .whereRef('newer.partnership_id', '=', 'written.partnership_id'),
        )
        .orderBy('written.session_id')
        .limit(batch),
    (row) => [
      {
        key: `${row.id}:draft`,
        title: 'Minutes as they were written last',
        dated: row.saved_at,
        text: lines([
          ['Panel', row.panel],
          ['Opening', row.opening],
          ['Discussion', row.discussion],
          ['Next steps', row.next_steps],
          ['Why they were changed', row.reason],
        ]),
        people: [row.saved_by],
      },
    ],
  ),
  source(
    'letter',
    (db, partnershipId, after) =>
      db
        .selectFrom('outcome_letter_draft')
        .select(['submission_id as id', 'opening', 'strengths', 'closing', 'saved_by', 'saved_at'])
        .where('partnership_id', '=', partnershipId)
        .where('submission_id', '>', after)
        .orderBy('submission_id')
        .limit(batch),
    (row) => [
      {
        key: `${row.id}:draft`,
        title: 'Outcome letter that is being written',
        dated: row.saved_at,
        text: lines([
          ['', row.opening],
          ['', row.strengths],
          ['', row.closing],
        ]),
        people: [row.saved_by],
      },
    ],
  ),
] as const;
