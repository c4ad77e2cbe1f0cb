import type { Reader } from '../../../../db/client.server.ts';
import type { AgencyBlock, ChallengePackModel, EvidenceEntry, WholeBlock } from '../../../../pdf/models.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { instantInWords } from '../../../platform/words.ts';
import { mayInPartnership, type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { refuseWhileBlind } from '../../cycles/blind.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { evidenceEntries } from '../../submissions/pdf-model.server.ts';
import { getSubmission } from '../../submissions/queries.server.ts';
import { draftPack, type PackWanted } from '../commands/request-pack.server.ts';
import { getSession } from '../queries.server.ts';
import { type ChairNote, getChairNote } from './chair-notes.server.ts';
import { getPlan } from './plan.server.ts';
import { allBlocks, titleOf } from './plan.ts';

/** One part as the builder lists it. */
export interface BuilderBlock {
  readonly block: WholeBlock | AgencyBlock;
  readonly title: string;
}

/** The page on which a pack is put together. */
export interface BuilderPage {
  readonly sessionId: string;
  readonly session: string;
  readonly revision: number;
  readonly whole: { readonly chosen: readonly BuilderBlock[]; readonly out: readonly BuilderBlock[] };
  readonly agency: { readonly chosen: readonly BuilderBlock[]; readonly out: readonly BuilderBlock[] };
  readonly agencies: readonly {
    readonly slotId: string;
    readonly organisationId: string;
    readonly organisation: string;
    readonly submissionId: string;
    readonly drafts: number;
    readonly released: number;
    readonly annexes: number;
  }[];
  readonly may: { readonly release: boolean; readonly chair: boolean };
}

/** Refuses a session of another partnership as unknown. */
export async function getBuilderPage(portal: Portal, viewer: Viewer, sessionId: string): Promise<BuilderPage> {
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'pack.compile');
  await refuseWhileBlind(db, viewer, { sessionId });
  const session = await getSession(db, scope, sessionId, portal.stamp().today);
  const { blocks, annexes, revision } = await getPlan(db, scope, sessionId);
  const lines = await countKeyLines(
    db,
    scope,
    session.slots.map(({ submissionId }) => submissionId),
  );
  return {
    sessionId,
    session: session.title,
    revision,
    whole: listed(blocks.whole, allBlocks.whole),
    agency: listed(blocks.agency, allBlocks.agency),
    agencies: session.slots.map(({ id, organisationId, organisation, submissionId }) => ({
      slotId: id,
      organisationId,
      organisation,
      submissionId,
      drafts: lines.get(submissionId)?.drafts ?? 0,
      released: lines.get(submissionId)?.released ?? 0,
      annexes: annexes[organisationId]?.length ?? 0,
    })),
    may: {
      release: mayInPartnership(viewer, 'key-line.release', session.partnershipId),
      chair: mayInPartnership(viewer, 'chair-note.read', session.partnershipId),
    },
  };
}

const listed = <Block extends WholeBlock | AgencyBlock>(chosen: readonly Block[], all: readonly Block[]) => ({
  chosen: chosen.map((block) => ({ block, title: titleOf(block) })),
  out: all.filter((block) => !chosen.includes(block)).map((block) => ({ block, title: titleOf(block) })),
});

async function countKeyLines(db: Reader, scope: PartnershipScope, submissionIds: readonly string[]) {
  const rows = await db
    .selectFrom('key_line')
    .select(['submission_id', 'released_at'])
    .where('submission_id', 'in', ['', ...submissionIds])
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('removed_at', 'is', null)
    .execute();
  const counts = new Map<string, { drafts: number; released: number }>();
  for (const { submission_id, released_at } of rows) {
    const count = counts.get(submission_id) ?? { drafts: 0, released: 0 };
    if (released_at === null) count.drafts += 1;
    else count.released += 1;
    counts.set(submission_id, count);
  }
  return counts;
}

/** What a pack would say if it were compiled now; nothing is stored. Refused as compiling it would be. */
export async function previewPack(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  wanted: PackWanted,
): Promise<ChallengePackModel> {
  const scope = partnershipScope(viewer, wanted.edition === 'chair' ? 'chair-note.read' : 'pack.compile');
  await refuseWhileBlind(portal.database.db, viewer, { sessionId });
  const { body } = await draftPack(portal, scope, sessionId, wanted);
  const { now } = portal.stamp();
  return {
    ...body,
    madeOn: now,
    madeOnText: `Not compiled. As it stands on ${instantInWords(now)}`,
    reference: 'Preview',
    version: 'not compiled',
    accessibleAddress: `${portal.config.publicOrigin}/challenge/${sessionId}/pack/preview`,
    snapshotHash: sha256OfValue(body),
  };
}

/** The page of one agency in the builder: which of its evidence is an annex, and what the chair noted. */
export interface BuilderAgency {
  readonly sessionId: string;
  readonly organisation: string;
  readonly evidence: readonly (EvidenceEntry & { readonly id: string; readonly chosen: boolean })[];
  /** Null for everybody but the chair. */
  readonly note: ChairNote | null;
}

/** Refuses a slot of another session as unknown. */
export async function getBuilderAgency(
  portal: Portal,
  viewer: Viewer,
  place: { readonly sessionId: string; readonly slotId: string },
): Promise<BuilderAgency> {
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'pack.compile');
  await refuseWhileBlind(db, viewer, place);
  const session = await getSession(db, scope, place.sessionId, portal.stamp().today);
  const slot = session.slots.find(({ id }) => id === place.slotId);
  if (!slot) throw notFound();
  const { organisationId, organisation } = slot;
  const { snapshot, editionId } = await getSubmission(db, scope, slot.submissionId);
  const compiled = await getEdition(db, editionId, snapshot.content.edition.sha256);
  const { annexes } = await getPlan(db, scope, session.id);
  const chosen = annexes[organisationId] ?? [];
  const ids = new Map(snapshot.content.evidence.map(({ id, number }) => [number, id]));
  return {
    sessionId: session.id,
    organisation,
    evidence: evidenceEntries(compiled, snapshot.content, session.heldOn).map((entry) => {
      const id = ids.get(entry.number) ?? '';
      return { ...entry, id, chosen: chosen.includes(id) };
    }),
    note: mayInPartnership(viewer, 'chair-note.read', session.partnershipId)
      ? await getChairNote(db, partnershipScope(viewer, 'chair-note.read'), { sessionId: session.id, organisationId })
      : null,
  };
}
