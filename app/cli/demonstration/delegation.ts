import type { Viewer } from '../../features/accounts/viewer.ts';
import { askColleague } from '../../features/returns/commands/ask-colleague.server.ts';
import { markReady } from '../../features/returns/commands/ready-part.server.ts';
import { reviewPart } from '../../features/returns/commands/review-part.server.ts';
import { holdsPart } from '../../features/returns/parts.server.ts';
import type { Portal } from '../../platform/portal.ts';

/** The standards that a safeguarding lead hands to the colleague for learning and development. */
export const helpersStandards = ['induction-training', 'supervision-workforce'] as const;

interface Handing {
  readonly returnId: string;
  readonly lead: Viewer;
  readonly helper: Viewer;
}

/** Hands those of some standards that the organisation is asked about to its contributor. */
export async function handOut(
  portal: Portal,
  { returnId, lead, helper }: Handing,
  { parts, by, note }: { readonly parts: readonly string[]; readonly by: string; readonly note: string },
): Promise<void> {
  const asked = await portal.database.db
    .selectFrom('standard_progress')
    .select('standard_code')
    .where('return_id', '=', returnId)
    .where('standard_code', 'in', parts)
    .execute();
  if (asked.length === 0) return;
  const { due } = await portal.database.db
    .selectFrom('agency_return')
    .select('due_on as due')
    .where('id', '=', returnId)
    .executeTakeFirstOrThrow();
  const done = await askColleague(portal, lead, {
    returnId,
    asking: {
      parts: asked.map((row) => row.standard_code),
      person: { kind: 'known', personId: helper.personId },
      by: due >= portal.stamp().today && due < by ? due : by,
      note,
    },
  });
  if (!done.ok) throw new Error(`Nothing could be handed out: ${JSON.stringify(done.errors)}`);
}

/** The people of a return, where the contributor has this part of it now. */
export async function whereHanded(
  portal: Portal,
  handing: Handing | undefined,
  part: string,
): Promise<Handing | undefined> {
  if (!handing) return undefined;
  const { returnId, helper } = handing;
  return (await holdsPart(portal.database.db, helper, { returnId, part })) ? handing : undefined;
}

/** The contributor says that a part is ready. */
export const sayReady = (portal: Portal, { returnId, helper }: Handing, part: string) =>
  markReady(portal, helper, { returnId, part });

/** The lead looks at everything that is ready: accepts it, or gives it back with a note. */
export async function review(
  portal: Portal,
  { returnId, lead }: Handing,
  { part, note }: { readonly part?: string; readonly note?: string } = {},
): Promise<void> {
  const ready = await portal.database.db
    .selectFrom('delegation')
    .select(['id', 'part'])
    .where('return_id', '=', returnId)
    .where('status', '=', 'ready')
    .orderBy('part')
    .execute();
  for (const one of ready.filter((row) => part === undefined || row.part === part)) {
    const decision = note === undefined ? ({ kind: 'accept' } as const) : ({ kind: 'give-back', note } as const);
    const done = await reviewPart(portal, lead, { returnId, delegationId: one.id }, decision);
    if (!done.ok) throw new Error(`${one.part} was not accepted: ${JSON.stringify(done.errors)}`);
  }
}
