import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import type { CarryPlan } from '../../../standards/carry-forward.ts';
import type { Edition } from '../../../standards/contract.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import type { Portal } from '../../platform/portal.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { returnContentSchema } from '../returns/content.ts';
import { type Preview, previewOf, readPreview, writePreview } from './preview.ts';

/** The way from one old edition to the edition of an upgrade. */
export interface UpgradePlan {
  readonly editionId: string;
  readonly plan: CarryPlan;
  /** Names what `plan` does to the questions of its end: the same key, the same numbers, for ever. */
  readonly key: string;
}

const keys = new WeakMap<CarryPlan, WeakMap<Edition, string>>();

/** The name of a plan into an edition: a hash of the plan and of everything that an answer is checked against. */
export function planKey(plan: CarryPlan, { edition }: CompiledEdition): string {
  const known = keys.get(plan) ?? new WeakMap<Edition, string>();
  keys.set(plan, known);
  const key =
    known.get(edition) ??
    sha256OfValue({
      plan,
      scales: edition.scales,
      questions: edition.standards.map(({ code, questions }) => ({
        code,
        questions: questions.map((question) => ({ code: question.code, answer: question.answer })),
      })),
    });
  known.set(edition, key);
  return key;
}

/** What has been worked out for plans, by submission. One statement. */
export async function findPreviews(
  db: Reader,
  partnershipId: string,
  plans: readonly UpgradePlan[],
): Promise<Map<string, Preview>> {
  if (plans.length === 0) return new Map();
  const rows = await db
    .selectFrom('upgrade_preview')
    .select(['submission_id', 'document'])
    .where('partnership_id', '=', partnershipId)
    .where(
      'plan_key',
      'in',
      plans.map(({ key }) => key),
    )
    .execute();
  return new Map(rows.map((row) => [row.submission_id, readPreview(row.document)]));
}

/** A sent return whose upgrade is still to be worked out. */
export interface Unplanned {
  readonly submissionId: string;
  readonly editionId: string;
}

/** Returns read at a time: a snapshot can hold a hundred thousand letters. */
const batch = 20;
const snapshotSchema = z.object({ content: returnContentSchema });

/** Works out what the plans do to sent returns, and keeps it: a batch at a time, letting others in between. */
export async function workOutPreviews(
  portal: Portal,
  { partnershipId, compiled }: { readonly partnershipId: string; readonly compiled: CompiledEdition },
  plans: readonly UpgradePlan[],
  unplanned: readonly Unplanned[],
): Promise<Map<string, Preview>> {
  const { db } = portal.database;
  const previews = new Map<string, Preview>();
  for (let start = 0; start < unplanned.length; start += batch) {
    const part = unplanned.slice(start, start + batch);
    const rows = await db
      .selectFrom('submission')
      .select(['id', 'organisation_id', 'edition_id', 'snapshot'])
      .where('partnership_id', '=', partnershipId)
      .where(
        'id',
        'in',
        part.map(({ submissionId }) => submissionId),
      )
      .execute();
    const found = [];
    for (const row of rows) {
      const way = plans.find(({ editionId }) => editionId === row.edition_id);
      if (!way) continue;
      const { content } = snapshotSchema.parse(JSON.parse(row.snapshot));
      const before = new Map(
        content.standards.flatMap(({ questions }) => questions.map((question) => [question.code, question] as const)),
      );
      const preview = previewOf(way.plan, before, await getEdition(db, row.edition_id), compiled);
      previews.set(row.id, preview);
      found.push({ row, key: way.key, document: writePreview(preview) });
    }
    if (found.length > 0) await keepPreviews(portal, partnershipId, found);
    await nextTurn();
  }
  return previews;
}

async function keepPreviews(
  portal: Portal,
  partnershipId: string,
  found: readonly { row: { id: string; organisation_id: string }; key: string; document: string }[],
): Promise<void> {
  const { now } = portal.stamp();
  await portal.database.transaction(async (trx) => {
    await trx
      .deleteFrom('upgrade_preview')
      .where('partnership_id', '=', partnershipId)
      .where(
        'submission_id',
        'in',
        found.map(({ row }) => row.id),
      )
      .execute();
    await trx
      .insertInto('upgrade_preview')
      .values(
        found.map(({ row, key, document }) => ({
          partnership_id: partnershipId,
          organisation_id: row.organisation_id,
          submission_id: row.id,
          plan_key: key,
          document,
          worked_out_at: now,
        })),
      )
      .onConflict((conflict) => conflict.columns(['submission_id', 'plan_key']).doNothing())
      .execute();
  });
}
