import { Form } from 'react-router';
import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, LinkButton, TextButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Organisation } from '../schema.ts';

type ReturnsSectionProps = {
  returns: readonly { returnId: string; cycleId: string; cycleName: string; status: string; due: string }[];
};

/** Its returns in the cycles of the partnership: where they are, never what they say. */
export function ReturnsSection({ returns }: ReturnsSectionProps) {
  return (
    <section aria-labelledby="returns">
      <h2 className="govuk-heading-m" id="returns">
        Returns
      </h2>
      {returns.length === 0 ? (
        <EmptyState>It has not been asked for a return yet.</EmptyState>
      ) : (
        <Table
          caption="Returns by cycle"
          captionHidden
          scrollLabel="Returns, scrolls sideways"
          rowHeaders
          columns={[{ label: 'Cycle' }, { label: 'Status' }, { label: 'Due' }]}
          rows={returns.map((entry) => ({
            key: entry.returnId,
            cells: [
              <Anchor key="cycle" className="govuk-link" href={`/cycles/${entry.cycleId}`}>
                {entry.cycleName}
              </Anchor>,
              entry.status,
              entry.due,
            ],
          }))}
        />
      )}
    </section>
  );
}

type SectionProps = { organisation: Pick<Organisation, 'id' | 'name'>; mayChange: boolean };

type PeopleSectionProps = SectionProps & {
  people: readonly { personId: string; name: string; email: string; role: string; roleName: string }[];
};

/** Who has which role here, and the way to give and to end one. */
export function PeopleSection({ organisation, people, mayChange }: PeopleSectionProps) {
  return (
    <section aria-labelledby="people">
      <h2 className="govuk-heading-m" id="people">
        People who can sign in
      </h2>
      {people.length === 0 ? (
        <EmptyState>Nobody has a role here, so nobody can fill in a return or be reminded.</EmptyState>
      ) : (
        <Table
          caption="People and their roles"
          captionHidden
          scrollLabel="People, scrolls sideways"
          rowHeaders
          columns={[
            { label: 'Name' },
            { label: 'Role' },
            { label: 'E-mail address' },
            ...(mayChange ? [{ label: 'Action' }] : []),
          ]}
          rows={people.map((person) => ({
            key: `${person.personId} ${person.role}`,
            cells: [
              person.name,
              person.roleName,
              person.email,
              ...(mayChange ? [<RoleAction key="end" organisation={organisation} person={person} />] : []),
            ],
          }))}
        />
      )}
      {mayChange ? (
        <LinkButton variant="secondary" href={`/organisations/${organisation.id}/people/new`}>
          Give a person a role
        </LinkButton>
      ) : null}
    </section>
  );
}

type RoleActionProps = Pick<PeopleSectionProps, 'organisation'> & { person: PeopleSectionProps['people'][number] };

/** A safeguarding lead hands over rather than ends: an organisation is never without one. */
function RoleAction({ organisation, person }: RoleActionProps) {
  if (person.role !== 'safeguarding-lead') return <EndRole person={person} />;
  return (
    <Anchor
      className="govuk-link"
      href={`/organisations/${organisation.id}/hand-over?from=${encodeURIComponent(person.personId)}`}
    >
      Hand over<span className="govuk-visually-hidden"> the role of {person.name}</span>
    </Anchor>
  );
}

function EndRole({ person }: { person: PeopleSectionProps['people'][number] }) {
  return (
    <Form method="post">
      <HiddenFields fields={{ personId: person.personId, role: person.role }} />
      <TextButton name="intent" value="end-role">
        End role
        <span className="govuk-visually-hidden">
          {' '}
          of {person.name} as {person.roleName}
        </span>
      </TextButton>
    </Form>
  );
}

type ContactsSectionProps = SectionProps & {
  contacts: readonly {
    id: string;
    name: string;
    jobTitle: string | null;
    email: string | null;
    telephone: string | null;
  }[];
};

/** Whom to ring or write to. */
export function ContactsSection({ organisation, contacts, mayChange }: ContactsSectionProps) {
  return (
    <section aria-labelledby="contacts">
      <h2 className="govuk-heading-m" id="contacts">
        Contacts
      </h2>
      {contacts.length === 0 ? (
        <EmptyState>There is no contact yet.</EmptyState>
      ) : (
        <Table
          caption="Contacts by name"
          captionHidden
          scrollLabel="Contacts, scrolls sideways"
          rowHeaders
          columns={[
            { label: 'Name' },
            { label: 'Job title' },
            { label: 'E-mail address' },
            { label: 'Telephone' },
            ...(mayChange ? [{ label: 'Action' }] : []),
          ]}
          rows={contacts.map((contact) => ({
            key: contact.id,
            cells: [
              contact.name,
              contact.jobTitle ?? '',
              contact.email ?? '',
              contact.telephone ?? '',
              ...(mayChange ? [<RemoveContact key="remove" contact={contact} />] : []),
            ],
          }))}
        />
      )}
      {mayChange ? (
        <LinkButton variant="secondary" href={`/organisations/${organisation.id}/contacts/new`}>
          Add a contact
        </LinkButton>
      ) : null}
    </section>
  );
}

function RemoveContact({ contact }: { contact: { id: string; name: string } }) {
  return (
    <Form method="post">
      <HiddenFields fields={{ contactId: contact.id }} />
      <TextButton name="intent" value="remove-contact">
        Remove<span className="govuk-visually-hidden"> {contact.name}</span>
      </TextButton>
    </Form>
  );
}

type MembershipSectionProps = {
  organisation: Organisation;
  memberships: readonly {
    id: string;
    partnershipId: string;
    partnershipName: string;
    joinedOn: string;
    leftOn: string | null;
  }[];
  mayChange: boolean;
};

/** When it joined and left, and whether it is open. */
export function MembershipSection({ organisation, memberships, mayChange }: MembershipSectionProps) {
  const isMember = memberships.some(({ leftOn }) => leftOn === null);
  return (
    <section aria-labelledby="membership">
      <h2 className="govuk-heading-m" id="membership">
        Membership
      </h2>
      <Table
        caption="Membership, newest first"
        captionHidden
        scrollLabel="Membership, scrolls sideways"
        columns={[{ label: 'Partnership' }, { label: 'Joined' }, { label: 'Left' }]}
        rows={memberships.map((member) => ({
          key: member.id,
          cells: [
            member.partnershipName,
            dayInWords(member.joinedOn),
            member.leftOn === null ? 'Member today' : dayInWords(member.leftOn),
          ],
        }))}
      />
      {mayChange && isMember ? <ChangeMembership key={organisation.status} organisation={organisation} /> : null}
      {mayChange && !isMember ? (
        <Form method="post">
          <HiddenFields fields={{ partnershipId: memberships[0]?.partnershipId }} />
          <Button variant="secondary" name="intent" value="rejoin" preventDoubleClick>
            Take it back as a member
          </Button>
        </Form>
      ) : null}
    </section>
  );
}

function ChangeMembership({ organisation }: { organisation: Organisation }) {
  const isOpen = organisation.status === 'open';
  return (
    <Details
      summary={isOpen ? 'It has closed, or leaves the partnership' : 'It is open again, or leaves the partnership'}
    >
      <Form method="post">
        <HiddenFields fields={{ revision: organisation.revision }} />
        <p className="govuk-body">
          A closed organisation is left out of the next cycle. One that leaves is not shown in the directory any more.
          Its returns, letters and actions stay readable in both cases.
        </p>
        <div className="govuk-button-group">
          <Button variant="secondary" name="intent" value={isOpen ? 'close' : 'reopen'} preventDoubleClick>
            {isOpen ? 'Mark as closed' : 'Mark as open'}
          </Button>
          <Button variant="warning" name="intent" value="leave" preventDoubleClick>
            End the membership today
          </Button>
        </div>
      </Form>
    </Details>
  );
}
