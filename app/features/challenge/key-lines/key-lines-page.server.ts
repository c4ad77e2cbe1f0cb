import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { mayInPartnership, type PartnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { listOpenActionsOf } from '../../actions/queries.server.ts';
import { isOverdue } from '../../actions/rules.ts';
import { listKeyLines } from '../../moderation/key-lines.server.ts';
import { type LoadedModeration, loadModeration } from '../../moderation/load.server.ts';
import type { KeyLineOfEnquiry, ModerationFrame } from '../../moderation/pages.ts';
import { listQuestionRatings, listStandardRatings } from '../../moderation/ratings.server.ts';
import { type ComparedFigure, compareWithOwn, type OwnPoint } from '../../moderation/survey-conflicts.ts';
import { listEarlierReturns } from '../../submissions/earlier-returns.server.ts';
import type { Submission } from '../../submissions/queries.server.ts';
import { listFiguresOfCycle } from '../../surveys/figures.server.ts';
import { findThresholds } from '../../surveys/thresholds.server.ts';
import { listPanel } from '../candidates.server.ts';
import { type PanelMember, panelInWords } from '../schedule-page.server.ts';
import { type Suggestion, suggestionsOf } from './suggestions.ts';

/** The page on which the questions of the panel are drafted, owned, ordered, suggested and released. */
export interface KeyLinesPage {
  readonly frame: ModerationFrame;
  readonly keyLines: readonly KeyLineOfEnquiry[];
  readonly standards: readonly { readonly code: string; readonly number: string; readonly title: string }[];
  readonly panel: readonly PanelMember[];
  readonly me: string;
  /** What the rules suggest and nobody has taken or put aside. */
  readonly suggestions: readonly Suggestion[];
  readonly aside: readonly Suggestion[];
  readonly may: { readonly write: boolean; readonly release: boolean };
}

/** Years of earlier returns whose words are compared. */
const yearsBack = 2;

/** Refuses a submission to another partnership as unknown. */
export async function getKeyLinesPage(portal: Portal, viewer: Viewer, submissionId: string): Promise<KeyLinesPage> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const loaded = await loadModeration(db, viewer, submissionId);
  const { submission, scope, frame } = loaded;
  const all = await listKeyLines(db, scope, [submissionId]);
  // Whoever rates blind is not told by others’ questions, or by rules, what they have not seen yet.
  const keyLines = frame.blind ? all.filter(({ authorId }) => authorId === viewer.personId) : all;
  const taken = new Set(keyLines.map(({ suggestion }) => suggestion));
  const open = frame.mayWriteKeyLines ? await loadSuggestions(db, loaded, today) : [];
  const aside = new Set(await listAside(db, scope, submissionId));
  const untaken = open.filter(({ key }) => !taken.has(key));
  return {
    frame,
    keyLines,
    standards: submission.snapshot.content.standards.map(({ code, number, title }) => ({ code, number, title })),
    panel: panelInWords(await listPanel(db, submission.partnershipId, today)),
    me: viewer.personId,
    suggestions: untaken.filter(({ key }) => !aside.has(key)),
    aside: untaken.filter(({ key }) => aside.has(key)),
    may: {
      write: frame.mayWriteKeyLines,
      release: frame.mayWriteKeyLines && mayInPartnership(viewer, 'key-line.release', submission.partnershipId),
    },
  };
}

/** What the rules find in one submission, in a fixed number of statements; nothing for whoever must rate it first. */
export async function loadSuggestions(
  db: Reader,
  { submission, compiled, scope, frame }: Pick<LoadedModeration, 'submission' | 'compiled' | 'scope' | 'frame'>,
  today: string,
): Promise<Suggestion[]> {
  if (frame.blind) return [];
  const { content } = submission.snapshot;
  const ratings = await listQuestionRatings(db, scope, submission.id);
  const actions = await listOpenActionsOf(db, submission.partnershipId, [submission.organisationId]);
  return suggestionsOf({
    compiled,
    content,
    today,
    earlier: await earlierOf(db, submission),
    figures: await comparedFigures(db, scope, { submission, compiled }, ratings),
    ratings: ratings.map(({ questionCode, standardCode, scaleCode, selfPoint, moderatedPoint }) => ({
      questionCode,
      standardCode,
      scaleCode,
      self: selfPoint,
      moderated: moderatedPoint,
    })),
    overdue: actions.filter(({ status, dueOn }) => isOverdue(status, dueOn, today)),
  });
}

/** What surveys of the cycle say of the agency, beside its own ratings of questions and of whole standards. */
async function comparedFigures(
  db: Reader,
  scope: PartnershipScope,
  { submission, compiled }: Pick<LoadedModeration, 'submission' | 'compiled'>,
  ratings: readonly OwnPoint[],
): Promise<ComparedFigure[]> {
  const cycle = { id: submission.cycleId, partnershipId: submission.partnershipId };
  const figures = await listFiguresOfCycle(db, cycle, { organisationIds: [submission.organisationId] });
  if (figures.length === 0) return [];
  const standards = await listStandardRatings(db, scope, submission.id);
  const own = [...ratings, ...standards.map((standard) => ({ ...standard, questionCode: null }))];
  return compareWithOwn(figures, own, compiled, await findThresholds(db, cycle));
}

/** What the agency sent to this partnership in other cycles. */
const earlierOf = (db: Reader, { organisationId, editionId, snapshot }: Submission) =>
  listEarlierReturns(
    db,
    { organisationIds: [organisationId] },
    {
      organisationId,
      editionId,
      partnership: snapshot.partnership,
      cycle: { ...snapshot.cycle, previousCycleId: null },
    },
    yearsBack,
  );

async function listAside(db: Reader, scope: PartnershipScope, submissionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('key_line_aside')
    .select('suggestion')
    .where('submission_id', '=', submissionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .execute();
  return rows.map(({ suggestion }) => suggestion);
}
