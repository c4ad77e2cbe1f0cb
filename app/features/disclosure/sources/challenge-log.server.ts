/** The challenge log, as far as its owner may read it: an agency is not told of a challenge before it is passed on. */
import type { Reader } from '../../../../db/client.server.ts';
import { entriesInScope } from '../../challenge-log/scope.server.ts';
import { batch, lines, type OwnerColumn, type Source, source } from './source.ts';

const entriesOf = (db: Reader, owner: OwnerColumn, ownerId: string) =>
  entriesInScope(
    db,
    owner === 'partnership_id'
      ? { organisations: undefined, partnerships: { partnershipIds: [ownerId] } }
      : { organisations: { organisationIds: [ownerId] }, partnerships: undefined },
  );

export const challengeLog = (owner: OwnerColumn): readonly Source[] => [
  source(
    'log-entry',
    (db, ownerId, after) =>
      entriesOf(db, owner, ownerId)
        .select(['entry.id', 'entry.reference', 'entry.raised_by_name', 'entry.raised_to_name', 'entry.reason'])
        .select([
          'entry.report_about',
          'entry.created_by',
          'entry.created_at',
          'challenge.challenge as asked',
          'challenge.reply',
        ])
        .where('entry.id', '>', after)
        .orderBy('entry.id')
        .limit(batch),
    (row) => ({
      title: `Challenge ${row.reference}`,
      dated: row.created_at,
      text: lines([
        ['Raised by', row.raised_by_name],
        ['Raised to', row.raised_to_name],
        ['Reason', row.reason ?? row.asked],
        ['Reply in the session', row.reply],
        ['Report about', row.report_about],
      ]),
      people: [row.created_by],
    }),
  ),
  source(
    'log-update',
    (db, ownerId, after) =>
      entriesOf(db, owner, ownerId)
        .innerJoin('challenge_log_update as update', (join) =>
          join.onRef('update.entry_id', '=', 'entry.id').onRef('update.partnership_id', '=', 'entry.partnership_id'),
        )
        .select(['update.id', 'update.note', 'update.given_by', 'update.made_by', 'update.made_at'])
        .where('update.id', '>', after)
        .orderBy('update.id')
        .limit(batch),
    (row) => ({
      title: 'Update of the challenge log',
      dated: row.made_at,
      text: lines([
        ['', row.note],
        ['Given by', row.given_by],
      ]),
      people: [row.made_by],
    }),
  ),
];
