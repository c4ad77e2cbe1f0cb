import type { Reader } from '../../../db/client.server.ts';
import { londonDay } from '../../platform/clock.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInPartnership, type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { evidenceHref } from '../evidence/words.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { markOf } from '../submissions/marks.ts';
import { evidenceEntries, kindInWords, profileFacts } from '../submissions/pdf-model.server.ts';
import { getSubmission, type Submission } from '../submissions/queries.server.ts';
import { asksForAction, isLate } from '../submissions/rules.ts';
import { getAround } from './around.server.ts';
import { belongsTo } from './commands/open-moderation.server.ts';
import { listKeyLines } from './key-lines.server.ts';
import type { ModerationFrame, ModerationOverview } from './pages.ts';
import { findPreviousRatings, listQuestionRatings, listStandardRatings } from './ratings.server.ts';

/** One submission with what the pages of its moderation need. */
export interface LoadedModeration {
  readonly submission: Submission;
  readonly compiled: CompiledEdition;
  readonly scope: PartnershipScope;
  readonly frame: ModerationFrame;
  readonly finished: ModerationOverview['finished'];
  readonly returnClosed: boolean;
}

/** Refuses a submission to another partnership as unknown. */
export async function loadModeration(db: Reader, viewer: Viewer, submissionId: string): Promise<LoadedModeration> {
  const scope = partnershipScope(viewer, 'moderation.read');
  const submission = await getSubmission(db, scope, submissionId);
  const row = await db
    .selectFrom('moderation')
    .innerJoin('submission', 'submission.id', 'moderation.submission_id')
    .innerJoin('agency_return', 'agency_return.id', 'submission.return_id')
    .leftJoin('person', 'person.id', 'moderation.finished_by')
    .select([
      'moderation.status',
      'moderation.finished_at as finishedAt',
      'person.name as finishedBy',
      'submission.superseded_at as supersededAt',
      'agency_return.status as returnStatus',
    ])
    .where('moderation.submission_id', '=', submissionId)
    .where('moderation.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { partnershipId, organisationId, snapshot } = submission;
  const ownOrganisation = belongsTo(viewer, organisationId);
  const writable = !ownOrganisation && row.supersededAt === null && row.returnStatus !== 'closed';
  return {
    submission,
    scope,
    returnClosed: row.returnStatus === 'closed',
    compiled: await getEdition(db, submission.editionId, snapshot.content.edition.sha256),
    finished: row.finishedAt !== null && row.finishedBy !== null ? { by: row.finishedBy, at: row.finishedAt } : null,
    frame: {
      submissionId,
      returnId: submission.returnId,
      organisationName: snapshot.content.organisation.name,
      kind: kindInWords(snapshot.content.organisation.kind),
      cycleName: snapshot.cycle.name,
      reference: submission.reference,
      status: row.status,
      mayJudge: writable && mayInPartnership(viewer, 'moderation.judge', partnershipId),
      mayWriteKeyLines: writable && mayInPartnership(viewer, 'key-line.write', partnershipId),
      ownOrganisation,
    },
  };
}

/** The first page of a moderation: what was sent, every standard with its ratings, and the questions for the panel. */
export async function getModerationOverview(
  db: Reader,
  viewer: Viewer,
  submissionId: string,
): Promise<ModerationOverview> {
  const loaded = await loadModeration(db, viewer, submissionId);
  const { submission, compiled, scope, frame, finished } = loaded;
  const { snapshot } = submission;
  const { content } = snapshot;
  const standards = new Map((await listStandardRatings(db, scope, submissionId)).map((row) => [row.standardCode, row]));
  const questions = Map.groupBy(await listQuestionRatings(db, scope, submissionId), (row) => row.standardCode);
  const previous = await findPreviousRatings(db, scope, submission);
  const sentOn = londonDay(new Date(submission.submittedAt));
  const files = new Map(content.evidence.map((file) => [file.number, file]));
  return {
    ...frame,
    around: await getAround(db, viewer, scope, loaded),
    submittedAt: submission.submittedAt,
    submittedBy: snapshot.submittedBy,
    late: isLate(sentOn, snapshot.cycle.dueOn),
    finished,
    previousCycle: previous?.cycleName ?? null,
    facts: profileFacts(content),
    signatures: snapshot.signatures,
    standards: content.standards.map((standard) => {
      const row = standards.get(standard.code);
      const ratings = questions.get(standard.code) ?? [];
      return {
        code: standard.code,
        number: standard.number,
        title: standard.title,
        self: markOf(compiled, standard.scale, row?.selfPoint ?? null),
        moderated: markOf(compiled, standard.scale, row?.moderatedPoint ?? null),
        agreed: markOf(compiled, standard.scale, row?.agreedPoint ?? null),
        previous: previous?.standards.get(standard.code) ?? null,
        ratings: ratings.length,
        judged: ratings.filter(({ moderatedPoint }) => moderatedPoint !== null).length,
        concerns: standard.questions.filter((question) => asksForAction(compiled, question)).length,
      };
    }),
    keyLines: await listKeyLines(db, scope, [submissionId]),
    evidence: evidenceEntries(compiled, content, sentOn).map((entry) => {
      const file = files.get(entry.number);
      return {
        ...entry,
        href: file ? evidenceHref({ ...file, version: file.version ?? 1 }) : '',
        isFile: file?.kind === 'file',
      };
    }),
  };
}
