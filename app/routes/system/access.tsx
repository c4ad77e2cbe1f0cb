import { Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { requireSystem } from '../../features/accounts/viewer.ts';
import { AccessList } from '../../features/system/components/access-list.tsx';
import { endEmergencyAccess, listEmergencyAccess } from '../../features/system/emergency-access.server.ts';
import { findOwners } from '../../features/system/installation.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { formText } from '../../platform/typed-text.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/access';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Emergency access') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  requireSystem(viewer, 'emergency-access.open');
  const { db } = portal.database;
  const search = (url.searchParams.get('search') ?? '').trim().slice(0, 100);
  return {
    search,
    query: url.search,
    found: await findOwners(db, search),
    list: await listEmergencyAccess(db, 'installation', portal.stamp().now, pageAsked(url.searchParams)),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  requireSystem(viewer, 'emergency-access.open');
  await endEmergencyAccess(portal, viewer, formText(await request.formData(), 'access') ?? '');
  return redirect('/system/access');
}

export default function Access({ loaderData: { search, query, found, list } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/system">System</BackLink>}>
      <h1 className="govuk-heading-l">Emergency access</h1>
      <TwoThirds>
        <p className="govuk-body">
          For an hour you may read, and never change, what one partnership or one organisation owns. Its business
          managers and safeguarding leads are told at once, with your reason.
        </p>
        <Form method="get">
          <TextInput name="search" label="Partnership or organisation" defaultValue={search} width={20} />
          <Button variant="secondary">Search</Button>
        </Form>
        {search !== '' && found.length === 0 ? <p className="govuk-body">Nothing has this name.</p> : null}
        {found.length > 0 ? (
          <ul className="govuk-list">
            {found.map(({ owned, name }) => (
              <li key={owned.organisationId ?? owned.partnershipId}>
                <Anchor
                  className="govuk-link"
                  href={`/system/access/new?${
                    owned.organisationId === undefined
                      ? `partnership=${owned.partnershipId}`
                      : `organisation=${owned.organisationId}`
                  }`}
                >
                  {name}
                </Anchor>
              </li>
            ))}
          </ul>
        ) : null}
      </TwoThirds>
      <h2 className="govuk-heading-m">What was opened</h2>
      <AccessList items={list.items} />
      <Pagination page={list.page} pageCount={list.pageCount} search={query} />
    </Main>
  );
}
