import { Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { partnershipRoles, roleNames } from '../../features/accounts/permissions.ts';
import { listRoleHolders } from '../../features/accounts/queries.server.ts';
import { findPartnershipScope, partnershipScope } from '../../features/accounts/viewer.ts';
import { endPartnershipRole } from '../../features/organisations/commands/partnership-people.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { LinkButton, TextButton } from '../../ui/button.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/people';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('People of the partnership') }];

const doneWords: Record<string, string> = {
  invited: 'The role was given, and a message is on its way',
  ended: 'The role was ended',
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'people.read');
  const lists = await Promise.all(
    scope.partnershipIds.map((partnershipId) =>
      listRoleHolders(portal.database.db, { partnershipId }, portal.stamp().today),
    ),
  );
  return {
    people: lists.flat(),
    mayChange: findPartnershipScope(viewer, 'people.change') !== undefined,
    done: doneWords[url.searchParams.get('done') ?? ''],
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  const form = await request.formData();
  await requireRecentConfirmation(context, request, url);
  await endPartnershipRole(portal, viewer, {
    personId: String(form.get('personId') ?? ''),
    role: String(form.get('role') ?? ''),
  });
  return redirect('/people?done=ended');
}

export default function People({ loaderData: { people, mayChange, done } }: Route.ComponentProps) {
  return (
    <Main>
      {done ? (
        <NotificationBanner key={done} kind="success">
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <h1 className="govuk-heading-l">People of the partnership</h1>
      <p className="govuk-body">
        These people work for the partnership itself. The people of an agency or a school are on its own page.
      </p>
      {mayChange ? (
        <>
          <LinkButton href="/people/new">Give a person a role</LinkButton>
          <p className="govuk-body">
            <Anchor className="govuk-link" href="/people/invitations">
              Open invitations
            </Anchor>
            ,{' '}
            <Anchor className="govuk-link" href="/people/requests">
              who asks to be let in
            </Anchor>
            ,{' '}
            <Anchor className="govuk-link" href="/people/review">
              who may do what, each quarter
            </Anchor>
            ,{' '}
            <Anchor className="govuk-link" href="/people/emergency-access">
              emergency access
            </Anchor>
          </p>
        </>
      ) : null}
      <Table
        caption="People and what they do"
        captionHidden
        scrollLabel="Table of people and what they do"
        rowHeaders
        columns={[
          { label: 'Name' },
          { label: 'Role' },
          { label: 'E-mail' },
          ...(mayChange ? [{ label: 'Change' }] : []),
        ]}
        rows={people.map((person) => ({
          key: `${person.personId} ${person.role}`,
          cells: [
            person.name,
            roleNames[person.role],
            person.email,
            ...(mayChange
              ? [<EndRole key="end" personId={person.personId} role={person.role} name={person.name} />]
              : []),
          ],
        }))}
      />
    </Main>
  );
}

function EndRole({ personId, role, name }: { personId: string; role: string; name: string }) {
  const roleName = role in partnershipRoles ? roleNames[role as keyof typeof partnershipRoles] : role;
  return (
    <Form method="post">
      <HiddenFields fields={{ personId, role }} />
      <TextButton>
        End this role<span className="govuk-visually-hidden">: {`${name}, ${roleName}`}</span>
      </TextButton>
    </Form>
  );
}
