import type { Trx } from '../../../../db/client.server.ts';
import type { ActionStatus } from '../../actions/rules.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { ContentQuestion } from '../../returns/content.ts';
import { snapshotSchema } from '../../submissions/schema.ts';
import type { Outcome } from '../rules.ts';
import { type RatingRecord, readRatings } from './records.server.ts';

/** What an organisation sent in the cycle before, with the edition it was asked by. */
export interface PreviousReturn {
  readonly cycle: string;
  readonly compiled: CompiledEdition;
  readonly ratings: readonly RatingRecord[];
  readonly questions: ReadonlyMap<string, ContentQuestion>;
}

/** The newest version that each organisation sent in the cycle before; in a fixed number of statements an edition. */
export async function readPrevious(
  trx: Trx,
  cycleId: string | null,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, PreviousReturn>> {
  if (cycleId === null || organisationIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('submission')
    .select(['id', 'organisation_id', 'edition_id', 'snapshot'])
    .where('cycle_id', '=', cycleId)
    .where('organisation_id', 'in', organisationIds)
    .where('superseded_at', 'is', null)
    .execute();
  const newest = new Map(rows.map((row) => [row.organisation_id, row]));
  const ratings = await readRatings(
    trx,
    [...newest.values()].map(({ id }) => id),
  );
  const bySubmission = Map.groupBy(ratings, ({ submissionId }) => submissionId);
  const previous = new Map<string, PreviousReturn>();
  for (const [organisationId, { id, edition_id, snapshot }] of newest) {
    const { content, cycle } = snapshotSchema.parse(JSON.parse(snapshot));
    previous.set(organisationId, {
      cycle: cycle.name,
      compiled: await getEdition(trx, edition_id),
      ratings: bySubmission.get(id) ?? [],
      questions: new Map(content.standards.flatMap(({ questions }) => questions.map((one) => [one.code, one]))),
    });
  }
  return previous;
}

/** One challenge of an earlier session, with the actions that came of it. */
export interface EarlierChallenge {
  readonly organisationId: string;
  readonly session: string;
  readonly heldOn: string;
  readonly standardCode: string | null;
  readonly questionCode: string | null;
  readonly challenge: string;
  readonly reply: string;
  readonly outcome: Outcome;
  readonly actions: readonly { readonly reference: string; readonly what: string; readonly status: ActionStatus }[];
}

/** What the partnership asked these organisations in sessions before this one, newest first; two statements. */
export async function readEarlierChallenges(
  trx: Trx,
  session: { readonly id: string; readonly partnership_id: string; readonly held_on: string },
  organisationIds: readonly string[],
): Promise<EarlierChallenge[]> {
  if (organisationIds.length === 0) return [];
  const rows = await trx
    .selectFrom('challenge')
    .innerJoin('challenge_session as held', 'held.id', 'challenge.session_id')
    .selectAll('challenge')
    .select(['held.title', 'held.held_on'])
    .where('challenge.partnership_id', '=', session.partnership_id)
    .where('challenge.organisation_id', 'in', organisationIds)
    .where('challenge.session_id', '<>', session.id)
    .where('held.held_on', '<=', session.held_on)
    .orderBy('held.held_on', 'desc')
    .orderBy('challenge.recorded_at')
    .orderBy('challenge.id')
    .execute();
  const actions = await trx
    .selectFrom('action')
    .select(['challenge_id', 'reference', 'what', 'status'])
    .where('partnership_id', '=', session.partnership_id)
    .where('organisation_id', 'in', organisationIds)
    .where('challenge_id', 'is not', null)
    .orderBy('reference')
    .execute();
  const byChallenge = Map.groupBy(actions, ({ challenge_id }) => challenge_id);
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    session: row.title,
    heldOn: row.held_on,
    standardCode: row.standard_code,
    questionCode: row.question_code,
    challenge: row.challenge,
    reply: row.reply,
    outcome: row.outcome,
    actions: (byChallenge.get(row.id) ?? []).map(({ reference, what, status }) => ({ reference, what, status })),
  }));
}

/** The chair's private notes for a session, by organisation. */
export async function readChairNotes(trx: Trx, sessionId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('chair_note')
    .select(['organisation_id', 'text'])
    .where('session_id', '=', sessionId)
    .execute();
  return new Map(rows.flatMap(({ organisation_id, text }) => (text === '' ? [] : [[organisation_id, text]])));
}
