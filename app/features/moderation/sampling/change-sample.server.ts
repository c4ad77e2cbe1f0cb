import { z } from 'zod';
import type { Trx } from '../../../../db/client.server.ts';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getCycle } from '../../cycles/queries.server.ts';
import { listSentReturns } from './candidates.server.ts';
import { seenOf, withThresholds } from './page.server.ts';
import { drawSample, sampleFormSchema } from './rules.ts';

/** What became of a form about the sample of a cycle. */
export type SampleOutcome =
  | { readonly ok: true; readonly done: 'drawn' | 'added' | 'removed' }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues; readonly stale?: true };

/** A return that is added by hand. */
const byHandSchema = z.object({
  returnId: z.string('Choose a return').min(1, 'Choose a return').max(60),
  reason: z
    .string('Say why it is moderated')
    .trim()
    .min(1, 'Say why it is moderated')
    .max(500, 'Shorten the reason to 500 characters or fewer'),
});

/** What a posted form asks for: `draw`, `add` or `remove`. Refuses a cycle outside the scope as unknown, and a closed one. */
export async function postSampleForm(
  portal: Portal,
  viewer: Viewer,
  cycleId: string,
  form: FormData,
): Promise<SampleOutcome> {
  const scope = partnershipScope(viewer, 'moderation.assign');
  const intent = form.get('intent');
  return portal.database.transaction(async (trx): Promise<SampleOutcome> => {
    const cycle = await getCycle(trx, scope, cycleId);
    if (cycle.status === 'closed') throw notNow('This cycle is closed: what was moderated stays as it was');
    const work: SampleWork = { trx, portal, viewer, cycle: { id: cycle.id, partnershipId: cycle.partnershipId } };
    if (intent === 'draw') return draw(work, form);
    if (intent === 'add') return addByHand(work, form);
    if (intent === 'remove') return remove(work, form);
    throw notFound();
  });
}

interface SampleWork {
  readonly trx: Trx;
  readonly portal: Portal;
  readonly viewer: Viewer;
  readonly cycle: { readonly id: string; readonly partnershipId: string };
}

/**
 * Puts a sample in the place of the one before it, which is kept. Returns that were added by hand stay in. Refuses where
 * the sample is no longer what the page showed, because a return arrived meanwhile.
 */
async function draw({ trx, portal, viewer, cycle }: SampleWork, form: FormData): Promise<SampleOutcome> {
  const parsed = parseForm(sampleFormSchema, form);
  if (!parsed.ok) return parsed;
  const rules = await withThresholds(trx, cycle, parsed.value);
  const stamp = portal.stamp();
  const sent = await listSentReturns(trx, cycle, {
    seed: rules.seed,
    withEvidence: rules.risks.unproven !== undefined,
    survey: rules.survey,
  });
  const drawn = drawSample(sent, rules);
  if (form.get('seen') !== seenOf(drawn))
    return {
      ok: false,
      stale: true,
      errors: { '': ['What falls in has changed since you looked: a return was sent. Look again, then choose it'] },
      values: typedValues(form),
    };
  await trx
    .updateTable('sampled_return')
    .set({ removed_at: stamp.now })
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .where('removed_at', 'is', null)
    .where('draw_id', 'is not', null)
    .execute();
  const drawId = stamp.newId();
  await trx
    .insertInto('sampling_draw')
    .values({
      id: drawId,
      partnership_id: cycle.partnershipId,
      cycle_id: cycle.id,
      rules: JSON.stringify(rules),
      seed: rules.seed,
      population: sent.length,
      drawn_by: viewer.personId,
      drawn_at: stamp.now,
    })
    .execute();
  const kept = await trx
    .selectFrom('sampled_return')
    .select('return_id')
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .where('removed_at', 'is', null)
    .execute();
  const byHand = new Set(kept.map(({ return_id }) => return_id));
  const rows = sent.flatMap(({ returnId, organisationId }) => {
    const reasons = drawn.get(returnId);
    if (!reasons || byHand.has(returnId)) return [];
    return [{ returnId, organisationId, drawId, why: JSON.stringify(reasons), reason: '' }];
  });
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await trx
      .insertInto('sampled_return')
      .values(rows.slice(from, from + rowsAtOnce).map((row) => sampledRow(stamp, viewer, cycle, row)))
      .execute();
  await recordEvent(trx, stamp, {
    type: 'sampling.drawn',
    owner: { partnershipId: cycle.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'cycle', id: cycle.id },
    detail: { draw: drawId, seed: rules.seed, population: sent.length, drawn: drawn.size },
  });
  return { ok: true, done: 'drawn' };
}

/** Parameters of one statement are limited. */
const rowsAtOnce = 50;

const sampledRow = (
  stamp: { readonly now: string; readonly newId: () => string },
  viewer: Viewer,
  cycle: SampleWork['cycle'],
  row: {
    readonly returnId: string;
    readonly organisationId: string;
    readonly drawId: string | null;
    readonly why: string;
    readonly reason: string;
  },
) => ({
  id: stamp.newId(),
  partnership_id: cycle.partnershipId,
  cycle_id: cycle.id,
  organisation_id: row.organisationId,
  return_id: row.returnId,
  draw_id: row.drawId,
  why: row.why,
  reason: row.reason,
  added_by: viewer.personId,
  added_at: stamp.now,
  removed_at: null,
});

async function addByHand({ trx, portal, viewer, cycle }: SampleWork, form: FormData): Promise<SampleOutcome> {
  const parsed = parseForm(byHandSchema, form);
  if (!parsed.ok) return parsed;
  const { returnId, reason } = parsed.value;
  const stamp = portal.stamp();
  const sent = await trx
    .selectFrom('submission')
    .select('organisation_id as organisationId')
    .where('return_id', '=', returnId)
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (!sent)
    return {
      ok: false,
      errors: { returnId: ['Choose a return that was sent in this cycle'] },
      values: typedValues(form),
    };
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('sampled_return')
    .values(
      sampledRow(stamp, viewer, cycle, {
        returnId,
        organisationId: sent.organisationId,
        drawId: null,
        why: '[]',
        reason,
      }),
    )
    .onConflict((conflict) =>
      conflict.columns(['partnership_id', 'return_id']).where('removed_at', 'is', null).doNothing(),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return { ok: true, done: 'added' };
  await recordEvent(trx, stamp, {
    type: 'sample.added',
    owner: { partnershipId: cycle.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'cycle', id: cycle.id },
    detail: { return: returnId },
  });
  return { ok: true, done: 'added' };
}

/** Only what was added by hand can be taken out by hand: the rest follows from the rules. */
async function remove({ trx, portal, viewer, cycle }: SampleWork, form: FormData): Promise<SampleOutcome> {
  const stamp = portal.stamp();
  const removed = await trx
    .updateTable('sampled_return')
    .set({ removed_at: stamp.now })
    .where('id', '=', String(form.get('sampledId') ?? ''))
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .where('draw_id', 'is', null)
    .where('removed_at', 'is', null)
    .returning('return_id')
    .execute();
  if (removed[0])
    await recordEvent(trx, stamp, {
      type: 'sample.removed',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { return: removed[0].return_id },
    });
  return { ok: true, done: 'removed' };
}
