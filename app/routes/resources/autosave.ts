import { findViewerOf, portalOf } from '../../context.server.ts';
import { autosave, largestAutosave } from '../../features/returns/commands/autosave.server.ts';
import { isRefusal, notFound, statusOfRefusal } from '../../platform/refusals.ts';
import type { Route } from './+types/autosave';

export function loader() {
  throw notFound();
}

/** One answer while somebody types. Answers in JSON whatever happens, and loads nothing else. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const viewer = await findViewerOf(context);
  if (!viewer) return json({ signedOut: true }, 401);
  const text = await request.text();
  if (text.length > largestAutosave) return json({ refused: 'This answer is too long to save' }, 413);
  try {
    const outcome = await autosave(portalOf(context), viewer, params.returnId, parsed(text));
    return outcome.ok ? json(outcome.reply, 200) : json(outcome.refusal, outcome.why === 'conflict' ? 409 : 422);
  } catch (error) {
    if (isRefusal(error)) return json({ refused: error.message }, statusOfRefusal(error));
    throw error;
  }
}

const json = (body: object, status: number) =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
