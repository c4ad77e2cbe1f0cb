import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { type FailedForm, failedAs } from '../../../platform/page-forms.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { Group, PartnershipChoice } from '../queries.server.ts';
import { groupKindCodes, groupKinds } from '../words.ts';
import { PartnershipField } from './partnership-field.tsx';

/** Groups by kind; one that is closed says since when. */
export function GroupTable({ groups, several }: { groups: readonly Group[]; several: boolean }) {
  if (groups.length === 0) return <EmptyState>No group has been added yet.</EmptyState>;
  return (
    <Table
      caption="Groups of the partnership"
      captionHidden
      scrollLabel="Groups of the partnership"
      rowHeaders
      columns={[
        { label: 'Name' },
        { label: 'Kind' },
        ...(several ? [{ label: 'Partnership' }] : []),
        { label: 'Status' },
      ]}
      rows={groups.map((group) => ({
        key: group.id,
        cells: [
          <Anchor key="name" className="govuk-link" href={`/groups/${group.id}`}>
            {group.name}
          </Anchor>,
          groupKinds[group.kind],
          ...(several ? [group.partnership] : []),
          group.closedOn === null ? 'Meets' : `Closed on ${dayInWords(group.closedOn)}`,
        ],
      }))}
    />
  );
}

type FieldsProps = { values: TypedValues | undefined; stored?: Pick<Group, 'name' | 'kind'> };

function GroupFields({ values, stored }: FieldsProps) {
  return (
    <>
      <TextInput
        name="name"
        label="Name"
        labelSize="s"
        autoComplete="off"
        defaultValue={typedText(values, 'name', stored?.name)}
      />
      <Radios
        name="kind"
        legend="Kind"
        legendSize="s"
        defaultValue={typedText(values, 'kind', stored?.kind)}
        items={groupKindCodes.map((kind) => ({ value: kind, label: groupKinds[kind] }))}
      />
    </>
  );
}

type AddProps = { partnerships: readonly PartnershipChoice[]; failed: FailedForm | undefined };

/** Adds a group. */
export function AddGroupForm({ partnerships, failed }: AddProps) {
  return (
    <Details summary="Add a group" open={failed !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={failed?.errors}>
          <PartnershipField partnerships={partnerships} values={failed?.values} />
          <GroupFields values={failed?.values} />
          <Button name="intent" value="add" preventDoubleClick>
            Add the group
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

/** What may be done with a group: another name or kind, closed, opened again. */
export function GroupForms({ group, failed }: { group: Group; failed: FailedForm | undefined }) {
  const changing = failedAs(failed, 'change');
  const closed = group.closedOn !== null;
  return (
    <>
      <Details summary="Change the name or kind" open={changing !== undefined}>
        <Form method="post" noValidate>
          <FormErrors errors={changing?.errors}>
            <HiddenFields fields={{ revision: group.revision }} />
            <GroupFields values={changing?.values} stored={group} />
            <Button name="intent" value="change" preventDoubleClick>
              Save
            </Button>
          </FormErrors>
        </Form>
      </Details>
      <Form method="post">
        <HiddenFields fields={{ revision: group.revision }} />
        <Button variant="secondary" name="intent" value={closed ? 'open' : 'close'} preventDoubleClick>
          {closed ? 'Open this group again' : 'Close this group'}
        </Button>
      </Form>
    </>
  );
}
