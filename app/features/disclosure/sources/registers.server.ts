/** What stands in the registers of a partnership, and how things that are late were raised. */
import { sharedItems } from '../../good-practice/scope.server.ts';
import { batch, lines, source } from './source.ts';

export const partnershipRegisters = [
  source(
    'risk',
    (db, partnershipId, after) =>
      db
        .selectFrom('risk')
        .select([
          'id',
          'reference',
          'cause',
          'risk_event',
          'effect',
          'assurance',
          'owner_name',
          'owner_id',
          'created_by',
          'created_at',
        ])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Risk ${row.reference}`,
      dated: row.created_at,
      text: lines([
        ['Cause', row.cause],
        ['Risk', row.risk_event],
        ['Effect', row.effect],
        ['Assurance', row.assurance],
        ['Owner', row.owner_name],
      ]),
      people: [row.owner_id, row.created_by],
    }),
  ),
  source(
    'risk-entry',
    (db, partnershipId, after) =>
      db
        .selectFrom('risk_entry')
        .select(['id', 'note', 'made_by', 'made_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({ title: 'Review of a risk', dated: row.made_at, text: row.note, people: [row.made_by] }),
  ),
  source(
    'risk-control',
    (db, partnershipId, after) =>
      db
        .selectFrom('risk_control')
        .select(['id', 'words', 'added_by', 'added_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({ title: 'Control of a risk', dated: row.added_at, text: row.words, people: [row.added_by] }),
  ),
  source(
    'information',
    (db, partnershipId, after) =>
      db
        .selectFrom('information_request')
        .select(['id', 'reference', 'body_name', 'asked', 'basis_words', 'created_by', 'created_at'])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: `Request for information ${row.reference}`,
      dated: row.created_at,
      text: lines([
        ['Who is asked', row.body_name],
        ['What is asked', row.asked],
        ['Basis', row.basis_words],
      ]),
      people: [row.created_by],
    }),
  ),
  source(
    'escalation',
    (db, partnershipId, after) =>
      db
        .selectFrom('escalation_step')
        .select(['id', 'note', 'made_by', 'made_at'])
        .where('partnership_id', '=', partnershipId)
        .where('note', 'is not', null)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({ title: 'Step of an escalation', dated: row.made_at, text: row.note ?? '', people: [row.made_by] }),
  ),
  source(
    'escalation-letter',
    (db, partnershipId, after) =>
      db
        .selectFrom('escalation_letter')
        .select([
          'id',
          'reference',
          'addressee_name',
          'addressee_role',
          'text',
          'saved_by',
          'approved_by',
          'released_by',
          'created_at',
        ])
        .where('partnership_id', '=', partnershipId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch),
    (row) => ({
      title: row.reference === null ? 'Letter of escalation that was not sent' : `Letter ${row.reference}`,
      dated: row.created_at,
      text: lines([
        ['To', row.addressee_name],
        ['Role', row.addressee_role],
        ['', row.text],
      ]),
      people: [row.saved_by, row.approved_by, row.released_by],
    }),
  ),
  source(
    'practice',
    // Only while its organisation agrees to share it: after that the partnership holds it no more.
    (db, partnershipId, after, today) =>
      sharedItems(db, [partnershipId], today)
        .select(['item.id', 'item.reference', 'item.title', 'item.what', 'item.difference', 'item.contact'])
        .select(['item.created_by', 'item.changed_at'])
        .where('item.id', '>', after)
        .orderBy('item.id')
        .limit(batch),
    (row) => ({
      title: `Good practice ${row.reference}`,
      dated: row.changed_at,
      text: lines([
        ['', row.title],
        ['What', row.what],
        ['Difference', row.difference],
        ['Whom to ask', row.contact],
      ]),
      people: [row.created_by],
    }),
  ),
] as const;
