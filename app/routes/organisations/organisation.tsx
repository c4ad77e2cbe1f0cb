import { redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { roleNames } from '../../features/accounts/permissions.ts';
import { listRoleHolders } from '../../features/accounts/queries.server.ts';
import { findPartnershipScope, partnershipScope } from '../../features/accounts/viewer.ts';
import { listReturnsOfOrganisation } from '../../features/cycles/queries.server.ts';
import { returnStages } from '../../features/cycles/rules.ts';
import { runOrganisationIntent } from '../../features/organisations/commands/intents.server.ts';
import {
  ContactsSection,
  MembershipSection,
  PeopleSection,
  ReturnsSection,
} from '../../features/organisations/components/organisation-sections.tsx';
import { OrganisationSummary } from '../../features/organisations/components/organisation-summary.tsx';
import { GroupLine } from '../../features/organisations/groups/group-line.tsx';
import { findGroupOf, listSitesInScope } from '../../features/organisations/groups/queries.server.ts';
import { getOrganisation, listContacts, listMemberships } from '../../features/organisations/queries.server.ts';
import { doneWords, kindInWords } from '../../features/organisations/rules.ts';
import { dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { ButtonGroup, LinkButton } from '../../ui/button.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/organisation';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData?.organisation.name ?? 'Organisation') },
];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'organisation.read');
  const { db } = portal.database;
  const organisation = await getOrganisation(db, scope, params.organisationId);
  const { id } = organisation;
  const { today } = portal.stamp();
  const people = await listRoleHolders(db, { organisationId: id }, today);
  const returns = await listReturnsOfOrganisation(db, scope, id);
  return {
    organisation,
    what: kindInWords(organisation),
    contacts: await listContacts(db, id),
    memberships: await listMemberships(db, scope, id),
    group: (await findGroupOf(db, id, today)) ?? null,
    sites: (await listSitesInScope(db, scope, id, today)).total,
    people: people.map((person) => ({ ...person, roleName: roleNames[person.role] })),
    returns: returns.map((entry) => ({
      ...entry,
      status: returnStages[entry.stage].words,
      due: dayInWords(entry.dueOn),
    })),
    mayChange: findPartnershipScope(viewer, 'organisation.change') !== undefined,
    done: doneWords(url.searchParams.get('done')),
  };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const form = await request.formData();
  if (form.get('intent') === 'end-role') {
    partnershipScope(viewer, 'people.change');
    await requireRecentConfirmation(context, request, url);
  }
  const done = await runOrganisationIntent(portal, viewer, params.organisationId, form);
  return redirect(`/organisations/${params.organisationId}?done=${done}`);
}

export default function OrganisationPage({ loaderData }: Route.ComponentProps) {
  const { organisation, what, contacts, memberships, group, sites, people, returns, mayChange, done } = loaderData;
  const isMember = memberships.some(({ leftOn }) => leftOn === null);
  const mayEdit = mayChange && isMember;
  return (
    <Main before={<BackLink href="/organisations">Organisations</BackLink>}>
      {done ? (
        <NotificationBanner key={done} kind="success">
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{what}</span>
      <h1 className="govuk-heading-l">{organisation.name}</h1>
      {mayEdit ? (
        <ButtonGroup>
          <LinkButton variant="secondary" href={`/organisations/${organisation.id}/edit`}>
            Change details
          </LinkButton>
        </ButtonGroup>
      ) : null}
      <OrganisationSummary organisation={organisation} />
      <GroupLine organisationId={organisation.id} group={group} sites={sites} mayChange={mayEdit} />
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/action-plans/${organisation.id}`}>
          Action plan
        </Anchor>
      </p>
      <ReturnsSection returns={returns} />
      <PeopleSection organisation={organisation} people={people} mayChange={mayEdit} />
      <ContactsSection organisation={organisation} contacts={contacts} mayChange={mayEdit} />
      <MembershipSection organisation={organisation} memberships={memberships} mayChange={mayChange} />
    </Main>
  );
}
