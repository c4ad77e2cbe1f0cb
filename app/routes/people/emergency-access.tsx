import { redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { AccessList } from '../../features/system/components/access-list.tsx';
import { endEmergencyAccess, listEmergencyAccess } from '../../features/system/emergency-access.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { formText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/emergency-access';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Emergency access') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'people.change');
  const { now } = portal.stamp();
  return {
    query: url.search,
    list: await listEmergencyAccess(portal.database.db, scope, now, pageAsked(url.searchParams)),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  await endEmergencyAccess(portal, viewer, formText(await request.formData(), 'access') ?? '');
  return redirect('/people/emergency-access');
}

export default function EmergencyAccess({ loaderData: { query, list } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/people">People of the partnership</BackLink>}>
      <h1 className="govuk-heading-l">Emergency access</h1>
      <p className="govuk-body">
        A system administrator looks after the installation and reads nothing of yours. In an emergency they may read
        for an hour, never change, and you are told. You can end it here.
      </p>
      <AccessList items={list.items} />
      <Pagination page={list.page} pageCount={list.pageCount} search={query} />
    </Main>
  );
}
