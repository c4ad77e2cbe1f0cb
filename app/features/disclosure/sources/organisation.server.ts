/**
 * What an organisation holds beside what it sent: its drafts, with earlier texts, and all that was written inside it.
 * These sources read by organisation alone, and stand in no list of a partnership's (`sources/index.ts`).
 */
import { answers } from './answers.server.ts';
import { batch, lines, source } from './source.ts';

export const organisationRecords = [
  answers,
  source(
    'comment',
    (db, organisationId, after) =>
      db
        .selectFrom('agency_comment')
        .select(['id', 'text', 'author_id', 'posted_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Comment inside the organisation',
      dated: row.posted_at,
      text: row.text,
      people: [row.author_id],
    }),
  ),
  source(
    'evidence',
    (db, organisationId, after) =>
      db
        .selectFrom('evidence')
        .select(['id', 'title', 'file_name', 'url', 'added_by', 'checked_by', 'added_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Evidence',
      dated: row.added_at,
      text: lines([
        ['Title', row.title],
        ['File', row.file_name],
        ['Link', row.url],
      ]),
      people: [row.added_by, row.checked_by],
    }),
  ),
  source(
    'delegation',
    (db, organisationId, after) =>
      db
        .selectFrom('delegation')
        .select(['id', 'note', 'returned_note', 'holder_id', 'asked_by', 'asked_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Part of a return handed to a colleague',
      dated: row.asked_at,
      text: lines([
        ['Note', row.note],
        ['Why it was given back', row.returned_note],
      ]),
      people: [row.holder_id, row.asked_by],
    }),
  ),
  source(
    'sign-off',
    (db, organisationId, after) =>
      db
        .selectFrom('sign_off')
        .select(['id', 'name', 'job_title', 'void_reason', 'person_id', 'signed_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Signature of a return',
      dated: row.signed_at,
      text: lines([
        ['Name', row.name],
        ['Job title', row.job_title],
        ['Why it no longer holds', row.void_reason],
      ]),
      people: [row.person_id],
    }),
  ),
  source(
    'sign-off',
    (db, organisationId, after) =>
      db
        .selectFrom('sign_off_request')
        .select(['id', 'note', 'requested_by', 'ended_by', 'requested_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Return sent for signatures',
      dated: row.requested_at,
      text: lines([['Note', row.note]]),
      people: [row.requested_by, row.ended_by],
    }),
  ),
  source(
    'authority',
    (db, organisationId, after) =>
      db
        .selectFrom('signing_authority')
        .select(['id', 'reason', 'document', 'delegate_id', 'given_by', 'given_at'])
        .where('organisation_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Authority to sign',
      dated: row.given_at,
      text: lines([
        ['Reason', row.reason],
        ['Document', row.document],
      ]),
      people: [row.delegate_id, row.given_by],
    }),
  ),
] as const;
