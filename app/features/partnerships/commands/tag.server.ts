import type { Trx } from '../../../../db/client.server.ts';
import type { PriorityTagRow } from '../../../../db/schema/registers.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { type TagKind, tagColumns } from '../tags.server.ts';
import { holdPartnership } from './save-group.server.ts';

/** A thing that is tagged, of one partnership; found by whoever names it. */
export interface Tagged {
  readonly kind: TagKind;
  readonly id: string;
}

/**
 * Says with which priorities and themes a challenge or a risk is tagged: those that are named, and no others. Refuses as
 * not found a thing or a priority of another partnership.
 */
export async function saveTags(
  portal: Portal,
  viewer: Viewer,
  tagged: Tagged,
  priorityIds: readonly string[],
): Promise<void> {
  const scope = partnershipScope(viewer, 'priority.tag');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const partnershipId = await partnershipOfTagged(trx, scope, tagged);
    if (partnershipId === undefined) throw notFound();
    await holdPartnership(trx, partnershipId);
    const wanted = await known(trx, partnershipId, priorityIds);
    const column = tagColumns[tagged.kind];
    const before = await trx
      .selectFrom('priority_tag')
      .select(['id', 'priority_id'])
      .where('partnership_id', '=', partnershipId)
      .where('kind', '=', tagged.kind)
      .where(column, '=', tagged.id)
      .execute();
    const gone = before.filter(({ priority_id }) => !wanted.includes(priority_id));
    const fresh = wanted.filter((id) => !before.some(({ priority_id }) => priority_id === id));
    await remove(trx, partnershipId, gone);
    for (const priorityId of fresh)
      await add(
        trx,
        stamp,
        viewer,
        { partnership_id: partnershipId, priority_id: priorityId, kind: tagged.kind },
        {
          [column]: tagged.id,
        },
      );
    if (gone.length + fresh.length === 0) return;
    await recordEvent(trx, stamp, {
      type: 'priority.tagged',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: subjects[tagged.kind], id: tagged.id },
      detail: { added: fresh.join(' '), removed: gone.map(({ priority_id }) => priority_id).join(' ') },
    });
  });
}

const subjects = { 'log-entry': 'challenge-log', challenge: 'challenge', risk: 'risk' } as const;

/** Says which questions of a set are tagged with a priority: of those that were shown, the ones that are named. */
export async function saveQuestionTags(
  portal: Portal,
  viewer: Viewer,
  input: {
    readonly priorityId: string;
    readonly setCode: string;
    /** The questions that the person could tick; a tag of any other question stays as it is. */
    readonly shown: readonly string[];
    readonly ticked: readonly string[];
  },
): Promise<void> {
  const scope = partnershipScope(viewer, 'priority.tag');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const priority = await trx
      .selectFrom('partnership_priority')
      .select('partnership_id')
      .where('id', '=', input.priorityId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!priority) throw notFound();
    const partnershipId = priority.partnership_id;
    await holdPartnership(trx, partnershipId);
    const before = await trx
      .selectFrom('priority_tag')
      .select(['id', 'question_code'])
      .where('partnership_id', '=', partnershipId)
      .where('priority_id', '=', input.priorityId)
      .where('kind', '=', 'question')
      .where('set_code', '=', input.setCode)
      .execute();
    const gone = before.filter(
      ({ question_code }) => input.shown.includes(question_code ?? '') && !input.ticked.includes(question_code ?? ''),
    );
    const fresh = input.shown.filter(
      (code) => input.ticked.includes(code) && !before.some(({ question_code }) => question_code === code),
    );
    await remove(trx, partnershipId, gone);
    const row = { partnership_id: partnershipId, priority_id: input.priorityId, kind: 'question' } as const;
    for (const code of fresh) await add(trx, stamp, viewer, row, { set_code: input.setCode, question_code: code });
    if (gone.length + fresh.length === 0) return;
    await recordEvent(trx, stamp, {
      type: 'priority.questions-tagged',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'priority', id: input.priorityId },
      detail: { set: input.setCode, added: fresh.length, removed: gone.length },
    });
  });
}

async function partnershipOfTagged(
  trx: Trx,
  { partnershipIds }: PartnershipScope,
  { kind, id }: Tagged,
): Promise<string | undefined> {
  const table = ({ 'log-entry': 'challenge_log_entry', challenge: 'challenge', risk: 'risk' } as const)[kind];
  const row = await trx
    .selectFrom(table)
    .select('partnership_id')
    .where('id', '=', id)
    .where('partnership_id', 'in', partnershipIds)
    .executeTakeFirst();
  return row?.partnership_id;
}

/** The priorities that were named, each once; one of another partnership is refused as not found. */
async function known(trx: Trx, partnershipId: string, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await trx
    .selectFrom('partnership_priority')
    .select('id')
    .where('partnership_id', '=', partnershipId)
    .where('id', 'in', wanted)
    .execute();
  if (rows.length !== wanted.length) throw notFound();
  return wanted;
}

async function remove(trx: Trx, partnershipId: string, tags: readonly { readonly id: string }[]): Promise<void> {
  if (tags.length === 0) return;
  await trx
    .deleteFrom('priority_tag')
    .where('partnership_id', '=', partnershipId)
    .where(
      'id',
      'in',
      tags.map(({ id }) => id),
    )
    .execute();
}

const add = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  row: Pick<PriorityTagRow, 'partnership_id' | 'priority_id' | 'kind'>,
  thing: Partial<PriorityTagRow>,
) =>
  trx
    .insertInto('priority_tag')
    .values({
      id: stamp.newId(),
      set_code: null,
      question_code: null,
      log_entry_id: null,
      challenge_id: null,
      risk_id: null,
      tagged_by: viewer.personId,
      tagged_at: stamp.now,
      ...row,
      ...thing,
    })
    .execute();
