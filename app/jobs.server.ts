/** Which code does which job: composition, like the portal itself. */
import { logChainHeads } from './features/audit/heads.server.ts';
import { compilePack } from './features/challenge/jobs.server.ts';
import { sendResponsesJob } from './features/challenge/responses/jobs.server.ts';
import { searchRecords } from './features/disclosure/search.server.ts';
import { scanFile } from './features/evidence/scans.server.ts';
import { endExport, makeExport } from './features/exchange/jobs.server.ts';
import type { JobHandlers } from './features/jobs/runner.server.ts';
import { checkDeliveries } from './features/notifications/delivery.server.ts';
import { createSender } from './features/notifications/send-message.server.ts';
import { runReminderRound } from './features/reminders/round.server.ts';
import { stillWanted } from './features/reminders/still-wanted.server.ts';
import { dispose } from './features/retention/dispose.server.ts';
import { carryForward } from './features/returns/commands/carry-forward.server.ts';
import { planUpgrade } from './features/upgrades/planner.server.ts';

export const jobHandlers: JobHandlers = {
  'compile-pack': compilePack,
  'send-responses': sendResponsesJob,
  'carry-forward': carryForward,
  'plan-upgrade': planUpgrade,
  'send-message': createSender(stillWanted),
  'reminder-round': runReminderRound,
  'export-organisation': makeExport,
  'end-export': endExport,
  'search-records': searchRecords,
  'check-deliveries': checkDeliveries,
  'log-chain-heads': logChainHeads,
  'scan-file': scanFile,
  dispose,
};
