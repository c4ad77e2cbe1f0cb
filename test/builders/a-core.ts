import { installCore } from '../../app/features/questionnaire/core.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { CoreItem } from '../../standards/beside-contract.ts';

/** A thing that several sets ask about, by set and question code. */
export const aCoreItem = (code: string, ...questions: readonly (readonly [set: string, code: string])[]): CoreItem => ({
  code,
  title: `About ${code}`,
  description: `What ${code} is about.`,
  questions: questions.map(([set, question]) => ({ set, code: question })),
});

/** Installs a core as the library does. */
export async function anInstalledCore(portal: Portal, items: readonly CoreItem[]): Promise<void> {
  await portal.database.transaction((trx) => installCore(trx, portal.stamp(), items));
}
