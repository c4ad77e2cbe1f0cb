import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { roleNames } from '../accounts/permissions.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { workingDaysBefore } from '../notifications/sending-times.ts';
import {
  type AgencyToChallenge,
  type CycleWithSubmissions,
  listAgenciesToChallenge,
  listCyclesToChallenge,
  listPanel,
} from './candidates.server.ts';
import { papersWorkingDaysBefore } from './rules.ts';

export interface PanelMember {
  readonly id: string;
  readonly name: string;
  /** In words. */
  readonly role: string;
}

export interface SchedulePage {
  readonly cycles: readonly CycleWithSubmissions[];
  /** The cycle that was asked for, or the only one there is; null while one must be chosen. */
  readonly chosen: {
    readonly cycle: CycleWithSubmissions;
    readonly agencies: readonly AgencyToChallenge[];
    readonly panel: readonly PanelMember[];
    /** The first independent chair, proposed. */
    readonly chair: string | null;
    /** The usual day to release the papers; null when it has passed. */
    readonly papersOn: string | null;
  } | null;
}

/** What a new session can be made of. A cycle without submissions, or of others, is refused as not found. */
export async function getSchedulePage(
  db: Reader,
  scope: PartnershipScope,
  cycleId: string | null,
  today: string,
): Promise<SchedulePage> {
  const cycles = await listCyclesToChallenge(db, scope);
  const cycle = cycleId === null && cycles.length === 1 ? cycles[0] : cycles.find(({ id }) => id === cycleId);
  if (!cycle) {
    if (cycleId !== null) throw notFound();
    return { cycles, chosen: null };
  }
  const agencies = await listAgenciesToChallenge(db, scope, cycle.id);
  const panel = await listPanel(db, agencies[0]?.partnershipId ?? '', today);
  const papersOn = workingDaysBefore(cycle.challengeOn, papersWorkingDaysBefore);
  return {
    cycles,
    chosen: {
      papersOn: papersOn > today ? papersOn : null,
      cycle,
      agencies,
      panel: panelInWords(panel),
      chair: panel.find(({ role }) => role === 'independent-chair')?.id ?? null,
    },
  };
}

/** The panel with their roles in words. */
export const panelInWords = (panel: Awaited<ReturnType<typeof listPanel>>): PanelMember[] =>
  panel.map(({ id, name, role }) => ({ id, name, role: roleNames[role] }));
