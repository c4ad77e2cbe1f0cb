import type { Portal } from '../../../platform/portal.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { refuseWhileBlind } from '../../cycles/blind.server.ts';
import { type ChallengeSession, getSession } from '../queries.server.ts';
import { getSessionRecord, type RecordedChallenge, type SessionRecord } from '../record-queries.server.ts';
import { findLiveState, type LiveState } from './live-state.server.ts';
import { getScreen, type ScreenModel } from './screen.server.ts';
import { type Step, stepsOf } from './steps.ts';

/** A step with the words that name it. */
export interface ShownStep extends Step {
  readonly words: string;
  readonly current: boolean;
}

/** Everything the page that steers a session shows. */
export interface LivePage {
  readonly session: ChallengeSession;
  readonly screen: ScreenModel;
  /** Null before the session is opened, and once it is closed. */
  readonly now:
    | (Pick<LiveState, 'slotId' | 'timer' | 'revision'> & {
        readonly minutes: number;
        readonly steps: readonly ShownStep[];
        readonly recorded: readonly RecordedChallenge[];
      })
    | null;
  readonly instant: string;
  readonly may: { readonly close: boolean };
}

/** The page of the chair. An unknown or foreign session is refused as not found. */
export async function getLivePage(portal: Portal, viewer: Viewer, sessionId: string): Promise<LivePage> {
  const { db } = portal.database;
  const { now: instant, today } = portal.stamp();
  const scope = partnershipScope(viewer, 'session.record');
  const session = await getSession(db, scope, sessionId, today);
  const screen = await getScreen(db, scope, sessionId, today);
  await refuseWhileBlind(db, viewer, { sessionId });
  const live = screen.stage === 'open' ? await findLiveState(db, scope, sessionId) : undefined;
  const record = live && (await getSessionRecord(db, scope, { sessionId, slotId: live.slotId }, today));
  return {
    session,
    screen,
    now:
      live && record
        ? {
            slotId: live.slotId,
            timer: live.timer,
            revision: live.revision,
            minutes: record.slot.minutes,
            steps: shownSteps(record, live.step),
            recorded: record.challenges,
          }
        : null,
    instant,
    may: { close: mayInPartnership(viewer, 'session.change', session.partnershipId) },
  };
}

function shownSteps(record: SessionRecord, now: Step): ShownStep[] {
  const steps = stepsOf(record).map((step) => ({
    ...step,
    current: step.about === now.about && step.line === now.line,
  }));
  const listed = steps.some(({ current }) => current) ? steps : [{ ...now, current: true }, ...steps];
  return listed.map((step) => ({ ...step, words: wordsOf(record, step) }));
}

function wordsOf({ keyLines, subjects, organisation }: SessionRecord, { about, line }: Step): string {
  const asked = keyLines.find(({ id }) => id === line);
  if (asked) return asked.text;
  if (about === '') return `${organisation.name}: all ratings`;
  return subjects.find(({ value }) => value === about)?.label ?? organisation.name;
}
