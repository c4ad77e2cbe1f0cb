import { type FieldErrors, parseForm, type TypedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { isRefusal, notFound } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { getCycle } from '../../cycles/queries.server.ts';
import { revisionOf } from '../../organisations/schema.ts';
import { moveFormSchema } from '../move-form.ts';
import { moveReturns } from './move-returns.server.ts';
import { undoMove } from './undo-move.server.ts';

/** What became of a button on the page that moves returns. */
export type PostedMove =
  | { readonly kind: 'done'; readonly done: 'moved' | 'undone' }
  | { readonly kind: 'errors'; readonly errors: FieldErrors; readonly values: TypedValues }
  /** Nothing was done, and why. */
  | { readonly kind: 'refused'; readonly words: string; readonly values: TypedValues };

const staleWords =
  'Nothing was moved: a return was sent or opened, or the cycle was changed, since you opened this page. Here is how it stands now; look again before you press the button';

/** Runs the button that was pressed. Refuses a cycle of another partnership, and a button that there is not, as unknown. */
export async function postMoveForm(
  portal: Portal,
  viewer: Viewer,
  cycleId: string,
  form: FormData,
): Promise<PostedMove> {
  await getCycle(portal.database.db, partnershipScope(viewer, 'cycle.change'), cycleId);
  switch (formText(form, 'intent')) {
    case 'move':
      return pressMove(portal, viewer, cycleId, form);
    case 'undo':
      return orWords(async () => {
        await undoMove(portal, viewer, { cycleId, moveId: formText(form, 'move') ?? '' });
        return { kind: 'done', done: 'undone' };
      });
    default:
      throw notFound();
  }
}

async function pressMove(portal: Portal, viewer: Viewer, cycleId: string, form: FormData): Promise<PostedMove> {
  const parsed = parseForm(moveFormSchema, form);
  if (!parsed.ok) return { kind: 'errors', errors: parsed.errors, values: parsed.values };
  const { target, seen, reason } = parsed.value;
  return orWords(async () => {
    const moved = await moveReturns(portal, viewer, {
      cycleId,
      revision: revisionOf(form),
      seen,
      targetId: target,
      reason,
    });
    return moved.ok ? { kind: 'done', done: 'moved' } : { kind: 'refused', words: staleWords, values: { reason } };
  });
}

/** A refusal that is a matter of time or state is said on the page itself. */
async function orWords(run: () => Promise<PostedMove>): Promise<PostedMove> {
  try {
    return await run();
  } catch (error) {
    if (isRefusal(error) && error.code === 'not-now') return { kind: 'refused', words: error.message, values: {} };
    throw error;
  }
}
