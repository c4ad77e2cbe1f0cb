import { signedIn } from '../../context.server.ts';
import { findPartnershipScope, partnershipScope } from '../../features/accounts/viewer.ts';
import { listGroupsInScope, listSuggestedGroups } from '../../features/organisations/groups/queries.server.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/groups';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Trusts and groups') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'organisation.read');
  const { db } = portal.database;
  const { today } = portal.stamp();
  const suggested = await listSuggestedGroups(db, scope, today);
  return {
    groups: await listGroupsInScope(db, scope, today),
    suggested: suggested.map(({ name, groupId, sites }) => ({ name, groupId, sites: sites.length })),
    mayChange: findPartnershipScope(viewer, 'organisation.change') !== undefined,
  };
}

export default function Groups({ loaderData: { groups, suggested, mayChange } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/organisations">Organisations</BackLink>}>
      <h1 className="govuk-heading-l">Trusts and groups</h1>
      <p className="govuk-body">
        A trust or group with sites in your area. Whoever leads it can answer once what is the same at all its sites.
        You see the sites of your own area only, and each of them still sends its own return.
      </p>
      {groups.length === 0 ? (
        <EmptyState>No site of your area is linked to a trust or group yet.</EmptyState>
      ) : (
        <Table
          caption="Trusts and groups with sites in your area"
          captionSize="m"
          rowHeaders
          columns={[{ label: 'Trust or group' }, { label: 'Sites in your area', numeric: true }]}
          rows={groups.map(({ id, name, sites }) => ({
            key: id,
            cells: [
              <Anchor key="name" className="govuk-link" href={`/organisations/${id}/group`}>
                {name}
              </Anchor>,
              sites,
            ],
          }))}
        />
      )}
      {mayChange && suggested.length > 0 ? (
        <Table
          caption="In a trust by the schools register, not linked yet"
          captionSize="m"
          rowHeaders
          columns={[{ label: 'Trust' }, { label: 'Schools', numeric: true }, { label: 'What to do' }]}
          rows={suggested.map(({ name, groupId, sites }) => ({
            key: name,
            cells: [
              name,
              sites,
              <Anchor
                key="do"
                className="govuk-link"
                href={
                  groupId === null
                    ? `/organisations/new?${new URLSearchParams({ kind: 'academy-trust', name })}`
                    : `/organisations/${groupId}/group`
                }
              >
                {groupId === null ? 'Add this trust to the directory' : `Link ${countOf(sites, 'school')}`}
                <span className="govuk-visually-hidden">: {name}</span>
              </Anchor>,
            ],
          }))}
        />
      ) : null}
    </Main>
  );
}
