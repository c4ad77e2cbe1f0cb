import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { judgeItem } from '../../app/features/disclosure/commands/judge-item.server.ts';
import { recordDisclosure } from '../../app/features/disclosure/commands/record-disclosure.server.ts';
import { type Judgement, type NewDisclosure, newDisclosureSchema } from '../../app/features/disclosure/schema.ts';
import { askForSearch, searchRecords } from '../../app/features/disclosure/search.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { idOfSaved } from './a-group.ts';

interface DisclosureParts {
  readonly kind?: NewDisclosure['kind'];
  readonly receivedOn?: string;
  readonly searchWords?: string;
  readonly account?: string;
}

/** A request for disclosure of the handler's only owner; gives its id. */
export const aDisclosure = (portal: Portal, handler: Viewer, parts: DisclosureParts = {}): Promise<string> =>
  idOfSaved(
    recordDisclosure(
      portal,
      handler,
      newDisclosureSchema.parse({
        kind: parts.kind ?? 'subject-access',
        receivedOn: parts.receivedOn ?? portal.stamp().today,
        askedBy: 'A parent',
        askedFor: 'Everything about them',
        searchWords: parts.searchWords ?? 'Robin Marsh',
        account: parts.account ?? '',
      }),
    ),
  );

/** Searches for a request, as the job does. */
export async function searched(portal: Portal, handler: Viewer, requestId: string): Promise<void> {
  await idOfSaved(askForSearch(portal, handler, requestId));
  const rows = await portal.database.db
    .selectFrom('disclosure_search')
    .select('id')
    .where('request_id', '=', requestId)
    .where('status', '=', 'queued')
    .execute();
  for (const { id } of rows) await searchRecords(portal, { searchId: id });
}

/** The records of a request with their copies, oldest first. */
export const recordsOf = (portal: Portal, requestId: string) =>
  portal.database.db
    .selectFrom('disclosure_item')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();

/** Decides about a record as it stands now. */
export async function judged(
  portal: Portal,
  handler: Viewer,
  requestId: string,
  itemId: string,
  parts: Partial<Judgement> = {},
) {
  const { revision } = await portal.database.db
    .selectFrom('disclosure_item')
    .select('revision')
    .where('id', '=', itemId)
    .executeTakeFirstOrThrow();
  return judgeItem(portal, handler, requestId, itemId, {
    revision,
    decision: 'include',
    exemption: '',
    reason: '',
    sentences: [],
    passages: [],
    ...parts,
  });
}
