import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { workingDaysBefore } from '../notifications/sending-times.ts';
import { getSubmission } from '../submissions/queries.server.ts';
import { audienceWords, workingDaysToReply } from './rules.ts';

/** The page on which a moderator asks an agency. */
export interface AskPage {
  readonly submissionId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly standard: string;
  readonly place: string;
  readonly audience: string;
  /** The day that stands in the form at first. */
  readonly replyBy: string;
}

/** Refuses a submission to another partnership, and a place that the version does not have, as unknown. */
export async function getAskPage(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  asked: { readonly standard: string; readonly question: string },
): Promise<AskPage> {
  const scope = partnershipScope(viewer, 'query.ask');
  const { snapshot } = await getSubmission(portal.database.db, scope, submissionId);
  const { content } = snapshot;
  const standard =
    asked.standard === '' ? content.standards[0] : content.standards.find(({ code }) => code === asked.standard);
  const question = standard?.questions.find(({ code }) => code === asked.question);
  if (!standard || (asked.question !== '' && !question)) throw notFound();
  return {
    submissionId,
    organisationName: content.organisation.name,
    cycleName: snapshot.cycle.name,
    standard: standard.code,
    place: question ? `${question.number} ${question.text}` : `${standard.number} ${standard.title}`,
    audience: audienceWords('partnership', {
      organisation: content.organisation.name,
      partnership: snapshot.partnership.name,
    }),
    replyBy: workingDaysBefore(portal.stamp().today, -workingDaysToReply),
  };
}
