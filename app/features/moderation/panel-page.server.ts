import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInPartnership, type Viewer } from '../accounts/viewer.ts';
import { markOf, ratingMark } from '../submissions/marks.ts';
import { loadModeration } from './load.server.ts';
import type { ModerationFrame, RatingChoice, ShownJudgement } from './pages.ts';
import { listStandings } from './panel.server.ts';
import { choicesOf } from './rating-choices.ts';
import { listQuestionRatings } from './ratings.server.ts';

/** One question that several moderators rated, or for which a panel rating was set. */
export interface PanelQuestion {
  readonly code: string;
  readonly standardCode: string;
  readonly number: string;
  readonly text: string;
  readonly self: ShownJudgement['mark'];
  readonly judgements: readonly ShownJudgement[];
  readonly panel: ShownJudgement | null;
  readonly choices: readonly RatingChoice[];
  /** Moderators differ, so a reason is needed. */
  readonly differ: boolean;
}

export interface PanelPage extends ModerationFrame {
  readonly maySettle: boolean;
  /** Those that wait for the panel's rating come first. */
  readonly questions: readonly PanelQuestion[];
}

/**
 * Where several moderators rated the same question: what each said, and the panel's rating. Refuses, as unknown, a peer
 * and somebody who rates blind and has not rated everything.
 */
export async function getPanelPage(db: Reader, viewer: Viewer, submissionId: string): Promise<PanelPage> {
  const { submission, compiled, scope, reach, frame } = await loadModeration(db, viewer, submissionId);
  if (frame.peer || frame.blind) throw notFound();
  const standings = await listStandings(db, scope, submissionId);
  const rows = new Map((await listQuestionRatings(db, scope, submissionId)).map((row) => [row.questionCode, row]));
  const questions = submission.snapshot.content.standards.flatMap((standard) =>
    standard.questions.flatMap((question): PanelQuestion[] => {
      const standing = standings.get(question.code);
      const row = rows.get(question.code);
      const scale = row && compiled.scales.get(row.scaleCode);
      if (!standing || !row || !scale || (standing.judgements.length < 2 && !standing.panel)) return [];
      const { judgements, panel } = standing;
      return [
        {
          code: question.code,
          standardCode: standard.code,
          number: question.number,
          text: question.text,
          self: markOf(compiled, question.scale, row.selfPoint),
          judgements: judgements.map((one) => ({ ...one, mark: ratingMark(scale, one.point) })),
          panel: panel
            ? { ...panel, moderator: panel.setBy, madeAt: panel.setAt, mark: ratingMark(scale, panel.point) }
            : null,
          choices: choicesOf(scale),
          differ: judgements.some(({ point }) => point !== judgements[0]?.point),
        },
      ];
    }),
  );
  const waits = ({ differ, panel }: PanelQuestion) => differ && !panel;
  return {
    ...frame,
    maySettle:
      !reach.conflict &&
      !reach.superseded &&
      !reach.returnClosed &&
      frame.status !== 'finished' &&
      mayInPartnership(viewer, 'moderation.settle', reach.partnershipId),
    questions: [...questions.filter(waits), ...questions.filter((one) => !waits(one))],
  };
}
