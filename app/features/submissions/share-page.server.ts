import type { Reader } from '../../../db/client.server.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInOrganisation, type OrganisationScope, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { evidenceToRead } from '../evidence/words.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { loadReturnContent } from '../returns/content.server.ts';
import type { ReturnContent } from '../returns/content.ts';
import { getReturn } from '../returns/queries.server.ts';
import { isEditable, isOverdue } from '../returns/rules.ts';
import { localCodesOf } from '../returns/shared/local.ts';
import { findSharedId, listTogether, type TogetherReturn } from '../returns/shared/members.server.ts';
import { correctionsSince } from './corrections.ts';
import { snapshotSchema } from './schema.ts';
import type { SentShare, SharedPiece, SharePage } from './share-page.ts';

/** Who receives what, and who has received what. Refuses a return that was never answered for several as unknown. */
export async function getSharePage(db: Reader, viewer: Viewer, returnId: string, today: string): Promise<SharePage> {
  const scope = organisationScope(viewer, 'return.read');
  const sharedReturnId = await findSharedId(db, scope, returnId);
  if (sharedReturnId === undefined) throw notFound();
  const { organisationId, organisationName } = await getReturn(db, scope, returnId);
  const together = await listTogether(db, scope, sharedReturnId);
  const evidence = await listPieces(db, scope, together);
  const sends = together.filter(({ receives, status }) => receives && status === 'signed');
  return {
    returnId,
    organisationName,
    open: together.map((one) => ({
      returnId: one.id,
      partnershipName: one.partnershipName,
      cycleName: one.cycleName,
      dueOn: one.dueOn,
      overdue: isOverdue(one.status, one.dueOn, today),
      status: one.status,
      receives: one.receives,
      evidence: evidence.get(one.id) ?? [],
    })),
    sent: await listSent(db, scope, sharedReturnId, together[0]),
    mayChange: mayInOrganisation(viewer, 'return.submit', organisationId),
    sendable: mayInOrganisation(viewer, 'return.submit', organisationId)
      ? sends.map(({ partnershipName }) => partnershipName)
      : [],
  };
}

/** Evidence in use by return, each piece once, in the order of its attaching. */
async function listPieces(
  db: Reader,
  scope: OrganisationScope,
  together: readonly TogetherReturn[],
): Promise<ReadonlyMap<string, readonly SharedPiece[]>> {
  const rows = await db
    .selectFrom('evidence_use')
    .innerJoin('evidence', 'evidence.id', 'evidence_use.evidence_id')
    .leftJoin('withheld_evidence', (join) =>
      join
        .onRef('withheld_evidence.return_id', '=', 'evidence_use.return_id')
        .onRef('withheld_evidence.evidence_id', '=', 'evidence_use.evidence_id'),
    )
    .select([
      'evidence_use.return_id as returnId',
      'evidence_use.question_code as questionCode',
      'evidence.id',
      'evidence.kind',
      'evidence.title',
      'evidence.url',
      'evidence.media_type as mediaType',
      'evidence.size',
      'evidence.covers_from as coversFrom',
      'evidence.covers_to as coversTo',
      'withheld_evidence.evidence_id as withheld',
    ])
    .where('evidence_use.return_id', 'in', ['', ...together.map(({ id }) => id)])
    .where('evidence_use.organisation_id', 'in', scope.organisationIds)
    .where('evidence.removed_at', 'is', null)
    .orderBy('evidence_use.added_at')
    .orderBy('evidence.id')
    .execute();
  const local = new Map<string, ReadonlySet<string>>();
  for (const { id, editionId } of together) local.set(id, localCodesOf(await getEdition(db, editionId)).questions);
  return new Map(
    [...Map.groupBy(rows, (row) => row.returnId)].map(([id, uses]) => [
      id,
      [...Map.groupBy(uses, (use) => use.id).values()].flatMap(([use, ...others]): SharedPiece[] =>
        use
          ? [
              {
                id: use.id,
                title: use.title,
                words: evidenceToRead(use).words,
                goes: use.withheld === null,
                local: [use, ...others].every(({ questionCode }) => local.get(id)?.has(questionCode)),
              },
            ]
          : [],
      ),
    ]),
  );
}

/** Every copy that was sent, the newest version of each, and how the shared answers differ from it now. */
export async function listSent(
  db: Reader,
  scope: OrganisationScope,
  sharedReturnId: string,
  open: Pick<TogetherReturn, 'id'> | undefined,
): Promise<SentShare[]> {
  const rows = await db
    .selectFrom('shared_return_member as member')
    .innerJoin('submission', 'submission.return_id', 'member.return_id')
    .innerJoin('agency_return', 'agency_return.id', 'member.return_id')
    .innerJoin('partnership', 'partnership.id', 'member.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .leftJoin('person', 'person.id', 'member.correction_by')
    .select([
      'member.return_id as returnId',
      'partnership.name as partnershipName',
      'cycle.name as cycleName',
      'agency_return.status',
      'submission.reference',
      'submission.submitted_at as submittedAt',
      'submission.snapshot',
      'member.correction',
      'member.correction_mark as correctionMark',
      'member.correction_at as correctionAt',
      'person.name as correctionBy',
    ])
    .where('member.shared_return_id', '=', sharedReturnId)
    .where('submission.superseded_at', 'is', null)
    .where('member.organisation_id', 'in', scope.organisationIds)
    .where('member.ended', '=', 'sent')
    .orderBy('member.return_id')
    .orderBy('submission.version', 'desc')
    .execute();
  const newest = [...Map.groupBy(rows, ({ returnId }) => returnId).values()].flatMap(([row]) => row ?? []);
  const copies = newest.map((row) => ({ ...row, content: snapshotSchema.parse(JSON.parse(row.snapshot)).content }));
  const draft = open && (await loadReturnContent(db, scope, open.id)).content;
  const latest = copies.toSorted((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1))[0]?.content;
  const heldBack = await listWithheld(
    db,
    scope,
    newest.map(({ returnId }) => returnId),
  );
  const { base_edition_id } = await db
    .selectFrom('shared_return')
    .select('base_edition_id')
    .where('id', '=', sharedReturnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirstOrThrow();
  const { questions } = await getEdition(db, base_edition_id);
  const isShared = (code: string) => questions.has(code);
  return copies.map((row) => {
    const now: ReturnContent = draft ?? latest ?? row.content;
    const corrections = correctionsSince(row.content, now, heldBack.get(row.returnId) ?? new Set(), isShared);
    const mark = sha256OfValue(
      corrections.map(({ code, is, evidenceAdded, evidenceRemoved }) => [code, is, evidenceAdded, evidenceRemoved]),
    );
    const { correction, correctionBy, correctionAt } = row;
    return {
      returnId: row.returnId,
      partnershipName: row.partnershipName,
      cycleName: row.cycleName,
      reference: row.reference,
      submittedAt: row.submittedAt,
      reopened: isEditable(row.status),
      corrections,
      mark,
      decided:
        correction !== null && correctionBy !== null && correctionAt !== null && row.correctionMark === mark
          ? { what: correction, by: correctionBy, at: correctionAt }
          : null,
    };
  });
}

async function listWithheld(
  db: Reader,
  scope: OrganisationScope,
  returnIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db
    .selectFrom('withheld_evidence')
    .select(['return_id', 'evidence_id'])
    .where('return_id', 'in', ['', ...returnIds])
    .where('organisation_id', 'in', scope.organisationIds)
    .execute();
  const byReturn = Map.groupBy(rows, (row) => row.return_id);
  return new Map([...byReturn].map(([id, of]) => [id, new Set(of.map((row) => row.evidence_id))]));
}
