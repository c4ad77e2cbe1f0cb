import { Form } from 'react-router';
import { instantInWords } from '../../../platform/words.ts';
import { TextButton } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Table } from '../../../ui/table.tsx';
import type { EmergencyAccess } from '../schema.ts';

/** Every emergency access with its reason; one that is open can be ended. */
export function AccessList({ items }: { items: readonly EmergencyAccess[] }) {
  if (items.length === 0) return <p className="govuk-body">Nobody has opened emergency access.</p>;
  return (
    <Table
      caption="Emergency access that was opened"
      captionHidden
      rowHeaders
      scrollLabel="Table of emergency access"
      columns={[
        { label: 'Who' },
        { label: 'What they could read' },
        { label: 'Why' },
        { label: 'When' },
        { label: 'End' },
      ]}
      rows={items.map((one) => ({
        key: one.id,
        cells: [
          one.person,
          one.place,
          one.reason,
          instantInWords(one.openedAt),
          one.open ? (
            <Form key="end" method="post">
              <HiddenFields fields={{ intent: 'end', access: one.id }} />
              <TextButton>
                End it now<span className="govuk-visually-hidden">: emergency access of {one.person}</span>
              </TextButton>
            </Form>
          ) : (
            `Ended, ${instantInWords(one.endedAt ?? one.endsAt)}`
          ),
        ],
      }))}
    />
  );
}
