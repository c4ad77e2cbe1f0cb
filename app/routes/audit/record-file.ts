import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { recordAnswer } from '../../features/audit/record-file.server.ts';
import type { Route } from './+types/record-file';

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'audit.read');
  return recordAnswer(portal, scope, url.pathname);
}
