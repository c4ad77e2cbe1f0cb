import { redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInOrganisation, organisationScope } from '../../features/accounts/viewer.ts';
import { carryOnOpening } from '../../features/returns/commands/carry-forward.server.ts';
import { continueAt, firstUnansweredAt } from '../../features/returns/continue-at.ts';
import { getReturnOverview } from '../../features/returns/overview.server.ts';
import type { Route } from './+types/continue';

/** "Continue" of a home page, and "first unanswered": where that is, is looked up when it is pressed. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = organisationScope(viewer, 'return.read');
  await carryOnOpening(portal, viewer, scope, params.returnId);
  const { today } = portal.stamp();
  const overview = await getReturnOverview(portal.database.db, scope, viewer, params.returnId, today);
  const mayAnswer = mayInOrganisation(viewer, 'return.answer', overview.agencyReturn.organisationId);
  if (url.searchParams.get('to') === 'first-unanswered')
    return redirect(firstUnansweredAt(overview) ?? `/returns/${params.returnId}`);
  return redirect(continueAt(overview, mayAnswer));
}
