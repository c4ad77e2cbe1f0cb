import type { Reader } from '../../../../db/client.server.ts';
import type { MinutesModel } from '../../../../pdf/models.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { refuseWhileBlind } from '../../cycles/blind.server.ts';
import { wordDifferences } from '../../questionnaire/word-differences.ts';
import type { CopyFormat } from '../../returns/copy-formats.ts';
import type { TextDifference } from '../../submissions/versions/difference.ts';
import { type DocumentFile, type FrozenDocument, openDocumentFile } from '../document-file.server.ts';
import { minutesPassages, passageDifferences } from '../passages.ts';
import type { SessionStatus } from '../rules.ts';
import { type MinutesBody, type MinutesText, minutesBody, proposedMinutes } from './minutes-model.server.ts';
import { type MinutesRecords, readMinutesRecords } from './minutes-records.server.ts';

/** One change of the words of minutes. */
export interface MinutesEdit {
  readonly revision: number;
  readonly by: string;
  readonly at: string;
  readonly differences: readonly TextDifference[];
}

/** A version that was approved. */
export interface MinutesVersion {
  readonly version: number;
  readonly reference: string;
  readonly by: string;
  readonly at: string;
  readonly sha256: string;
}

/** Minutes being written, with the versions that were approved, as one page needs it. */
export interface MinutesDesk {
  readonly session: { readonly id: string; readonly title: string; readonly status: SessionStatus };
  readonly cycle: string;
  readonly text: MinutesText;
  /** 0 until somebody saves words. */
  readonly revision: number;
  readonly savedBy: string | null;
  readonly savedAt: string | null;
  readonly body: MinutesBody;
  readonly bodySha256: string;
  /** Newest first. */
  readonly edits: readonly MinutesEdit[];
  /** Newest first. */
  readonly versions: readonly MinutesVersion[];
  /** What differs from the newest approved version, else from the words as they were saved last. */
  readonly changed: {
    readonly since: 'approved' | 'saved';
    readonly at: string;
    readonly differences: readonly TextDifference[];
  } | null;
  readonly may: { readonly write: boolean; readonly approve: boolean };
}

/** The chair of the session, or an independent chair. */
export const mayApproveMinutes = (viewer: Viewer, { partnershipId, session }: MinutesRecords): boolean =>
  mayInPartnership(viewer, 'minutes.approve', partnershipId) ||
  (session.chairId === viewer.personId && mayInPartnership(viewer, 'minutes.write', partnershipId));

/** The minutes of a session for those who write them. An unknown or foreign id is refused as not found. */
export async function getMinutesDesk(portal: Portal, viewer: Viewer, sessionId: string): Promise<MinutesDesk> {
  const scope = partnershipScope(viewer, 'minutes.write');
  const { today } = portal.stamp();
  return portal.database.readTogether(async (trx) => {
    const records = await readMinutesRecords(trx, scope, sessionId, today);
    const saved = await findMinutesWords(trx, records);
    const text = saved?.text ?? proposedMinutes(records);
    const body = minutesBody(records, text);
    const newest = await findNewestMinutes(trx, records);
    return {
      session: { id: records.session.id, title: records.session.title, status: records.session.status },
      cycle: records.cycle,
      // Why there was the last version is not why there is another.
      text: text.reason === newest?.body.change ? { ...text, reason: '' } : text,
      revision: saved?.revision ?? 0,
      savedBy: saved?.by ?? null,
      savedAt: saved?.at ?? null,
      body,
      bodySha256: sha256OfValue(body),
      edits: await listMinutesEdits(trx, records),
      versions: await listVersions(trx, records),
      changed: changedSince(newest, saved, body),
      may: {
        write: records.session.status === 'held',
        approve: records.session.status === 'held' && mayApproveMinutes(viewer, records),
      },
    };
  });
}

type Place = Pick<MinutesRecords, 'partnershipId'> & { readonly session: { readonly id: string } };
type SavedState = { readonly body: MinutesBody; readonly at: string };

function changedSince(
  approved: SavedState | undefined,
  saved: SavedState | undefined,
  body: MinutesBody,
): MinutesDesk['changed'] {
  const state = approved ?? saved;
  if (!state) return null;
  const differences = passageDifferences(minutesPassages(state.body), minutesPassages(body));
  if (differences.length === 0) return null;
  return { since: approved ? 'approved' : 'saved', at: state.at, differences };
}

const wordColumns = ['panel', 'opening', 'discussion', 'next_steps', 'reason'] as const;

/** The words that were saved last, with the minutes as they read then. */
export async function findMinutesWords(
  db: Reader,
  { partnershipId, session }: Place,
): Promise<(SavedState & { readonly text: MinutesText; readonly revision: number; readonly by: string }) | undefined> {
  const row = await db
    .selectFrom('session_minutes_words')
    .innerJoin('person', 'person.id', 'session_minutes_words.saved_by')
    .select([...wordColumns, 'session_minutes_words.revision', 'body', 'saved_at', 'person.name'])
    .where('session_id', '=', session.id)
    .where('partnership_id', '=', partnershipId)
    .where('session_minutes_words.revision', '>', 0)
    .orderBy('session_minutes_words.revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { panel, opening, discussion, next_steps: nextSteps, reason } = row;
  return {
    text: { panel, opening, discussion, nextSteps, reason },
    revision: row.revision,
    by: row.name,
    at: row.saved_at,
    // Written by `saveMinutes` from a typed body.
    body: JSON.parse(row.body) as MinutesBody,
  };
}

/** The version that was approved last. */
export async function findNewestMinutes(
  db: Reader,
  { partnershipId, session }: Place,
): Promise<(SavedState & { readonly version: number; readonly bodySha256: string }) | undefined> {
  const row = await db
    .selectFrom('session_minutes')
    .select(['version', 'body', 'body_sha256', 'approved_at'])
    .where('session_id', '=', session.id)
    .where('partnership_id', '=', partnershipId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row
    ? {
        version: row.version,
        bodySha256: row.body_sha256,
        // Written by `approveMinutes` from a typed body.
        body: JSON.parse(row.body) as MinutesBody,
        at: row.approved_at,
      }
    : undefined;
}

/** How many changes and versions a page shows. */
const most = 50;

const labels = [
  ['Panel and apologies', 'panel'],
  ['Opening', 'opening'],
  ['Other matters', 'discussion'],
  ['What happens next', 'next_steps'],
  ['Why there is a new version', 'reason'],
] as const;

async function listMinutesEdits(db: Reader, { partnershipId, session }: Place): Promise<MinutesEdit[]> {
  const rows = await db
    .selectFrom('session_minutes_words')
    .innerJoin('person', 'person.id', 'session_minutes_words.saved_by')
    .select([...wordColumns, 'session_minutes_words.revision', 'saved_at', 'person.name'])
    .where('session_id', '=', session.id)
    .where('partnership_id', '=', partnershipId)
    .orderBy('session_minutes_words.revision', 'desc')
    .limit(most)
    .execute();
  return rows.slice(0, -1).map((row, at) => ({
    revision: row.revision,
    by: row.name,
    at: row.saved_at,
    differences: labels.flatMap(([label, name]) => {
      const before = rows[at + 1]?.[name] ?? '';
      return before === row[name] ? [] : [{ label, ...wordDifferences(before, row[name]) }];
    }),
  }));
}

const listVersions = (db: Reader, { partnershipId, session }: Place): Promise<MinutesVersion[]> =>
  db
    .selectFrom('session_minutes')
    .innerJoin('person', 'person.id', 'session_minutes.approved_by')
    .select(['version', 'reference', 'person.name as by', 'approved_at as at', 'sha256'])
    .where('session_id', '=', session.id)
    .where('partnership_id', '=', partnershipId)
    .orderBy('version', 'desc')
    .limit(most)
    .execute();

/** Minutes as they were approved. */
export interface ApprovedMinutes {
  readonly id: string;
  readonly partnershipId: string;
  readonly version: number;
  readonly newest: number;
  readonly model: MinutesModel;
  readonly sha256: string;
  readonly pdfSha256: string | null;
}

/** One version of the minutes of a session, for everybody of the partnership. Unknown and foreign ones are not found. */
export async function getMinutes(
  db: Reader,
  viewer: Viewer,
  sessionId: string,
  version: string,
): Promise<ApprovedMinutes> {
  const scope = partnershipScope(viewer, 'minutes.read');
  await refuseWhileBlind(db, viewer, { sessionId });
  const rows = await db
    .selectFrom('session_minutes')
    .select(['id', 'partnership_id', 'version', 'model', 'sha256', 'pdf_sha256'])
    .where('session_id', '=', sessionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .orderBy('version', 'desc')
    .execute();
  const row = rows.find((one) => String(one.version) === version);
  if (!row) throw notFound();
  return {
    id: row.id,
    partnershipId: row.partnership_id,
    version: row.version,
    newest: rows[0]?.version ?? row.version,
    // Written by `approveMinutes` from a typed model and never changed after.
    model: JSON.parse(row.model) as MinutesModel,
    sha256: row.sha256,
    pdfSha256: row.pdf_sha256,
  };
}

/** The number of the newest approved version, for links; null where there is none. */
export async function findMinutesVersion(
  db: Reader,
  session: { readonly id: string; readonly partnershipId: string },
): Promise<number | null> {
  const newest = await findNewestMinutes(db, { partnershipId: session.partnershipId, session });
  return newest?.version ?? null;
}

/** Approved minutes as a file. The PDF is drawn at the first asking: the same bytes ever after. */
export async function openMinutesFile(
  portal: Portal,
  viewer: Viewer,
  place: { readonly sessionId: string; readonly version: string },
  format: CopyFormat,
): Promise<DocumentFile> {
  const { db } = portal.database;
  const minutes = await getMinutes(db, viewer, place.sessionId, place.version);
  const keep: FrozenDocument['keep'] = (file) =>
    db.updateTable('session_minutes').set(file).where('id', '=', minutes.id).where('pdf_sha256', 'is', null).execute();
  return openDocumentFile(portal, { ...minutes, name: `minutes-${minutes.model.reference}`, keep }, format);
}
