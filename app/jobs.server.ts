/** Which code does which job: composition, like the portal itself. */
import { compilePack } from './features/challenge/jobs.server.ts';
import type { JobHandlers } from './features/jobs/runner.server.ts';
import { carryForward } from './features/returns/commands/carry-forward.server.ts';
import { planUpgrade } from './features/upgrades/planner.server.ts';

export const jobHandlers: JobHandlers = {
  'compile-pack': compilePack,
  'carry-forward': carryForward,
  'plan-upgrade': planUpgrade,
};
