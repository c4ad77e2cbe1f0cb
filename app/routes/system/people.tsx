import { Form } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { requireSystem } from '../../features/accounts/viewer.ts';
import { listPeopleOfInstallation } from '../../features/system/installation.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/people';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('People of the installation') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  requireSystem(viewer, 'system.read');
  const search = (url.searchParams.get('search') ?? '').slice(0, 100);
  const page = pageAsked(url.searchParams);
  const { today } = portal.stamp();
  return {
    search,
    query: url.search,
    list: await listPeopleOfInstallation(portal.database.db, { search, today, page }),
  };
}

export default function People({ loaderData: { search, query, list } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/system">System</BackLink>}>
      <h1 className="govuk-heading-l">People of the installation</h1>
      <Form method="get">
        <TextInput name="search" label="Name or e-mail address" defaultValue={search} width={20} />
        <Button variant="secondary">Search</Button>
      </Form>
      <Table
        caption={`${list.total} people`}
        rowHeaders
        scrollLabel="Table of people"
        columns={[{ label: 'Name' }, { label: 'E-mail' }, { label: 'Roles' }, { label: 'Last here' }]}
        rows={list.items.map((person) => ({
          key: person.id,
          cells: [
            person.closed ? `${person.name} (closed)` : person.name,
            person.email,
            person.roles.length === 0 ? 'None' : person.roles.join('; '),
            person.lastSeen === null ? 'Never' : instantInWords(person.lastSeen),
          ],
        }))}
      />
      <Pagination page={list.page} pageCount={list.pageCount} search={query} />
    </Main>
  );
}
