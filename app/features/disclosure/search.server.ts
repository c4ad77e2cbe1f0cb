import { createHash } from 'node:crypto';
import type { Trx } from '../../../db/client.server.ts';
import type { DisclosureRequestRow, DisclosureSearchRow } from '../../../db/schema/disclosure.table.ts';
import type { Saved } from '../../platform/page-forms.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { queueJob } from '../jobs/commands.server.ts';
import { problem } from '../partnerships/commands/saved.ts';
import { createMatcher } from './matching.ts';
import { noMarks } from './redaction.ts';
import { mostItems } from './rules.ts';
import { holdDisclosure, ownerColumns, ownerOf } from './scope.server.ts';
import { type SourceCode, sourceWords } from './source-words.ts';
import { listAccountEvents } from './sources/account-events.server.ts';
import { sourcesOf } from './sources/index.ts';
import type { HeldRecord } from './sources/source.ts';

/** Asks for a search. One that is under way already is the answer to a second press. */
export async function askForSearch(portal: Portal, viewer: Viewer, requestId: string): Promise<Saved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const request = await holdDisclosure(trx, viewer, requestId);
    if (request.status === 'closed') return problem('', 'This request is closed');
    const id = stamp.newId();
    const added = await trx
      .insertInto('disclosure_search')
      .values({
        id,
        ...ownerColumns(ownerOf(request)),
        request_id: requestId,
        status: 'queued',
        progress: 0,
        cut_short: 0,
        asked_by: viewer.personId,
        asked_at: stamp.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return { saved: true, id: requestId };
    await queueJob(trx, stamp, {
      kind: 'search-records',
      payload: { searchId: id },
      reference: `search-records:${id}`,
    });
    await recordEvent(trx, stamp, {
      type: 'disclosure.search-asked',
      owner: ownerOf(request),
      actorId: viewer.personId,
      subject: { kind: 'disclosure', id: requestId },
    });
    return { saved: true, id: requestId };
  });
}

/**
 * Reads every record of the request's owner and keeps a copy of each that holds one of the words, or is of the person's
 * account. Doing it twice does it once: a record whose text is there already is left as it is, with what was decided about
 * it; one that reads otherwise now is a new item. A record in every list is found by its owner alone.
 */
export async function searchRecords(portal: Portal, { searchId }: { readonly searchId: string }): Promise<void> {
  const { db } = portal.database;
  const search = await db
    .updateTable('disclosure_search')
    .set({ status: 'searching', progress: 0 })
    .where('id', '=', searchId)
    .where('status', 'in', ['queued', 'searching'])
    .returningAll()
    .executeTakeFirst();
  if (!search) return;
  const request = await db
    .selectFrom('disclosure_request')
    .selectAll()
    .where('id', '=', search.request_id)
    .executeTakeFirstOrThrow();
  try {
    await finish(portal, search, request, await collect(portal, search, request));
  } catch (error) {
    // The portal is closing: the search is taken up again by the next process.
    if (error instanceof Error && 'code' in error && error.code === 'closed') throw error;
    portal.log.error('search-failed', error, { searchId });
    await fail(portal, search);
  }
}

interface Collected {
  readonly found: number;
  readonly added: number;
  readonly cutShort: boolean;
}

async function collect(portal: Portal, search: DisclosureSearchRow, request: DisclosureRequestRow): Promise<Collected> {
  const { db } = portal.database;
  const owner = ownerOf(request);
  const ownerId = 'partnershipId' in owner ? owner.partnershipId : owner.organisationId;
  const matches = createMatcher(JSON.parse(request.search_words) as string[]);
  const sources = sourcesOf(owner);
  const { today } = portal.stamp();
  let [found, added, cutShort] = [0, 0, false];
  const keep = async (code: SourceCode, records: readonly HeldRecord[]) => {
    const hits = records.flatMap((record) => {
      const byAccount = request.person_id !== null && record.people.includes(request.person_id);
      if (record.text === '' || !(byAccount || matches([record.text]))) return [];
      return [{ record, foundBy: byAccount ? ('account' as const) : ('words' as const) }];
    });
    found += hits.length;
    for (const hit of hits) {
      const kept = await keepItem(portal, request, code, hit);
      if (kept === 'full') cutShort = true;
      if (kept === 'added') added += 1;
    }
  };
  for (const [at, source] of sources.entries()) {
    await noteProgress(portal, search.id, Math.round((at / sources.length) * 100), sourceWords[source.code]);
    for (let after: string | null = ''; after !== null && !cutShort; ) {
      const page = await source.read(db, ownerId, after, today);
      await keep(source.code, page.records);
      after = page.next;
    }
  }
  if (request.person_id !== null && !cutShort)
    await keep('account-events', await listAccountEvents(db, owner, request.person_id));
  return { found, added, cutShort };
}

async function keepItem(
  portal: Portal,
  request: DisclosureRequestRow,
  code: SourceCode,
  { record, foundBy }: { readonly record: HeldRecord; readonly foundBy: 'words' | 'account' },
): Promise<'added' | 'there' | 'full'> {
  return portal.database.transaction(async (trx) => {
    const { total } = await trx
      .selectFrom('disclosure_item')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where('request_id', '=', request.id)
      .executeTakeFirstOrThrow();
    if (Number(total) >= mostItems) return 'full';
    const added = await trx
      .insertInto('disclosure_item')
      .values({
        id: portal.newId(),
        ...ownerColumns(ownerOf(request)),
        request_id: request.id,
        source: code,
        source_key: `${code}:${record.key}`,
        title: record.title,
        dated: record.dated,
        found_by: foundBy,
        text: record.text,
        text_sha256: createHash('sha256').update(record.text).digest('hex'),
        taken_at: portal.stamp().now,
        reason: '',
        marks: JSON.stringify(noMarks),
        revision: 0,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return added ? 'added' : 'there';
  });
}

const noteProgress = (portal: Portal, searchId: string, progress: number, note: string): Promise<unknown> =>
  portal.database.db
    .updateTable('disclosure_search')
    .set({ progress, progress_note: note })
    .where('id', '=', searchId)
    .where('status', '=', 'searching')
    .execute();

async function finish(
  portal: Portal,
  search: DisclosureSearchRow,
  request: DisclosureRequestRow,
  { found, added, cutShort }: Collected,
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const done = await end(trx, stamp, search.id, {
      status: 'ready',
      progress: 100,
      found,
      added,
      cut_short: cutShort ? 1 : 0,
    });
    if (!done) return;
    // What was checked by a second person did not hold what was found now.
    if (added > 0)
      await trx
        .updateTable('disclosure_request')
        .set((eb) => ({ judged_revision: eb('judged_revision', '+', 1) }))
        .where('id', '=', request.id)
        .execute();
    await recordEvent(trx, stamp, {
      type: 'disclosure.searched',
      owner: ownerOf(request),
      actorId: null,
      subject: { kind: 'disclosure', id: request.id },
      detail: { found, added, cutShort },
    });
  });
}

async function fail(portal: Portal, search: DisclosureSearchRow): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (!(await end(trx, stamp, search.id, { status: 'failed' }))) return;
    await recordEvent(trx, stamp, {
      type: 'disclosure.search-failed',
      owner: ownerOf(search),
      actorId: null,
      subject: { kind: 'disclosure', id: search.request_id },
    });
  });
}

const end = (trx: Trx, stamp: Stamp, searchId: string, set: Partial<DisclosureSearchRow>) =>
  trx
    .updateTable('disclosure_search')
    .set({ ...set, progress_note: null, finished_at: stamp.now })
    .where('id', '=', searchId)
    .where('status', '=', 'searching')
    .returning('id')
    .executeTakeFirst();
