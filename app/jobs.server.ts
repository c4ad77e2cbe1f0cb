/** Which code does which job: composition, like the portal itself. */
import { compilePack } from './features/challenge/jobs.server.ts';
import type { JobHandlers } from './features/jobs/runner.server.ts';
import { createSender } from './features/notifications/send-message.server.ts';
import { carryForward } from './features/returns/commands/carry-forward.server.ts';
import { planUpgrade } from './features/upgrades/planner.server.ts';

export const jobHandlers: JobHandlers = {
  'compile-pack': compilePack,
  'carry-forward': carryForward,
  'plan-upgrade': planUpgrade,
  'send-message': createSender(async () => true),
  'reminder-round': async () => undefined,
  'check-deliveries': async () => undefined,
};
