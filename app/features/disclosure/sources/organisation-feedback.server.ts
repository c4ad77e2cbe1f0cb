/** What came back to an organisation about its returns and what it said to that, what it was asked, and what it shares. */
import { batch, lines, source, textOfJson } from './source.ts';

export const organisationFeedback = [
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
