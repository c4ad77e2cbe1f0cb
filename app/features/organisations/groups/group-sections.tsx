import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import type { GroupPage } from './group-page.server.ts';
import { isLinkedOn, linkInWords } from './rules.ts';

type SectionProps = { page: GroupPage };

/** The sites of a trust or group in the area of the viewer. */
export function ItsSites({ page: { sites } }: SectionProps) {
  return (
    <section aria-labelledby="sites">
      <h2 className="govuk-heading-m" id="sites">
        Its sites in your area
      </h2>
      <p className="govuk-body">
        Whoever leads it sees how far the return of each site is, and what was sent. That person is added by the
        operator of the portal, because they may lead sites of other areas too.
      </p>
      {sites.items.length === 0 ? (
        <EmptyState>No site of your area is linked to it.</EmptyState>
      ) : (
        <Table
          caption={countOf(sites.total, 'site')}
          rowHeaders
          scrollLabel="Sites, scrolls sideways"
          columns={[{ label: 'Site' }, { label: 'Linked' }]}
          rows={sites.items.map((link) => ({
            key: link.id,
            cells: [
              <Anchor key="site" className="govuk-link" href={`/organisations/${link.siteId}/group`}>
                {link.siteName}
              </Anchor>,
              linkInWords(link),
            ],
          }))}
        />
      )}
    </section>
  );
}

/** Members that the schools register puts into the trust of this name: linked with one press. */
export function SuggestedSites({ page: { suggested, organisation } }: SectionProps) {
  if (suggested.length === 0) return null;
  return (
    <Form method="post" key={suggested.map(({ id }) => id).join(' ')}>
      <Checkboxes
        name="sites"
        legend={`In ${organisation.name} by the schools register`}
        legendSize="m"
        hint="They are linked from today on."
        items={suggested.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValues={suggested.map(({ id }) => id)}
      />
      <Button name="intent" value="link-suggested" variant="secondary" preventDoubleClick>
        Link the schools that are ticked
      </Button>
    </Form>
  );
}

/** The group that an organisation belongs to, and the ways in and out. */
export function BelongsTo({ page, values }: SectionProps & { values: TypedValues | undefined }) {
  const { organisation, links, possible, today, mayChange } = page;
  const open = links.find(({ toOn }) => toOn === null);
  const current = links.find((link) => isLinkedOn(link, today));
  return (
    <section aria-labelledby="belongs">
      <h2 className="govuk-heading-m" id="belongs">
        What it belongs to
      </h2>
      {links.length === 0 ? (
        <EmptyState>{organisation.name} is linked to no trust or group.</EmptyState>
      ) : (
        <Table
          caption="Trusts and groups, newest first"
          captionHidden
          rowHeaders
          columns={[{ label: 'Trust or group' }, { label: 'When' }]}
          rows={links.map((link) => ({ key: link.id, cells: [link.groupName, linkInWords(link)] }))}
        />
      )}
      {mayChange && open ? (
        <Form method="post" noValidate key={`leave ${open.id}`}>
          <HiddenFields fields={{ linkId: open.id }} />
          <DateInput
            name="toOn"
            legend={`First day on which it does not belong to ${open.groupName} any more`}
            legendSize="s"
            hint={`For example, ${dayInWords(today)}. What it took from the answers of the group stays its own.`}
            defaultValue={typedDate(values, 'toOn')}
          />
          <Button name="intent" value="leave" variant="secondary" preventDoubleClick>
            Save the date on which it leaves
          </Button>
        </Form>
      ) : null}
      {mayChange && !open ? (
        <Form method="post" noValidate key="link">
          <Select
            name="groupId"
            label="Trust or group"
            hint={
              current
                ? `It leaves ${current.groupName} on a date that is set. It can be linked to another from then on.`
                : 'Add the trust to the directory first, if it is not in the list.'
            }
            items={[
              { value: '', label: 'Choose a trust or group' },
              ...possible.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            defaultValue={typedText(values, 'groupId')}
          />
          <DateInput
            name="fromOn"
            legend="Date it joined"
            legendSize="s"
            hint="Whoever leads the group sees what the site has sent since then."
            defaultValue={typedDate(values, 'fromOn', today)}
          />
          <Button name="intent" value="link" variant="secondary" preventDoubleClick>
            Link it
          </Button>
        </Form>
      ) : null}
    </section>
  );
}
