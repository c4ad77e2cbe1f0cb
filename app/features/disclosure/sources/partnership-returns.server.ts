/** What a partnership wrote about sent returns, and what agencies wrote to it. */
import { batch, lines, source } from './source.ts';

export const partnershipReturns = [
  source(
    'judgement',
    (db, partnershipId, after) =>
      db
        .selectFrom('judgement')
        .select(['id', 'question_code', 'reason', 'moderator_id', 'made_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Rating of ${row.question_code}`,
      dated: row.made_at,
      text: row.reason,
      people: [row.moderator_id],
    }),
  ),
  source(
    'panel-rating',
    (db, partnershipId, after) =>
      db
        .selectFrom('panel_rating')
        .select(['id', 'question_code', 'reason', 'set_by', 'set_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Rating of ${row.question_code} by the panel`,
      dated: row.set_at,
      text: row.reason,
      people: [row.set_by],
    }),
  ),
  source(
    'evidence-judgement',
    (db, partnershipId, after) =>
      db
        .selectFrom('evidence_judgement')
        .select(['id', 'note', 'moderator_id', 'made_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({ title: 'Note on evidence', dated: row.made_at, text: row.note, people: [row.moderator_id] }),
  ),
  source(
    'key-line',
    (db, partnershipId, after) =>
      db
        .selectFrom('key_line')
        .select(['id', 'text', 'reason', 'author_id', 'owner_id', 'created_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Question for the panel',
      dated: row.created_at,
      text: lines([
        ['', row.text],
        ['Why', row.reason],
      ]),
      people: [row.author_id, row.owner_id],
    }),
  ),
  source(
    'interest',
    (db, partnershipId, after) =>
      db
        .selectFrom('declared_interest as interest')
        .innerJoin('person', 'person.id', 'interest.person_id')
        .select(['interest.id', 'interest.text', 'interest.person_id', 'interest.declared_at', 'person.name'])
        .where('interest.partnership_id', '=', partnershipId)
        .where('interest.id', '>', after)
        .orderBy('interest.id')
        .limit(batch),
    (row) => ({
      title: 'Declared interest',
      dated: row.declared_at,
      text: lines([
        ['Declared by', row.name],
        ['', row.text],
      ]),
      people: [row.person_id],
    }),
  ),
] as const;
