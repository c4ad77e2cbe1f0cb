import type { Reader } from '../../../../db/client.server.ts';
import type { RatingMark } from '../../../../pdf/models.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { ContentQuestion, ContentStandard } from '../../returns/content.ts';
import { snapshotSchema } from '../../submissions/schema.ts';
import { markOf } from '../pack/marks.ts';
import { getSession } from '../queries.server.ts';
import { findLiveState, type LiveState } from './live-state.server.ts';
import type { Step } from './steps.ts';
import type { Timer } from './timer.ts';

export interface Ratings {
  readonly self: RatingMark | null;
  readonly moderated: RatingMark | null;
  readonly agreed: RatingMark | null;
}

/** One standard or question in a list on the screen. */
export interface ScreenRow extends Ratings {
  readonly code: string;
  readonly number: string;
  readonly title: string;
}

/** What a step is about, from the agency's own submission. */
export type ScreenSubject =
  | { readonly kind: 'agency'; readonly rows: readonly ScreenRow[] }
  | { readonly kind: 'standard'; readonly number: string; readonly title: string; readonly rows: readonly ScreenRow[] }
  | ({
      readonly kind: 'question';
      readonly number: string;
      readonly title: string;
      /** The agency's own words, a paragraph an entry. */
      readonly words: readonly string[];
    } & Ratings);

/** What everybody in the room may see: no drafts, no notes of the panel, no names. */
export interface ScreenModel {
  readonly sessionId: string;
  readonly title: string;
  readonly stage: 'waiting' | 'open' | 'closed';
  /** Null before the session is opened, and once it is closed. */
  readonly now: {
    readonly agency: string;
    readonly place: number;
    readonly of: number;
    readonly timer: Timer;
    /** The question that the panel asks now. */
    readonly asked: string | null;
    readonly subject: ScreenSubject;
  } | null;
}

/** What the screen of a session shows. An unknown or foreign session is refused as not found. */
export async function getScreen(
  db: Reader,
  scope: PartnershipScope,
  sessionId: string,
  today: string,
): Promise<ScreenModel> {
  const session = await getSession(db, scope, sessionId, today);
  const live = await findLiveState(db, scope, sessionId);
  const at = session.slots.findIndex(({ id }) => id === live?.slotId);
  const slot = session.slots[at];
  const stage = session.status === 'held' || live?.closed ? 'closed' : live ? 'open' : 'waiting';
  return {
    sessionId: session.id,
    title: session.title,
    stage,
    now:
      live && slot && stage === 'open'
        ? {
            agency: slot.organisation,
            place: at + 1,
            of: session.slots.length,
            timer: live.timer,
            asked: await findKeyLine(db, slot.submissionId, live),
            subject: await subjectOf(db, slot.submissionId, live.step),
          }
        : null,
  };
}

async function findKeyLine(db: Reader, submissionId: string, { step }: LiveState): Promise<string | null> {
  if (step.line === null) return null;
  const line = await db
    .selectFrom('key_line')
    .select('text')
    .where('id', '=', step.line)
    .where('submission_id', '=', submissionId)
    .where('removed_at', 'is', null)
    .where('released_at', 'is not', null)
    .executeTakeFirst();
  return line?.text ?? null;
}

async function subjectOf(db: Reader, submissionId: string, { about }: Step): Promise<ScreenSubject> {
  const submission = await db
    .selectFrom('submission')
    .select(['snapshot', 'edition_id'])
    .where('id', '=', submissionId)
    .executeTakeFirstOrThrow();
  const { standards } = snapshotSchema.parse(JSON.parse(submission.snapshot)).content;
  const compiled = await getEdition(db, submission.edition_id);
  const [kind, code = ''] = about.split(':');
  if (kind === 'question') {
    const found = standards.flatMap(({ questions }) => questions).find((question) => question.code === code);
    if (found) return ofQuestion(found, await questionRatings(db, submissionId, compiled));
  }
  const standard = kind === 'standard' ? standards.find((one) => one.code === code) : undefined;
  if (standard) return ofStandard(standard, await questionRatings(db, submissionId, compiled));
  return { kind: 'agency', rows: await standardRows(db, submissionId, compiled, standards) };
}

type RatingsByCode = ReadonlyMap<string, Ratings>;
const none: Ratings = { self: null, moderated: null, agreed: null };

const ofQuestion = (question: ContentQuestion, ratings: RatingsByCode): ScreenSubject => ({
  kind: 'question',
  number: question.number,
  title: question.text,
  words: question.narrative === '' ? [] : question.narrative.split(/\n{2,}/),
  ...(ratings.get(question.code) ?? none),
});

const ofStandard = ({ number, title, questions }: ContentStandard, ratings: RatingsByCode): ScreenSubject => ({
  kind: 'standard',
  number,
  title,
  rows: questions.flatMap((question) => {
    const rated = ratings.get(question.code);
    return rated ? [{ code: question.code, number: question.number, title: question.text, ...rated }] : [];
  }),
});

async function questionRatings(db: Reader, submissionId: string, compiled: CompiledEdition): Promise<RatingsByCode> {
  const rows = await db.selectFrom('submission_rating').selectAll().where('submission_id', '=', submissionId).execute();
  return new Map(rows.map((row) => [row.question_code, marksOf(compiled, row)]));
}

async function standardRows(
  db: Reader,
  submissionId: string,
  compiled: CompiledEdition,
  standards: readonly ContentStandard[],
): Promise<ScreenRow[]> {
  const rows = await db
    .selectFrom('submission_standard')
    .selectAll()
    .where('submission_id', '=', submissionId)
    .execute();
  const byCode = new Map(rows.map((row) => [row.standard_code, row]));
  return standards.map(({ code, number, title }) => {
    const row = byCode.get(code);
    return { code, number, title, ...(row ? marksOf(compiled, row) : none) };
  });
}

interface RatedRow {
  readonly scale_code: string | null;
  readonly self_point: string | null;
  readonly moderated_point: string | null;
  readonly agreed_point: string | null;
}

function marksOf(compiled: CompiledEdition, row: RatedRow): Ratings {
  const scale = row.scale_code === null ? undefined : compiled.scales.get(row.scale_code);
  if (!scale) return none;
  return {
    self: markOf(scale, row.self_point),
    moderated: markOf(scale, row.moderated_point),
    agreed: markOf(scale, row.agreed_point),
  };
}
