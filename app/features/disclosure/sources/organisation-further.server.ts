/** What an organisation holds beside its returns: earlier versions of evidence, a trust's central answers, challenges of its own. */
import { batch, lines, type Source, source, textOfJson } from './source.ts';

const earlierEvidence: Source = {
  code: 'evidence',
  async read(db, organisationId, after) {
    const documents = await db
      .selectFrom('evidence')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute();
    const ids = documents.map(({ id }) => id);
    if (ids.length === 0) return { records: [], next: null };
    const versions = await db
      .selectFrom('evidence_version')
      .select(['evidence_id', 'version', 'title', 'file_name', 'url', 'version_by', 'checked_by', 'version_at'])
      .where('organisation_id', '=', organisationId)
      .where('evidence_id', 'in', ids)
      .orderBy('evidence_id')
      .orderBy('version')
      .execute();
    const records = versions.map((row) => ({
      key: `${row.evidence_id}:${row.version}`,
      title: `Evidence, version ${row.version}`,
      dated: row.version_at,
      text: lines([
        ['Title', row.title],
        ['File', row.file_name],
        ['Link', row.url],
      ]),
      people: [row.version_by, row.checked_by],
    }));
    return { records, next: ids.length < batch ? null : (ids.at(-1) ?? null) };
  },
};

export const organisationFurther = [
  earlierEvidence,
  source(
    'central-answer',
    (db, organisationId, after) =>
      db
        .selectFrom('central_answer')
        .select(['id', 'question_code', 'value', 'saved_by', 'saved_at'])
        .where('group_id', '=', organisationId)
        .where('value', 'is not', null)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Central answer to ${row.question_code}`,
      dated: row.saved_at,
      text: row.value === null ? '' : textOfJson(row.value),
      people: [row.saved_by],
    }),
  ),
  source(
    'central-answer',
    (db, organisationId, after) =>
      db
        .selectFrom('central_answer_revision')
        .select(['id', 'value', 'saved_by', 'saved_at'])
        .where('group_id', '=', organisationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Central answer as it was saved once',
      dated: row.saved_at,
      text: textOfJson(row.value),
      people: [row.saved_by],
    }),
  ),
  source(
    'sign-off',
    (db, organisationId, after) =>
      db
        .selectFrom('sign_off_meeting')
        .select(['return_id as id', 'body', 'minute_reference', 'held_on', 'recorded_by'])
        .where('organisation_id', '=', organisationId)
        .where('return_id', '>', after)
        .orderBy('return_id')
        .limit(batch),
    (row) => ({
      title: 'Meeting that a return was signed after',
      dated: row.held_on,
      text: lines([
        ['', row.body],
        ['Minute', row.minute_reference],
      ]),
      people: [row.recorded_by],
    }),
  ),
] as const;
