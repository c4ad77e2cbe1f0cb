import type { ChallengePackModel } from '../../../../pdf/models.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInPartnership, type Viewer } from '../../accounts/viewer.ts';
import { refuseWhileBlind } from '../../cycles/blind.server.ts';
import { refuseUnreleasedPack } from '../invited/papers.server.ts';
import { type PackDifference, packDifference } from './difference.ts';
import { earlierOf } from './earlier-versions.ts';
import { getStoredPack, openPackFile } from './pack-file.server.ts';
import { listPacks, type PackVersion, packScope } from './pack-queries.server.ts';
import { findStanding, listSources } from './standing.server.ts';

/** A compiled pack as its page shows it. */
export interface PackPage {
  readonly id: string;
  readonly sessionId: string;
  readonly ready: boolean;
  readonly pages: number | null;
  readonly model: ChallengePackModel;
  /** What happened since it was compiled. */
  readonly standing: readonly string[];
  /** By anchor of an agency: where a question for the panel is added; empty for those who may not. */
  readonly addQuestion: Readonly<Record<string, string>>;
}

/** Refuses a pack of another partnership, and the chair's edition to anybody else, as unknown. */
export async function getPackPage(portal: Portal, viewer: Viewer, packId: string): Promise<PackPage> {
  const { db } = portal.database;
  const scope = packScope(viewer);
  const { id, sessionId, partnershipId, status, pages, model } = await getStoredPack(db, scope, packId);
  await refuseClosedPack(portal, viewer, id);
  const edition = model.edition ?? 'panel';
  const standing = await findStanding(db, scope, sessionId, [{ id, edition }]);
  const sources = mayInPartnership(viewer, 'key-line.write', partnershipId) ? await listSources(db, scope, id) : [];
  return {
    id,
    sessionId,
    ready: status === 'ready',
    pages,
    model,
    standing: standing.get(id) ?? [],
    addQuestion: Object.fromEntries(
      model.agencies.flatMap((agency, at) => {
        const submissionId = sources[at];
        return submissionId === undefined ? [] : [[agency.id, `/moderation/${submissionId}/key-lines`]];
      }),
    ),
  };
}

/** The file of a pack, under the rules of its page; refused as not found until it is ready. */
export async function openPack(portal: Portal, viewer: Viewer, packId: string): ReturnType<typeof openPackFile> {
  await refuseClosedPack(portal, viewer, packId);
  return openPackFile(portal, packScope(viewer), packId);
}

/** What keeps a pack of their own partnership from somebody for now: papers not released, ratings they must give first. */
async function refuseClosedPack(portal: Portal, viewer: Viewer, packId: string): Promise<void> {
  const { db } = portal.database;
  await refuseUnreleasedPack(db, viewer, packId, portal.stamp().today);
  await refuseWhileBlind(db, viewer, { packId });
}

/** Two versions of one edition side by side. */
export interface PackChangesPage {
  readonly pack: PackVersion;
  readonly since: PackVersion;
  /** Earlier versions that it can be compared with, oldest first. */
  readonly earlier: readonly PackVersion[];
  readonly difference: PackDifference;
}

/**
 * What changed since an earlier version of the same edition: the first, unless another is asked for. Refuses a pack without
 * an earlier version, and a version that is no earlier one of it.
 */
export async function getPackChanges(
  portal: Portal,
  viewer: Viewer,
  packId: string,
  sinceAsked: string | null,
): Promise<PackChangesPage & { readonly sessionId: string; readonly title: string }> {
  const { db } = portal.database;
  const scope = packScope(viewer);
  const { sessionId, model } = await getStoredPack(db, scope, packId);
  await refuseClosedPack(portal, viewer, packId);
  const packs = await listPacks(db, scope, sessionId);
  const pack = packs.find(({ id }) => id === packId);
  const earlier = pack ? earlierOf(packs, pack) : [];
  const since = sinceAsked === null ? earlier[0] : earlier.find(({ id }) => id === sinceAsked);
  if (!pack || !since) throw notFound();
  const before = await getStoredPack(db, scope, since.id);
  return { sessionId, title: model.title, pack, since, earlier, difference: packDifference(before.model, model) };
}
