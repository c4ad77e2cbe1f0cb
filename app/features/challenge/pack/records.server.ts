import type { Trx } from '../../../../db/client.server.ts';
import type { SubmissionStandardRow } from '../../../../db/schema/submissions.table.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { listOpenActionsOf, type OpenAction } from '../../actions/queries.server.ts';
import { listStandingReasons } from '../../moderation/panel.server.ts';
import { listReplies } from '../../moderation/replies.server.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { unionOfEditions } from '../../questionnaire/union-of-editions.ts';
import { type Snapshot, snapshotSchema } from '../../submissions/schema.ts';
import { listFiguresOfCycle } from '../../surveys/figures.server.ts';
import type { SurveyFigure } from '../../surveys/figures.ts';
import type { ConflictThresholds } from '../../surveys/rules.ts';
import { findThresholds } from '../../surveys/thresholds.server.ts';
import { type ExpectedPerson, listExpected } from '../queries.server.ts';
import {
  type EarlierChallenge,
  type PreviousReturn,
  readChairNotes,
  readEarlierChallenges,
  readPrevious,
} from './earlier-records.server.ts';

export interface RatingRecord {
  readonly submissionId: string;
  readonly standardCode: string;
  /** Null for the rating of a whole standard. */
  readonly questionCode: string | null;
  readonly scaleCode: string | null;
  readonly self: string | null;
  readonly moderated: string | null;
  readonly agreed: string | null;
}

/** Everything a pack is made from, as it stood at one moment. */
export interface PackRecords {
  readonly session: {
    readonly id: string;
    readonly partnershipId: string;
    readonly title: string;
    readonly heldOn: string;
    readonly startsAt: string;
    readonly place: string;
    readonly chair: string | null;
  };
  readonly partnership: string;
  readonly cycle: string;
  readonly compiled: CompiledEdition;
  readonly slots: readonly {
    readonly organisationId: string;
    readonly submissionId: string;
    readonly startsAt: string;
    readonly minutes: number;
    readonly lead: string | null;
  }[];
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  readonly ratings: readonly RatingRecord[];
  readonly reasons: readonly {
    readonly submissionId: string;
    readonly questionCode: string;
    readonly reason: string;
  }[];
  readonly keyLines: readonly {
    readonly submissionId: string;
    readonly standardCode: string | null;
    readonly questionCode: string | null;
    readonly text: string;
    /** Who asks it. */
    readonly owner: string;
    readonly reason: string | null;
    readonly released: boolean;
    /** The chair lets the agency see it. */
    readonly shown: boolean;
  }[];
  /** Last cycle by organisation. */
  readonly previous: ReadonlyMap<string, PreviousReturn>;
  /** What was asked in earlier sessions, newest first. */
  readonly earlier: readonly EarlierChallenge[];
  /** The chair's private notes by organisation. */
  readonly chairNotes: ReadonlyMap<string, string>;
  /** What agencies replied to moderated ratings. */
  readonly replies: readonly { readonly submissionId: string; readonly questionCode: string; readonly text: string }[];
  /** What surveys of the cycle say, with from which share on they say otherwise. */
  readonly figures: readonly SurveyFigure[];
  readonly thresholds: ConflictThresholds;
  readonly actions: readonly OpenAction[];
  readonly people: readonly ExpectedPerson[];
}

/**
 * Reads everything a session's pack is made from. To be called in a transaction that sees one moment; the number of
 * statements does not grow with agencies or answers. An unknown or foreign session is refused as not found.
 */
export async function readPackRecords(
  trx: Trx,
  scope: PartnershipScope,
  sessionId: string,
  today: string,
): Promise<PackRecords> {
  const session = await trx
    .selectFrom('challenge_session')
    .innerJoin('cycle', 'cycle.id', 'challenge_session.cycle_id')
    .innerJoin('partnership', 'partnership.id', 'challenge_session.partnership_id')
    .leftJoin('person', 'person.id', 'challenge_session.chair_id')
    .selectAll('challenge_session')
    .select(['cycle.name as cycle', 'cycle.edition_id', 'cycle.previous_cycle_id', 'partnership.name as partnership'])
    .select('person.name as chair')
    .where('challenge_session.id', '=', sessionId)
    .where('challenge_session.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!session) throw notFound();
  const slots = await trx
    .selectFrom('session_slot')
    .leftJoin('person', 'person.id', 'session_slot.lead_id')
    .selectAll('session_slot')
    .select('person.name as lead')
    .where('session_slot.session_id', '=', session.id)
    .orderBy('session_slot.position')
    .execute();
  const organisationIds = slots.map((slot) => slot.organisation_id);
  const submissionIds = slots.map((slot) => slot.submission_id);
  const cycle = { id: session.cycle_id, partnershipId: session.partnership_id };
  return {
    session: {
      id: session.id,
      partnershipId: session.partnership_id,
      title: session.title,
      heldOn: session.held_on,
      startsAt: session.starts_at,
      place: session.place,
      chair: session.chair,
    },
    partnership: session.partnership,
    cycle: session.cycle,
    compiled: await editionsOf(trx, session.edition_id, submissionIds),
    slots: slots.map((slot) => ({
      organisationId: slot.organisation_id,
      submissionId: slot.submission_id,
      startsAt: slot.starts_at,
      minutes: slot.minutes,
      lead: slot.lead,
    })),
    snapshots: await readSnapshots(trx, submissionIds),
    ratings: await readRatings(trx, submissionIds),
    reasons: await listStandingReasons(trx, submissionIds),
    keyLines: await readKeyLines(trx, submissionIds),
    previous: await readPrevious(trx, session.previous_cycle_id, organisationIds),
    earlier: await readEarlierChallenges(trx, session, organisationIds),
    chairNotes: await readChairNotes(trx, session.id),
    replies: await listReplies(trx, submissionIds),
    figures: await listFiguresOfCycle(trx, cycle, { organisationIds }),
    thresholds: await findThresholds(trx, cycle),
    actions: await listOpenActionsOf(trx, session.partnership_id, organisationIds),
    people: await listExpected(trx, organisationIds, today),
  };
}

/** The edition of the cycle, with those of returns that were sent before the cycle moved on from theirs. */
async function editionsOf(trx: Trx, editionId: string, submissionIds: readonly string[]): Promise<CompiledEdition> {
  const others = await trx
    .selectFrom('submission')
    .select('edition_id')
    .distinct()
    .where('id', 'in', ['', ...submissionIds])
    .where('edition_id', '<>', editionId)
    .orderBy('edition_id', 'desc')
    .execute();
  const compiled: CompiledEdition[] = [];
  for (const { edition_id } of others) compiled.push(await getEdition(trx, edition_id));
  return unionOfEditions(await getEdition(trx, editionId), compiled);
}

async function readSnapshots(trx: Trx, submissionIds: readonly string[]): Promise<Map<string, Snapshot>> {
  if (submissionIds.length === 0) return new Map();
  const rows = await trx.selectFrom('submission').select(['id', 'snapshot']).where('id', 'in', submissionIds).execute();
  return new Map(rows.map((row) => [row.id, snapshotSchema.parse(JSON.parse(row.snapshot))]));
}

/** Ratings of questions and of whole standards. */
export async function readRatings(trx: Trx, submissionIds: readonly string[]): Promise<RatingRecord[]> {
  if (submissionIds.length === 0) return [];
  const questions = await trx
    .selectFrom('submission_rating')
    .selectAll()
    .where('submission_id', 'in', submissionIds)
    .execute();
  const standards = await trx
    .selectFrom('submission_standard')
    .selectAll()
    .where('submission_id', 'in', submissionIds)
    .execute();
  return [
    ...questions.map((row) => ({ ...ratingOf(row), questionCode: row.question_code })),
    ...standards.map((row) => ({ ...ratingOf(row), questionCode: null })),
  ];
}

const ratingOf = (row: SubmissionStandardRow) => ({
  submissionId: row.submission_id,
  standardCode: row.standard_code,
  scaleCode: row.scale_code,
  self: row.self_point,
  moderated: row.moderated_point,
  agreed: row.agreed_point,
});

async function readKeyLines(trx: Trx, submissionIds: readonly string[]): Promise<PackRecords['keyLines']> {
  if (submissionIds.length === 0) return [];
  const rows = await trx
    .selectFrom('key_line')
    .innerJoin('person', 'person.id', 'key_line.author_id')
    .leftJoin('person as owner', 'owner.id', 'key_line.owner_id')
    .select(['submission_id', 'standard_code', 'question_code', 'text', 'person.name as author', 'owner.name as owner'])
    .select(['key_line.reason', 'key_line.released_at', 'key_line.shown_at'])
    .where('submission_id', 'in', submissionIds)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('key_line.id')
    .execute();
  return rows.map((row) => ({
    submissionId: row.submission_id,
    standardCode: row.standard_code,
    questionCode: row.question_code,
    text: row.text,
    owner: row.owner ?? row.author,
    reason: row.reason,
    released: row.released_at !== null,
    shown: row.shown_at !== null,
  }));
}

/** The records of one agency alone, as if nobody else were on the agenda. An agency that is not on it has none. */
export function recordsOfAgency(records: PackRecords, organisationId: string): PackRecords {
  const slots = records.slots.filter((slot) => slot.organisationId === organisationId);
  const own = new Set(slots.map(({ submissionId }) => submissionId));
  const ofOwn = <Row extends { readonly submissionId: string }>(rows: readonly Row[]) =>
    rows.filter(({ submissionId }) => own.has(submissionId));
  return {
    ...records,
    slots,
    snapshots: new Map([...records.snapshots].filter(([id]) => own.has(id))),
    ratings: ofOwn(records.ratings),
    reasons: ofOwn(records.reasons),
    keyLines: ofOwn(records.keyLines),
    replies: ofOwn(records.replies),
    // What the partnership keeps to itself does not go out with the agency's own part.
    figures: records.figures.filter((figure) => figure.organisationId === organisationId && figure.shared),
  };
}
