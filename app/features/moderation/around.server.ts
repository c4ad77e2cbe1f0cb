/** What stands around one version in moderation: other versions, its correction, questions to the agency. */
import type { Reader } from '../../../db/client.server.ts';
import { mayInPartnership, type PartnershipScope, type Viewer } from '../accounts/viewer.ts';
import type { Submission } from '../submissions/queries.server.ts';
import {
  type Correction,
  findCorrection,
  listVersions,
  type SentVersion,
} from '../submissions/versions/queries.server.ts';
import type { QueryRow } from '../threads/queries.server.ts';
import { listQueries } from '../threads/queries.server.ts';
import type { Reach } from './reach.server.ts';

/** A question to the agency as the pages of moderation list it. */
export type AskedQuery = QueryRow & { readonly place: string };

export interface AroundSubmission {
  readonly versions: readonly SentVersion[];
  readonly correction: Correction | null;
  readonly queries: readonly AskedQuery[];
  readonly mayAsk: boolean;
  readonly maySendBack: boolean;
  /** Questions for the panel that stand on the version before alone. */
  readonly earlierKeyLines: number;
}

/** For the pages of one moderation, in a fixed number of queries. */
export async function getAround(
  db: Reader,
  viewer: Viewer,
  scope: PartnershipScope,
  { submission, reach }: { readonly submission: Submission; readonly reach: Reach },
): Promise<AroundSubmission> {
  const { returnId, partnershipId, snapshot, supersededAt } = submission;
  const all = { organisation: undefined, partnership: scope };
  const versions = await listVersions(db, all, returnId);
  const others = !reach.conflict && supersededAt === null && !reach.returnClosed;
  return {
    versions,
    correction: await findCorrection(db, all, returnId),
    queries: (await listQueries(db, submission)).map((query) => ({ ...query, place: placeOf(snapshot, query) })),
    mayAsk: others && mayInPartnership(viewer, 'query.ask', partnershipId),
    maySendBack: others && mayInPartnership(viewer, 'submission.send-back', partnershipId),
    earlierKeyLines: await countEarlierKeyLines(db, scope, submission, versions),
  };
}

/** "A1.2", or "A1" for a standard as a whole. */
function placeOf({ content }: Submission['snapshot'], { standardCode, questionCode }: QueryRow): string {
  const standard = content.standards.find(({ code }) => code === standardCode);
  const question = standard?.questions.find(({ code }) => code === questionCode);
  return question ? `${question.number} ${question.text}` : `${standard?.number ?? ''} ${standard?.title ?? ''}`.trim();
}

async function countEarlierKeyLines(
  db: Reader,
  scope: PartnershipScope,
  submission: Submission,
  versions: readonly SentVersion[],
): Promise<number> {
  const before = versions.find(({ version }) => version === submission.version - 1);
  if (!before || submission.supersededAt !== null) return 0;
  const row = await db
    .selectFrom('key_line')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('submission_id', '=', before.submissionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('removed_at', 'is', null)
    .where('text', 'not in', (eb) =>
      eb
        .selectFrom('key_line as here')
        .select('here.text')
        .where('here.submission_id', '=', submission.id)
        .where('here.removed_at', 'is', null),
    )
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
