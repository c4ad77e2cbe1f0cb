import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { countThreads, listThreads, type ThreadEntry } from './queries.server.ts';

/** The returns about which something is written with the reader's partnerships, the newest first. */
export async function getThreadList(db: Reader, viewer: Viewer, asked: number): Promise<Page<ThreadEntry>> {
  const scope = partnershipScope(viewer, 'thread.read');
  const total = await countThreads(db, scope);
  const { page, pageCount, offset } = pageOf(total, asked);
  return { items: await listThreads(db, viewer, scope, { limit: pageSize, offset }), page, pageCount, total };
}
