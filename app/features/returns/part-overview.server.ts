import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { findOrganisationScope, type Viewer } from '../accounts/viewer.ts';
import { type HandedPart, listHandedParts } from './delegations.server.ts';
import { readsWhole } from './parts.server.ts';
import { type StandardStatus, standardStatus } from './rules.ts';

/** What somebody sees of a return of which parts are handed to them: those parts, and nothing of the rest. */
export interface PartOverview {
  readonly returnId: string;
  readonly organisation: string;
  readonly cycle: string;
  readonly parts: readonly (HandedPart & {
    /** Null for the page about the organisation. */
    readonly counts: { readonly answered: number; readonly questions: number } | null;
    readonly progress: StandardStatus;
  })[];
}

/**
 * The overview of a return for somebody who does not read the whole of it: undefined for whoever does. Refuses a return
 * of which nothing is handed to them now as unknown.
 */
export async function findPartOverview(
  db: Reader,
  viewer: Viewer,
  returnId: string,
  today: string,
): Promise<PartOverview | undefined> {
  const whole = findOrganisationScope(viewer, 'return.read');
  const held = (await listHandedParts(db, viewer, today, returnId)).filter(
    ({ organisationId }) => !readsWhole(viewer, organisationId),
  );
  const [first] = held;
  if (!first) {
    if (whole) return undefined;
    throw notFound();
  }
  const rows = await db
    .selectFrom('standard_progress')
    .select(['standard_code', 'answered', 'questions', 'required', 'required_complete', 'marked_complete'])
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', first.organisationId)
    .where(
      'standard_code',
      'in',
      held.map(({ part }) => part),
    )
    .execute();
  const byCode = new Map(rows.map((row) => [row.standard_code, row]));
  return {
    returnId,
    organisation: first.organisation,
    cycle: first.cycle,
    parts: held.map((one) => {
      const row = byCode.get(one.part);
      const counts = {
        questions: row?.questions ?? 0,
        required: row?.required ?? 0,
        answered: row?.answered ?? 0,
        requiredComplete: row?.required_complete ?? 0,
        markedComplete: row?.marked_complete === 1,
      };
      return {
        ...one,
        counts: row ? { answered: counts.answered, questions: counts.questions } : null,
        progress: standardStatus(counts, one.lastChangedAt !== null, one.status === 'ready'),
      };
    }),
  };
}
