import type { Reader } from '../../../db/client.server.ts';
import type { Question, Scale } from '../../../standards/contract.ts';
import type { Portal } from '../../platform/portal.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { fatesBetween } from '../questionnaire/comparison.server.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { levelsOf } from '../questionnaire/levels.ts';
import { primaryScale } from '../questionnaire/ratings.ts';
import { getSubmissionOfReturn, submissionScope } from '../submissions/queries.server.ts';
import { type Comparability, comparabilityOf } from './comparability.ts';
import { type OwnRating, type OwnYears, ownChange } from './own-years.ts';
import { ratedGroups } from './rated-groups.ts';

/**
 * An organisation's own ratings of a return beside those of the return before it, to the same partnership on the same set
 * of standards. Its own ratings alone: what the partnership thinks reaches it by letter. For those who may read the return;
 * one that was not sent is refused as unknown.
 */
export async function getOwnYears(portal: Portal, viewer: Viewer, returnId: string): Promise<OwnYears> {
  const { db } = portal.database;
  const submission = await getSubmissionOfReturn(db, submissionScope(viewer), returnId);
  const { snapshot } = submission;
  const page = { returnId, organisation: snapshot.content.organisation.name, now: snapshot.cycle.name };
  const earlier = await findEarlier(db, submission);
  if (!earlier) return { ...page, before: null, standards: [] };

  const young = await getEdition(db, submission.editionId);
  const old = await getEdition(db, earlier.editionId);
  const fates = young === old ? null : await fatesBetween(portal, old.edition, young.edition);
  const comparability = comparabilityOf(old.edition, young.edition, fates);
  const points = {
    now: await pointsOf(db, submission.organisationId, submission.id),
    before: await pointsOf(db, submission.organisationId, earlier.id),
  };
  const rate = (parts: RatedParts) => ownRating(parts, points);
  const standards = ratedGroups(young.edition, old.edition, comparability).flatMap((group) => {
    const { code, number, title, standard, rated } = group;
    const wholeScale = standard && primaryScale(young, standard);
    const oldStandard = old.standards.get(code);
    const whole = comparability.standards.get(code);
    return {
      code,
      number,
      title,
      whole:
        wholeScale && whole
          ? rate({
              key: `/${code}`,
              keyBefore: whole.before === null ? null : `/${whole.before}`,
              number,
              text: `${title}, as a whole`,
              scale: wholeScale,
              scaleBefore: oldStandard && primaryScale(old, oldStandard),
              comparability: whole,
            })
          : null,
      questions: rated.flatMap(({ question, number: place }) => {
        const its = comparability.questions.get(question.code);
        const scale = scaleIn(young, question);
        if (!its || !scale || !points.now.has(question.code)) return [];
        const origin = its.before === null ? undefined : old.questions.get(its.before)?.question;
        return rate({
          key: question.code,
          keyBefore: its.before,
          number: place,
          text: question.text,
          scale,
          scaleBefore: origin && scaleIn(old, origin),
          comparability: its,
        });
      }),
    };
  });
  return { ...page, before: earlier.cycle, standards: standards.filter(({ questions }) => questions.length > 0) };
}

async function findEarlier(
  db: Reader,
  now: {
    readonly organisationId: string;
    readonly partnershipId: string;
    readonly cycleId: string;
    readonly editionId: string;
    readonly submittedAt: string;
  },
) {
  return db
    .selectFrom('submission')
    .innerJoin('standard_edition as edition', 'edition.id', 'submission.edition_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select(['submission.id', 'submission.edition_id as editionId', 'cycle.name as cycle'])
    .where('submission.organisation_id', '=', now.organisationId)
    .where('submission.partnership_id', '=', now.partnershipId)
    .where('submission.cycle_id', '<>', now.cycleId)
    .where('submission.submitted_at', '<', now.submittedAt)
    .where('edition.set_code', '=', (eb) =>
      eb.selectFrom('standard_edition as present').select('present.set_code').where('present.id', '=', now.editionId),
    )
    .orderBy('submission.submitted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The organisation's own points of one submission by question; standards as a whole with a slash before their code. */
async function pointsOf(db: Reader, organisationId: string, submissionId: string): Promise<Map<string, string | null>> {
  const questions = await db
    .selectFrom('submission_rating')
    .select(['question_code as code', 'self_point as point'])
    .where('organisation_id', '=', organisationId)
    .where('submission_id', '=', submissionId)
    .execute();
  const standards = await db
    .selectFrom('submission_standard')
    .select(['standard_code as code', 'self_point as point'])
    .where('organisation_id', '=', organisationId)
    .where('submission_id', '=', submissionId)
    .execute();
  return new Map([
    ...questions.map(({ code, point }) => [code, point] as const),
    ...standards.map(({ code, point }) => [`/${code}`, point] as const),
  ]);
}

interface RatedParts {
  readonly key: string;
  readonly keyBefore: string | null;
  readonly number: string;
  readonly text: string;
  readonly scale: Scale;
  readonly scaleBefore: Scale | undefined;
  readonly comparability: Comparability;
}

type Points = Readonly<Record<'now' | 'before', ReadonlyMap<string, string | null>>>;

function ownRating(parts: RatedParts, points: Points): OwnRating {
  const { key, keyBefore, number, text, scale, scaleBefore, comparability } = parts;
  const now = points.now.get(key) ?? null;
  const before = keyBefore === null ? null : (points.before.get(keyBefore) ?? null);
  const level = (of: Scale | undefined, point: string | null) =>
    (of && levelsOf(of).find(({ code }) => code === point)) ?? null;
  return {
    code: key,
    number,
    text,
    now: level(scale, now),
    before: level(scaleBefore, before),
    change: ownChange(scale, comparability, { before, now }),
  };
}

const scaleIn = (compiled: CompiledEdition, { answer }: Question): Scale | undefined =>
  answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;
