import type { Reader } from '../../../db/client.server.ts';
import type { RatingMark } from '../../../pdf/models.ts';
import type { Scale } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { needsAction, pointsWorstFirst } from '../questionnaire/ratings.ts';
import type { ContentStandard } from '../returns/content.ts';
import { snapshotSchema } from '../submissions/schema.ts';
import { aboutOf } from './pack/about.ts';
import { markOf } from './pack/marks.ts';
import { listExpected } from './queries.server.ts';
import type { Outcome, SessionStatus } from './rules.ts';
import { type Attendance, attendanceSchema } from './schema.ts';

export interface RecordedChallenge {
  readonly id: string;
  readonly revision: number;
  /** As the form names it: `standard:a1`, `question:a1-rating`, or nothing for the whole return. */
  readonly aboutValue: string;
  readonly about: string | null;
  readonly askedBy: string;
  readonly challenge: string;
  readonly reply: string;
  readonly outcome: Outcome;
  readonly agreedPoint: string | null;
  readonly agreed: RatingMark | null;
  readonly agreedReason: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly actions: readonly { readonly id: string; readonly reference: string }[];
}

/** A question rated at a point that asks for an action, as the scribe sees it. */
export interface Concern {
  readonly aboutValue: string;
  readonly number: string;
  readonly question: string;
  readonly self: RatingMark | null;
  readonly moderated: RatingMark | null;
  readonly agreed: RatingMark | null;
}

/** Everything the record page of one agency shows. */
export interface SessionRecord {
  readonly session: {
    readonly id: string;
    readonly title: string;
    readonly heldOn: string;
    readonly status: SessionStatus;
  };
  readonly slot: { readonly id: string; readonly startsAt: string; readonly minutes: number };
  readonly submissionId: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly people: readonly { readonly name: string; readonly role: string }[];
  readonly attendance: Attendance;
  readonly concerns: readonly {
    readonly number: string;
    readonly title: string;
    readonly questions: readonly Concern[];
  }[];
  readonly keyLines: readonly {
    readonly id: string;
    readonly text: string;
    readonly about: string | null;
    readonly aboutValue: string;
  }[];
  /** Choices of what a challenge is about: the whole return, every standard, every rated question. */
  readonly subjects: readonly { readonly value: string; readonly label: string }[];
  /** Ratings that can be agreed for each question: by scale, best first. */
  readonly scales: readonly {
    readonly code: string;
    readonly points: readonly { readonly code: string; readonly mark: RatingMark }[];
  }[];
  /** The scale of each question that can be rated. */
  readonly scaleOf: Readonly<Record<string, string>>;
  /** Newest first. */
  readonly challenges: readonly RecordedChallenge[];
  readonly letterReference: string | null;
  readonly neighbours: { readonly previous: SlotLink | null; readonly next: SlotLink | null };
}

export interface SlotLink {
  readonly slotId: string;
  readonly organisation: string;
}

/** The record of one slot. An unknown or foreign session or slot is refused as not found. */
export async function getSessionRecord(
  db: Reader,
  scope: PartnershipScope,
  place: { readonly sessionId: string; readonly slotId: string },
  today: string,
): Promise<SessionRecord> {
  const slots = await db
    .selectFrom('session_slot')
    .innerJoin('challenge_session', 'challenge_session.id', 'session_slot.session_id')
    .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
    .selectAll('session_slot')
    .select(['challenge_session.title', 'challenge_session.held_on', 'challenge_session.status'])
    .select('organisation.name as organisation')
    .where('session_slot.session_id', '=', place.sessionId)
    .where('session_slot.partnership_id', 'in', scope.partnershipIds)
    .orderBy('session_slot.position')
    .execute();
  const at = slots.findIndex(({ id }) => id === place.slotId);
  const slot = slots[at];
  if (!slot) throw notFound();
  const submission = await db
    .selectFrom('submission')
    .leftJoin('outcome_letter', 'outcome_letter.submission_id', 'submission.id')
    .select(['submission.snapshot', 'submission.edition_id', 'outcome_letter.reference as letter'])
    .where('submission.id', '=', slot.submission_id)
    .executeTakeFirstOrThrow();
  const { content } = snapshotSchema.parse(JSON.parse(submission.snapshot));
  const compiled = await getEdition(db, submission.edition_id);
  const ratings = await db
    .selectFrom('submission_rating')
    .selectAll()
    .where('submission_id', '=', slot.submission_id)
    .execute();
  const byQuestion = new Map(ratings.map((rating) => [rating.question_code, rating]));
  const concernOf = (question: ContentStandard['questions'][number]): Concern[] => {
    const rating = byQuestion.get(question.code);
    const scale = rating ? compiled.scales.get(rating.scale_code) : undefined;
    if (!rating || !scale) return [];
    const points = [rating.self_point, rating.moderated_point, rating.agreed_point];
    if (!points.some((point) => needsAction(scale, point))) return [];
    const [self = null, moderated = null, agreed = null] = points.map((point) => markOf(scale, point));
    return [
      {
        aboutValue: `question:${question.code}`,
        number: question.number,
        question: question.text,
        self,
        moderated,
        agreed,
      },
    ];
  };
  const used = compiled.edition.scales.filter(({ code }) => ratings.some((rating) => rating.scale_code === code));
  const linkTo = (other: (typeof slots)[number] | undefined): SlotLink | null =>
    other ? { slotId: other.id, organisation: other.organisation } : null;
  return {
    session: { id: place.sessionId, title: slot.title, heldOn: slot.held_on, status: slot.status },
    slot: { id: slot.id, startsAt: slot.starts_at, minutes: slot.minutes },
    submissionId: slot.submission_id,
    organisation: { id: slot.organisation_id, name: slot.organisation },
    people: await listExpected(db, [slot.organisation_id], today),
    attendance:
      slot.attended === null ? { present: [], others: '' } : attendanceSchema.parse(JSON.parse(slot.attended)),
    concerns: content.standards
      .map(({ number, title, questions }) => ({ number, title, questions: questions.flatMap(concernOf) }))
      .filter(({ questions }) => questions.length > 0),
    keyLines: await listKeyLines(db, slot.submission_id, content.standards),
    subjects: subjectsOf(content.standards, byQuestion),
    scales: used.map((scale) => ({ code: scale.code, points: agreeable(scale) })),
    scaleOf: Object.fromEntries(ratings.map((rating) => [rating.question_code, rating.scale_code])),
    challenges: await listChallenges(db, slot.id, content.standards, (question, point) => {
      const scale = compiled.scales.get(byQuestion.get(question)?.scale_code ?? '');
      return scale ? markOf(scale, point) : null;
    }),
    letterReference: submission.letter,
    neighbours: { previous: linkTo(slots[at - 1]), next: linkTo(slots[at + 1]) },
  };
}

/** What can be agreed on a scale, best first. */
function agreeable(scale: Scale): { readonly code: string; readonly mark: RatingMark }[] {
  const codes = pointsWorstFirst(scale)
    .toReversed()
    .map(({ code }) => code);
  return [...codes, ...(scale.notApplicable.allowed ? [notApplicableCode] : [])].flatMap((code) => {
    const mark = markOf(scale, code);
    return mark ? [{ code, mark }] : [];
  });
}

const longestLabel = 110;
const shortened = (text: string) => (text.length <= longestLabel ? text : `${text.slice(0, longestLabel - 1)}…`);

function subjectsOf(
  standards: readonly ContentStandard[],
  rated: ReadonlyMap<string, unknown>,
): SessionRecord['subjects'] {
  return [
    { value: '', label: 'The whole return' },
    ...standards.flatMap(({ code, number, title, questions }) => [
      { value: `standard:${code}`, label: shortened(`${number} ${title}`) },
      ...questions
        .filter((question) => rated.has(question.code))
        .map((question) => ({
          value: `question:${question.code}`,
          label: shortened(`${question.number} ${question.text}`),
        })),
    ]),
  ];
}

const aboutValueOf = (standardCode: string | null, questionCode: string | null): string =>
  questionCode !== null ? `question:${questionCode}` : standardCode !== null ? `standard:${standardCode}` : '';

async function listKeyLines(
  db: Reader,
  submissionId: string,
  standards: readonly ContentStandard[],
): Promise<SessionRecord['keyLines']> {
  const rows = await db
    .selectFrom('key_line')
    .select(['id', 'text', 'standard_code', 'question_code'])
    .where('submission_id', '=', submissionId)
    .where('removed_at', 'is', null)
    // A draft is not asked, and never stands on the screen.
    .where('released_at', 'is not', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    about: aboutOf(standards, row.standard_code, row.question_code),
    aboutValue: aboutValueOf(row.standard_code, row.question_code),
  }));
}

async function listChallenges(
  db: Reader,
  slotId: string,
  standards: readonly ContentStandard[],
  markOfPoint: (questionCode: string, point: string) => RatingMark | null,
): Promise<RecordedChallenge[]> {
  const rows = await db
    .selectFrom('challenge')
    .innerJoin('person', 'person.id', 'challenge.recorded_by')
    .selectAll('challenge')
    .select('person.name as recorder')
    .where('challenge.slot_id', '=', slotId)
    .orderBy('challenge.recorded_at', 'desc')
    .orderBy('challenge.id', 'desc')
    .execute();
  const actions =
    rows.length === 0
      ? []
      : await db
          .selectFrom('action')
          .select(['id', 'reference', 'challenge_id'])
          .where(
            'challenge_id',
            'in',
            rows.map(({ id }) => id),
          )
          .orderBy('id')
          .execute();
  return rows.map((row) => ({
    id: row.id,
    revision: row.revision,
    aboutValue: aboutValueOf(row.standard_code, row.question_code),
    about: aboutOf(standards, row.standard_code, row.question_code),
    askedBy: row.asked_by,
    challenge: row.challenge,
    reply: row.reply,
    outcome: row.outcome,
    agreedPoint: row.agreed_point,
    agreed:
      row.question_code !== null && row.agreed_point !== null ? markOfPoint(row.question_code, row.agreed_point) : null,
    agreedReason: row.agreed_reason,
    recordedBy: row.recorder,
    recordedAt: row.recorded_at,
    actions: actions.filter((action) => action.challenge_id === row.id),
  }));
}
