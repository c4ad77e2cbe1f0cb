import type { Reader } from '../../../db/client.server.ts';
import { mayInPartnership, type PartnershipScope, type Viewer } from '../accounts/viewer.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { kindInWords } from '../submissions/pdf-model.server.ts';
import { getSubmission, type Submission } from '../submissions/queries.server.ts';
import { noVeil, type OwnProgress, type Veil, veiledContent, veilFor } from './blind.ts';
import type { ModerationFrame } from './pages.ts';
import { getReach, mayJudgeAt, type Reach } from './reach.server.ts';

/** One submission with what the pages of its moderation need. */
export interface LoadedModeration {
  /** As this person may see it now: a page has nothing left to hide. */
  readonly submission: Submission;
  /** As it was sent. Never for a page. */
  readonly sent: Submission;
  readonly compiled: CompiledEdition;
  readonly scope: PartnershipScope;
  readonly reach: Reach;
  readonly veil: Veil;
  readonly frame: ModerationFrame;
}

/** Refuses, as unknown, a submission that the person does not reach. */
export async function loadModeration(db: Reader, viewer: Viewer, submissionId: string): Promise<LoadedModeration> {
  const reach = await getReach(db, viewer, submissionId);
  const scope: PartnershipScope = { partnershipIds: [reach.partnershipId] };
  const sent = await getSubmission(db, scope, submissionId);
  const { content } = sent.snapshot;
  const compiled = await getEdition(db, sent.editionId, content.edition.sha256);
  const veil = reach.blind ? veilFor(compiled, await listOwnProgress(db, viewer, scope, submissionId)) : noVeil;
  const submission: Submission = {
    ...sent,
    text: '',
    snapshot: { ...sent.snapshot, content: veiledContent(compiled, content, veil) },
  };
  const writable = !reach.conflict && !reach.superseded && !reach.returnClosed;
  return {
    submission,
    sent,
    compiled,
    scope,
    reach,
    veil,
    frame: {
      submissionId,
      returnId: sent.returnId,
      organisationName: content.organisation.name,
      kind: kindInWords(content.organisation.kind),
      cycleName: sent.snapshot.cycle.name,
      reference: sent.reference,
      status: reach.status,
      mayJudge: mayJudgeAt(viewer, reach),
      mayWriteKeyLines: writable && mayInPartnership(viewer, 'key-line.write', reach.partnershipId),
      mayDeclare: !reach.superseded && !reach.returnClosed,
      obstacle: reach.superseded || reach.returnClosed ? null : reach.obstacle,
      peer: reach.peer,
      blind: veil.standards.size > 0,
    },
  };
}

/** Every rated question of a submission, and whether this person has rated it. */
async function listOwnProgress(
  db: Reader,
  viewer: Viewer,
  scope: PartnershipScope,
  submissionId: string,
): Promise<OwnProgress[]> {
  const rows = await db
    .selectFrom('submission_rating')
    .leftJoin('judgement', (join) =>
      join
        .onRef('judgement.submission_id', '=', 'submission_rating.submission_id')
        .onRef('judgement.question_code', '=', 'submission_rating.question_code')
        .on('judgement.moderator_id', '=', viewer.personId)
        .on('judgement.superseded_at', 'is', null),
    )
    .select([
      'submission_rating.standard_code as standardCode',
      'submission_rating.question_code as questionCode',
      'judgement.id as judgementId',
    ])
    .where('submission_rating.submission_id', '=', submissionId)
    .where('submission_rating.partnership_id', 'in', scope.partnershipIds)
    .execute();
  return rows.map(({ judgementId, ...row }) => ({ ...row, judged: judgementId !== null }));
}
