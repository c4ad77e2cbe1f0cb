/** What of an organisation's evidence belongs to the parts of returns that are handed to somebody. */
import type { Reader } from '../../../db/client.server.ts';
import { findOrganisationScope, type Viewer } from '../accounts/viewer.ts';
import type { EvidenceUse } from '../evidence/queries.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { readCarriedEvidence } from './carried.server.ts';
import { readsWhole } from './parts.server.ts';

/** Whether a piece of evidence stands, or waits with a carried answer, at a question of a part handed to the viewer. */
export async function isEvidenceOfPartHeld(db: Reader, viewer: Viewer, evidenceId: string): Promise<boolean> {
  const scope = findOrganisationScope(viewer, 'return.read-part');
  if (!scope) return false;
  const uses = await db
    .selectFrom('evidence_use')
    .innerJoin('delegation', 'delegation.return_id', 'evidence_use.return_id')
    .innerJoin('agency_return', 'agency_return.id', 'evidence_use.return_id')
    .select(['evidence_use.question_code', 'delegation.part', 'agency_return.edition_id'])
    .where('evidence_use.evidence_id', '=', evidenceId)
    .where('evidence_use.organisation_id', 'in', scope.organisationIds)
    .where('delegation.holder_id', '=', viewer.personId)
    .where('delegation.ended_at', 'is', null)
    .execute();
  for (const use of uses) {
    const { questions } = await getEdition(db, use.edition_id);
    if (questions.get(use.question_code)?.standard.code === use.part) return true;
  }
  const carried = await db
    .selectFrom('carried_answer')
    .innerJoin('delegation', (join) =>
      join
        .onRef('delegation.return_id', '=', 'carried_answer.return_id')
        .onRef('delegation.part', '=', 'carried_answer.standard_code'),
    )
    .select('carried_answer.evidence')
    .where('carried_answer.organisation_id', 'in', scope.organisationIds)
    .where('carried_answer.state', '=', 'waiting')
    .where('delegation.holder_id', '=', viewer.personId)
    .where('delegation.ended_at', 'is', null)
    .execute();
  return carried.some(({ evidence }) => readCarriedEvidence(evidence).includes(evidenceId));
}

/** Of the places that rest on a piece of evidence, those that the viewer may open. */
export async function usesOpenTo(
  db: Reader,
  viewer: Viewer,
  organisationId: string,
  uses: readonly EvidenceUse[],
): Promise<readonly EvidenceUse[]> {
  if (readsWhole(viewer, organisationId)) return uses;
  const held = await db
    .selectFrom('delegation')
    .select(['return_id', 'part'])
    .where('organisation_id', '=', organisationId)
    .where('holder_id', '=', viewer.personId)
    .where('ended_at', 'is', null)
    .execute();
  const open: EvidenceUse[] = [];
  for (const use of uses) {
    const parts = held.filter(({ return_id }) => return_id === use.returnId).map(({ part }) => part);
    if (use.kind !== 'answer' || use.editionId === null || parts.length === 0) continue;
    const { questions } = await getEdition(db, use.editionId);
    const questionCodes = use.questionCodes.filter((code) => parts.includes(questions.get(code)?.standard.code ?? ''));
    if (questionCodes.length > 0) open.push({ ...use, questionCodes });
  }
  return open;
}
