/** Actions with everything that was written about them: of a partnership, or of an organisation. */
import { batch, lines, type OwnerColumn, type Source, source } from './source.ts';

export const actions = (owner: OwnerColumn): readonly Source[] => [
  source(
    'action',
    (db, ownerId, after) =>
      db
        .selectFrom('action')
        .select([
          'id',
          'reference',
          'finding',
          'source_name',
          'what',
          'success_measure',
          'owner_name',
          'sponsor_name',
          'owner_id',
          'sponsor_id',
          'created_at',
        ])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Action ${row.reference}`,
      dated: row.created_at,
      text: lines([
        ['Finding', row.finding],
        ['Source', row.source_name],
        ['What', row.what],
        ['Measure of success', row.success_measure],
        ['Owner', row.owner_name],
        ['Sponsor', row.sponsor_name],
      ]),
      people: [row.owner_id, row.sponsor_id],
    }),
  ),
  source(
    'action-update',
    (db, ownerId, after) =>
      db
        .selectFrom('action_update')
        .select(['id', 'note', 'made_by', 'made_at'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({ title: 'Update of an action', dated: row.made_at, text: row.note, people: [row.made_by] }),
  ),
  source(
    'action-update',
    (db, ownerId, after) =>
      db
        .selectFrom('action_finding')
        .select(['id', 'finding', 'source_name', 'added_by', 'added_at', 'declined_because', 'declined_by'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'Another finding that an action answers',
      dated: row.added_at,
      text: lines([
        ['Finding', row.finding],
        ['Source', row.source_name],
        ['Declined because', row.declined_because],
      ]),
      people: [row.added_by, row.declined_by],
    }),
  ),
  source(
    'more-time',
    (db, ownerId, after) =>
      db
        .selectFrom('action_more_time')
        .select(['id', 'reason', 'decision_note', 'asked_by', 'decided_by', 'asked_at'])
        .where(owner, '=', ownerId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: 'More time asked for an action',
      dated: row.asked_at,
      text: lines([
        ['Why', row.reason],
        ['Decision', row.decision_note],
      ]),
      people: [row.asked_by, row.decided_by],
    }),
  ),
];
