import { redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postTags } from '../../features/partnerships/post-tags.server.ts';
import type { Route } from './+types/tags';

/** Takes the tags of a challenge or a risk from its page, and leads back there. */
export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return redirect(await postTags(portal, viewer, await request.formData()));
}
