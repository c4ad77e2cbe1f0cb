import type { Portal } from '../../../platform/portal.ts';
import { findPartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { refuseWhileBlind } from '../../cycles/blind.server.ts';
import { findLiveState } from './live-state.server.ts';
import { getScreen, type ScreenModel } from './screen.server.ts';

export interface ScreenPage {
  readonly screen: ScreenModel;
  readonly instant: string;
  /** For the buttons of those who may steer; null for all others, and while nothing can be steered. */
  readonly revision: number | null;
}

/** The page for the projector and for observers. An unknown or foreign session is refused as not found. */
export async function getScreenPage(portal: Portal, viewer: Viewer, sessionId: string): Promise<ScreenPage> {
  const { db } = portal.database;
  const { now, today } = portal.stamp();
  const screen = await getScreen(db, partnershipScope(viewer, 'session.read'), sessionId, today);
  await refuseWhileBlind(db, viewer, { sessionId });
  const steers = screen.stage === 'open' ? findPartnershipScope(viewer, 'session.record') : undefined;
  const live = steers && (await findLiveState(db, steers, sessionId));
  return { screen, instant: now, revision: live?.revision ?? null };
}
