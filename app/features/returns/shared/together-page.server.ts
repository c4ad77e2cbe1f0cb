import type { Reader } from '../../../../db/client.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import type { Keep } from './join.ts';
import { type JoinPage, keepField, readKeeps } from './join-page.ts';
import { getJoinSides, getSide, type JoinCandidate, listCandidates, loadJoinPlan } from './join-plan.server.ts';
import { joinReturns } from './join-returns.server.ts';
import { findPrimary, listTogetherWith, type TogetherReturn } from './members.server.ts';
import { partReturn } from './parting.server.ts';

export interface TogetherPage {
  readonly returnId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly candidates: readonly JoinCandidate[];
  readonly together: readonly TogetherReturn[];
  /** What joining the one that was asked for would do. */
  readonly join: JoinPage | null;
}

/** Which open returns could be answered together with this one, and what joining one would do. For those who decide it. */
export async function getTogetherPage(
  db: Reader,
  viewer: Viewer,
  { returnId, otherId }: { readonly returnId: string; readonly otherId: string | null },
): Promise<TogetherPage> {
  const scope = organisationScope(viewer, 'return.submit');
  const own = await getSide(db, scope, returnId);
  const page = {
    returnId,
    organisationName: own.organisationName,
    cycleName: own.cycleName,
    candidates: await listCandidates(db, scope, returnId),
    together: await listTogetherWith(db, scope, returnId),
  };
  if (otherId === null || (await findPrimary(db, scope, otherId)) === (await findPrimary(db, scope, returnId)))
    return { ...page, join: null };
  const sides = await getJoinSides(db, scope, returnId, otherId);
  const { conflicts, taken, same, seen } = await loadJoinPlan(db, sides);
  const shown = ({ id, partnershipName, cycleName, dueOn }: typeof sides.into) => ({
    id,
    partnershipName,
    cycleName,
    dueOn,
  });
  return {
    ...page,
    join: {
      returnId,
      otherId,
      into: shown(sides.into),
      joining: shown(sides.joining),
      conflicts,
      taken,
      same,
      seen,
    },
  };
}

export type TogetherOutcome =
  | { readonly kind: 'moved'; readonly to: string }
  | {
      readonly kind: 'stay';
      readonly why: 'changed' | 'undecided';
      readonly errors: FieldErrors;
      readonly chosen: Readonly<Record<string, Keep>>;
    };

/** What the buttons of the page do: join the return that it names, or take one out again. */
export async function postTogether(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  form: FormData,
): Promise<TogetherOutcome> {
  const otherId = formText(form, 'with') ?? '';
  if (form.get('intent') === 'part') {
    const scope = organisationScope(viewer, 'return.submit');
    const together = await listTogetherWith(portal.database.db, scope, returnId);
    if (!together.some(({ id }) => id === otherId)) throw notFound();
    await partReturn(portal, viewer, { returnId: otherId });
    return { kind: 'moved', to: `/returns/${otherId}?parted=1` };
  }
  if (form.get('intent') !== 'join') throw notFound();
  const keep = readKeeps(form);
  const joined = await joinReturns(portal, viewer, { returnId, otherId, seen: formText(form, 'seen') ?? '', keep });
  if (joined.ok) return { kind: 'moved', to: `/returns/${joined.primaryId}?joined=1` };
  const errors: FieldErrors =
    joined.why === 'undecided'
      ? Object.fromEntries(joined.keys.map((key) => [keepField(key), ['Choose which answer stays']]))
      : {};
  return { kind: 'stay', why: joined.why, errors, chosen: keep };
}
