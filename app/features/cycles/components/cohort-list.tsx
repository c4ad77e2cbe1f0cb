import { Form } from 'react-router';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup, LinkButton, TextButton } from '../../../ui/button.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Table } from '../../../ui/table.tsx';

type Entry = { id: string; name: string; what: string; chosen: boolean; returnId: string | null };

type CohortFormProps = {
  cycleId: string;
  entries: readonly Entry[];
  /** Those that match the filter on all pages. */
  total: number;
  filtered: boolean;
};

/** Ticks for the organisations on this page, and buttons for everybody who matches. */
export function CohortForm({ cycleId, entries, total, filtered }: CohortFormProps) {
  const everybody = filtered
    ? `all ${countOf(total, 'organisation')} that match`
    : `all ${countOf(total, 'organisation')}`;
  return (
    <Form method="post">
      <HiddenFields fields={{ 'shown[]': entries.map(({ id }) => id) }} />
      <Table
        caption="Organisations that fit"
        captionHidden
        scrollLabel="Table of organisations that fit"
        columns={[{ label: 'Asked in this cycle' }, { label: 'Kind' }]}
        rows={entries.map((entry) => ({
          key: entry.id,
          cells: [
            <SingleCheckbox
              key="tick"
              name="ticked[]"
              id={`tick-${entry.id}`}
              value={entry.id}
              label={entry.name}
              small
              defaultChecked={entry.chosen}
              formGroupClassName="govuk-!-margin-bottom-0"
            />,
            entry.what,
          ],
        }))}
      />
      <ButtonGroup>
        <Button name="intent" value="save" preventDoubleClick>
          Save the ticks on this page
        </Button>
        <LinkButton variant="secondary" href={`/cycles/${cycleId}`}>
          Continue
        </LinkButton>
      </ButtonGroup>
      <ButtonGroup>
        <Button variant="secondary" name="intent" value="all-in" preventDoubleClick>
          Put {everybody} in
        </Button>
        <Button variant="secondary" name="intent" value="all-out" preventDoubleClick>
          Take {everybody} out
        </Button>
      </ButtonGroup>
    </Form>
  );
}

type CohortListProps = { entries: readonly Entry[]; mayAdd: boolean };

/** Who is asked, once the cycle is launched; one that is not in it can still be added while it is open. */
export function CohortList({ entries, mayAdd }: CohortListProps) {
  return (
    <Table
      caption="Organisations that fit"
      captionHidden
      scrollLabel="Table of organisations that fit"
      rowHeaders
      columns={[{ label: 'Organisation' }, { label: 'Kind' }, { label: 'In this cycle' }]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          <Anchor key="name" className="govuk-link" href={`/organisations/${entry.id}`}>
            {entry.name}
          </Anchor>,
          entry.what,
          entry.returnId !== null ? (
            'Yes'
          ) : mayAdd ? (
            <Form key="add" method="post">
              <HiddenFields fields={{ organisationId: entry.id }} />
              <TextButton name="intent" value="add-return">
                Open a return<span className="govuk-visually-hidden"> for {entry.name}</span>
              </TextButton>
            </Form>
          ) : (
            'No'
          ),
        ],
      }))}
    />
  );
}
