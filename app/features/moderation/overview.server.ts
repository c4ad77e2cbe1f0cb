import type { Reader } from '../../../db/client.server.ts';
import { londonDay } from '../../platform/clock.ts';
import { mayInPartnership, type Viewer } from '../accounts/viewer.ts';
import { evidenceHref } from '../evidence/words.ts';
import { markOf } from '../submissions/marks.ts';
import { evidenceEntries, profileFacts } from '../submissions/pdf-model.server.ts';
import { asksForAction, isLate } from '../submissions/rules.ts';
import { getAround } from './around.server.ts';
import { listKeyLines } from './key-lines.server.ts';
import { loadModeration } from './load.server.ts';
import type { ModeratedStandard, ModerationOverview } from './pages.ts';
import { listStandings, type QuestionStanding } from './panel.server.ts';
import { findPreviousRatings, listQuestionRatings, listStandardRatings } from './ratings.server.ts';
import { findReplyBy, listReplies } from './replies.server.ts';

/** The first page of a moderation: what was sent, every standard with its ratings, and the questions for the panel. */
export async function getModerationOverview(
  db: Reader,
  viewer: Viewer,
  submissionId: string,
): Promise<ModerationOverview> {
  const loaded = await loadModeration(db, viewer, submissionId);
  const { submission, compiled, scope, reach, veil, frame } = loaded;
  const { snapshot } = submission;
  const { content } = snapshot;
  const standards = new Map((await listStandardRatings(db, scope, submissionId)).map((row) => [row.standardCode, row]));
  const questions = Map.groupBy(await listQuestionRatings(db, scope, submissionId), (row) => row.standardCode);
  const previous = await findPreviousRatings(db, scope, submission);
  const standings = await listStandings(db, scope, submissionId);
  const keyLines = await listKeyLines(db, scope, [submissionId]);
  const sentOn = londonDay(new Date(submission.submittedAt));
  const files = new Map(content.evidence.map((file) => [file.number, file]));
  const replyBy = await findReplyBy(db, submissionId);
  return {
    ...frame,
    around: await getAround(db, viewer, scope, loaded),
    submittedAt: submission.submittedAt,
    submittedBy: snapshot.submittedBy,
    late: isLate(sentOn, snapshot.cycle.dueOn),
    finished: await findFinish(db, scope.partnershipIds[0], submissionId),
    previousCycle: frame.blind ? null : (previous?.cycleName ?? null),
    facts: profileFacts(content),
    signatures: snapshot.signatures,
    standards: content.standards.map((standard): ModeratedStandard => {
      const hidden = veil.standards.has(standard.code);
      const row = hidden ? undefined : standards.get(standard.code);
      const ratings = (questions.get(standard.code) ?? []).filter((one) => !veil.questions.has(one.questionCode));
      const its = ratings.map(({ questionCode }) => standings.get(questionCode));
      return {
        code: standard.code,
        number: standard.number,
        title: standard.title,
        hidden,
        self: markOf(compiled, standard.scale, row?.selfPoint ?? null),
        moderated: markOf(compiled, standard.scale, row?.moderatedPoint ?? null),
        agreed: markOf(compiled, standard.scale, row?.agreedPoint ?? null),
        previous: frame.blind ? null : (previous?.standards.get(standard.code) ?? null),
        ratings: ratings.length,
        judged: its.filter((one) => one && (hidden ? ownIn(viewer, one) : one.point !== null)).length,
        differing: hidden ? 0 : its.filter((one) => one && one.point === null).length,
        concerns: standard.questions.filter((question) => asksForAction(compiled, question)).length,
      };
    }),
    keyLines: frame.blind ? keyLines.filter(({ authorId }) => authorId === viewer.personId) : keyLines,
    moderators: frame.blind ? [] : countByModerator([...standings.values()]),
    maySettle: !reach.conflict && !frame.blind && mayInPartnership(viewer, 'moderation.settle', reach.partnershipId),
    replies: replyBy === undefined ? null : { by: replyBy, count: (await listReplies(db, [submissionId])).length },
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

const ownIn = (viewer: Viewer, { judgements }: QuestionStanding): boolean =>
  judgements.some(({ moderatorId }) => moderatorId === viewer.personId);

function countByModerator(standings: readonly QuestionStanding[]): ModerationOverview['moderators'] {
  const all = standings.flatMap(({ judgements }) => judgements);
  return [...Map.groupBy(all, ({ moderatorId }) => moderatorId).values()].flatMap((its) =>
    its[0] ? [{ name: its[0].moderator, ratings: its.length }] : [],
  );
}

async function findFinish(
  db: Reader,
  partnershipId: string,
  submissionId: string,
): Promise<ModerationOverview['finished']> {
  const row = await db
    .selectFrom('moderation')
    .innerJoin('person', 'person.id', 'moderation.finished_by')
    .select(['moderation.finished_at as at', 'person.name as by'])
    .where('moderation.submission_id', '=', submissionId)
    .where('moderation.partnership_id', '=', partnershipId)
    .executeTakeFirst();
  return row && row.at !== null ? { by: row.by, at: row.at } : null;
}
