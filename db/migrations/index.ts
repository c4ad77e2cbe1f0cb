import type { QueryExecutorProvider } from 'kysely';
import * as m0001 from './0001-audit.ts';
import * as m0002 from './0002-organisations.ts';
import * as m0003 from './0003-accounts.ts';
import * as m0004 from './0004-standards-and-cycles.ts';
import * as m0005 from './0005-returns-and-evidence.ts';
import * as m0006 from './0006-submissions-and-moderation.ts';
import * as m0007 from './0007-challenge-and-actions.ts';
import * as m0008 from './0008-carry-forward.ts';
import * as m0009 from './0009-local-questions.ts';
import * as m0010 from './0010-upgrades.ts';
import * as m0011 from './0011-mail.ts';
import * as m0012 from './0012-common-core.ts';
import * as m0013 from './0013-delegation.ts';
import * as m0014 from './0014-evidence-versions.ts';
import * as m0015 from './0015-signing.ts';
import * as m0016 from './0016-shared-returns.ts';
import * as m0017 from './0017-threads-and-versions.ts';
import * as m0018 from './0018-trusts.ts';
import * as m0020 from './0020-exchange.ts';
import * as m0021 from './0021-live-sessions.ts';
import * as m0022 from './0022-judging.ts';
import * as m0023 from './0023-packs.ts';
import * as m0024 from './0024-sessions-and-people.ts';
import * as m0025 from './0025-after-the-session.ts';
import * as m0026 from './0026-challenge-log.ts';
import * as m0027 from './0027-good-practice.ts';
import * as m0028 from './0028-loose-ends.ts';
import * as m0029 from './0029-actions-in-depth.ts';
import * as m0030 from './0030-revisits.ts';
import * as m0031 from './0031-registers.ts';
import * as m0032 from './0032-escalation.ts';
import * as m0034 from './0034-sign-in.ts';
import * as m0035 from './0035-edge.ts';
import * as m0035scans from './0035-file-scans.ts';
import * as m0036 from './0036-issued-documents.ts';
import * as m0037 from './0037-challenges-of-agencies.ts';
import * as m0038 from './0038-tenancy.ts';
import * as m0039 from './0039-disclosure.ts';
import * as m0040 from './0040-retention.ts';
import * as m0044 from './0044-declined-findings.ts';

export interface Migration {
  readonly name: string;
  /** A frozen step must not depend on today's table types, so it is handed an executor that knows none. */
  up(executor: QueryExecutorProvider): Promise<void>;
}

/** Every step, oldest first. A step that has been released is never edited; add another. */
export const migrations: readonly Migration[] = [
  { name: '0001-audit', up: m0001.up },
  { name: '0002-organisations', up: m0002.up },
  { name: '0003-accounts', up: m0003.up },
  { name: '0004-standards-and-cycles', up: m0004.up },
  { name: '0005-returns-and-evidence', up: m0005.up },
  { name: '0006-submissions-and-moderation', up: m0006.up },
  { name: '0007-challenge-and-actions', up: m0007.up },
  { name: '0008-carry-forward', up: m0008.up },
  { name: '0009-local-questions', up: m0009.up },
  { name: '0010-upgrades', up: m0010.up },
  { name: '0011-mail', up: m0011.up },
  { name: '0012-common-core', up: m0012.up },
  { name: '0013-delegation', up: m0013.up },
  { name: '0014-evidence-versions', up: m0014.up },
  { name: '0015-signing', up: m0015.up },
  { name: '0017-threads-and-versions', up: m0017.up },
  { name: '0016-shared-returns', up: m0016.up },
  { name: '0020-exchange', up: m0020.up },
  { name: '0018-trusts', up: m0018.up },
  { name: '0021-live-sessions', up: m0021.up },
  { name: '0022-judging', up: m0022.up },
  { name: '0023-packs', up: m0023.up },
  { name: '0024-sessions-and-people', up: m0024.up },
  { name: '0025-after-the-session', up: m0025.up },
  { name: '0026-challenge-log', up: m0026.up },
  { name: '0027-good-practice', up: m0027.up },
  { name: '0028-loose-ends', up: m0028.up },
  { name: '0029-actions-in-depth', up: m0029.up },
  { name: '0030-revisits', up: m0030.up },
  { name: '0031-registers', up: m0031.up },
  { name: '0032-escalation', up: m0032.up },
  { name: '0034-sign-in', up: m0034.up },
  { name: '0035-edge', up: m0035.up },
  { name: '0035-file-scans', up: m0035scans.up },
  { name: '0036-issued-documents', up: m0036.up },
  { name: '0037-challenges-of-agencies', up: m0037.up },
  { name: '0038-tenancy', up: m0038.up },
  { name: '0039-disclosure', up: m0039.up },
  { name: '0040-retention', up: m0040.up },
  { name: '0044-declined-findings', up: m0044.up },
];
