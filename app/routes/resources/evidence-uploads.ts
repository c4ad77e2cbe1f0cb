import { findViewerOf, portalOf, uploadsOf } from '../../context.server.ts';
import { withUpload } from '../../features/evidence/read-upload.server.ts';
import type { UploadReply } from '../../features/evidence/upload-reply.ts';
import { uploadFile } from '../../features/returns/commands/upload-file.server.ts';
import { isRefusal, notFound, statusOfRefusal } from '../../platform/refusals.ts';
import type { Route } from './+types/evidence-uploads';

export function loader() {
  throw notFound();
}

/** One file of several that a page sends by itself. Answers in JSON whatever happens, and loads nothing else. */
export async function action({ context, request }: Route.ActionArgs) {
  const viewer = await findViewerOf(context);
  if (!viewer) return json({ kind: 'signed-out' }, 401);
  const portal = portalOf(context);
  try {
    const reply = await withUpload(uploadsOf(context), request, (upload) => uploadFile(portal, viewer, upload));
    return json(reply, { done: 200, same: 409, problems: 422, refused: 422, 'signed-out': 401 }[reply.kind]);
  } catch (error) {
    if (isRefusal(error)) return json({ kind: 'refused', words: error.message }, statusOfRefusal(error));
    throw error;
  }
}

const json = (reply: UploadReply, status: number) =>
  Response.json(reply, { status, headers: { 'Cache-Control': 'no-store' } });
