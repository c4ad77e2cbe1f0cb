import { z } from 'zod';
import type { Reader } from '../../../../db/client.server.ts';
import type { CarriedAnswerRow } from '../../../../db/schema/carry-forward.table.ts';
import { type CarryPlan, gravestFate, stricterRule } from '../../../../standards/carry-forward.ts';
import type { Portal } from '../../../platform/portal.ts';
import { type OrganisationScope, readsInEmergency, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { answerValueSchema } from '../../questionnaire/answer-values.ts';
import {
  type ArrivedAnswer,
  arriveAt,
  asCarried,
  type CarriedAnswer,
  carryThrough,
  retiredAnswers,
} from '../../questionnaire/carry.ts';
import { findCarryPlan } from '../../questionnaire/carry-plans.server.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { CarriedOrigin, RetiredQuestion } from '../carried.ts';
import { type ContentQuestion, returnContentSchema } from '../content.ts';

/** A return at which answers may arrive. */
interface Target {
  readonly id: string;
  readonly organisationId: string;
  readonly partnershipId: string;
  readonly editionId: string;
}

/** What is carried to a question, before it has a return to belong to. */
type Arriving = Pick<CarriedAnswerRow, 'question_code' | 'standard_code' | 'rule' | 'fate' | 'note' | 'text_only'> &
  Pick<CarriedAnswerRow, 'from_codes' | 'origins' | 'value' | 'evidence' | 'state'>;

interface Carried {
  readonly outcome: 'carried' | 'nothing-sent' | 'no-succession';
  readonly submissionId: string | null;
  readonly answers: readonly Arriving[];
  readonly retired: readonly RetiredQuestion[];
}

/**
 * Carries the answers that an organisation last sent on the same set of standards into a return: marked, and counting
 * for nothing until a person confirms or revises them. What was sent to the same partnership comes first. Every answer
 * is looked at, also those to questions that are not asked yet. Happens once for a return, whoever asks for it and
 * however often: a return that is being signed or was sent is left as it is, and a question that has an answer keeps it.
 */
export async function carryForward(portal: Portal, { returnId }: { readonly returnId: string }): Promise<void> {
  const target = await findTarget(portal.database.db, returnId);
  if (!target) return;
  const carried = await lookBack(portal.database.db, target);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const keys = { organisation_id: target.organisationId, return_id: target.id };
    const claimed = await trx
      .insertInto('carry_forward')
      .values({
        ...keys,
        submission_id: carried.submissionId,
        outcome: carried.outcome,
        retired: JSON.stringify(carried.retired),
        carried_at: stamp.now,
      })
      .onConflict((conflict) => conflict.column('return_id').doNothing())
      .executeTakeFirst();
    if (claimed.numInsertedOrUpdatedRows === 0n) return;
    const answered = await trx
      .selectFrom('answer')
      .select('question_code')
      .where('return_id', '=', target.id)
      .where('organisation_id', '=', target.organisationId)
      .execute();
    const kept = new Set(answered.map(({ question_code }) => question_code));
    const { submissionId } = carried;
    const rows = carried.answers.filter(({ question_code }) => !kept.has(question_code));
    for (let start = 0; submissionId !== null && start < rows.length; start += batch)
      await trx
        .insertInto('carried_answer')
        .values(
          rows
            .slice(start, start + batch)
            .map((row) => ({ ...keys, ...row, submission_id: submissionId, settled_at: null, settled_by: null })),
        )
        .execute();
    await recordEvent(trx, stamp, {
      type: 'answers.carried',
      owner: { organisationId: target.organisationId },
      actorId: null,
      subject: { kind: 'return', id: target.id },
      detail: {
        outcome: carried.outcome,
        submission: submissionId,
        waiting: rows.filter(({ state }) => state === 'waiting').length,
        retired: carried.retired.length,
      },
    });
  });
}

/** Rows of one statement: both databases limit how many values a statement may carry. */
const batch = 500;

/**
 * As `carryForward`, when somebody opens the return before its job has run. Does nothing for a return out of scope, and
 * for whoever only reads in an emergency.
 */
export async function carryOnOpening(
  portal: Portal,
  viewer: Viewer,
  scope: OrganisationScope,
  returnId: string,
): Promise<void> {
  if (readsInEmergency(viewer)) return;
  const waiting = await portal.database.db
    .selectFrom('agency_return')
    .select('id')
    .where('id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .where('status', 'in', ['not-started', 'in-progress'])
    .where('id', 'not in', (eb) => eb.selectFrom('carry_forward').select('return_id').where('return_id', '=', returnId))
    .executeTakeFirst();
  if (waiting) await carryForward(portal, { returnId });
}

async function findTarget(db: Reader, returnId: string): Promise<Target | undefined> {
  return db
    .selectFrom('agency_return')
    .leftJoin('carry_forward', 'carry_forward.return_id', 'agency_return.id')
    .select([
      'agency_return.id',
      'agency_return.organisation_id as organisationId',
      'agency_return.partnership_id as partnershipId',
      'agency_return.edition_id as editionId',
    ])
    .where('agency_return.id', '=', returnId)
    .where('agency_return.status', 'in', ['not-started', 'in-progress'])
    .where('carry_forward.return_id', 'is', null)
    .executeTakeFirst();
}

const snapshotSchema = z.object({ content: returnContentSchema });

async function lookBack(db: Reader, target: Target): Promise<Carried> {
  const sent = await db
    .selectFrom('submission')
    .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .select(['submission.id', 'submission.edition_id', 'submission.snapshot'])
    .where('submission.organisation_id', '=', target.organisationId)
    .where('submission.return_id', '<>', target.id)
    .where('submission.superseded_at', 'is', null)
    .where(
      'standard_edition.set_code',
      '=',
      db.selectFrom('standard_edition').select('set_code').where('id', '=', target.editionId),
    )
    .orderBy((eb) => eb.case().when('submission.partnership_id', '=', target.partnershipId).then(0).else(1).end())
    .orderBy('submission.submitted_at', 'desc')
    .orderBy('submission.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!sent) return { outcome: 'nothing-sent', submissionId: null, answers: [], retired: [] };
  const plan = await findCarryPlan(db, sent.edition_id, target.editionId);
  if (!plan) return { outcome: 'no-succession', submissionId: sent.id, answers: [], retired: [] };
  const { content } = snapshotSchema.parse(JSON.parse(sent.snapshot));
  const before = new Map(
    content.standards.flatMap(({ questions }) => questions.map((question) => [question.code, question] as const)),
  );
  const old = await getEdition(db, sent.edition_id);
  const compiled = await getEdition(db, target.editionId);
  return { outcome: 'carried', submissionId: sent.id, ...carryContent(plan, before, old, compiled) };
}

/** Everything of an old return that has something to say to the new one. Pure. */
export function carryContent(
  plan: CarryPlan,
  before: ReadonlyMap<string, ContentQuestion>,
  old: CompiledEdition,
  compiled: CompiledEdition,
): Pick<Carried, 'answers' | 'retired'> {
  const given = new Map<string, CarriedAnswer>();
  for (const [code, { answer }] of before) {
    const read = answerValueSchema.safeParse(answer);
    if (read.success) given.set(code, asCarried(code, read.data));
  }
  const arrived = carryThrough(plan, given);
  const links = Map.groupBy(
    plan.links.filter(({ from }) => given.has(from)),
    (link) => link.to,
  );
  const answers = [...compiled.questions].flatMap(([code, { question, standard }]): Arriving[] => {
    const ways = links.get(code) ?? [];
    const origins = [...new Set(ways.map(({ from }) => from))].flatMap((from) => before.get(from) ?? []);
    if (origins.length === 0) return [];
    const answer = arrived.get(code);
    const scale = question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined;
    const { value, textOnly }: ArrivedAnswer = answer
      ? arriveAt(question, scale, answer, (from) => before.get(from)?.text ?? from)
      : { value: null, textOnly: false };
    const carrying = ways.filter(({ rule }) => rule !== 'ask-again');
    return [
      {
        question_code: code,
        standard_code: standard.code,
        rule: answer ? carrying.map(({ rule }) => rule).reduce(stricterRule, 'keep') : 'ask-again',
        fate: gravestFate(ways.flatMap(({ fates }) => fates)),
        note: [...new Set(ways.flatMap(({ notes }) => notes))].join('\n\n') || null,
        from_codes: JSON.stringify(origins.map((origin) => origin.code)),
        origins: JSON.stringify(origins.map((origin) => originOf(old, origin))),
        value: value === null ? null : JSON.stringify(value),
        text_only: textOnly ? 1 : 0,
        evidence: JSON.stringify(answer ? [...new Set(origins.flatMap(({ evidence }) => evidence))] : []),
        // Nothing arrived that a person could keep or change: last time's answer is shown, and this year's is new.
        state: value === null ? 'afresh' : 'waiting',
      },
    ];
  });
  const retired = retiredAnswers(plan, given).flatMap((code): RetiredQuestion[] => {
    const question = before.get(code);
    return question ? [{ code, number: question.number, text: question.text }] : [];
  });
  return { answers, retired };
}

function originOf({ scales }: CompiledEdition, question: ContentQuestion): CarriedOrigin {
  const { code, number, text, words, narrative } = question;
  const point = scales.get(question.scale ?? '')?.points.find((one) => one.code === question.point);
  return {
    code,
    number,
    text,
    words,
    narrative,
    point: point ? { word: point.word, shape: point.shape, tone: point.tone } : null,
  };
}
