import { Form } from 'react-router';
import { dayInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Table } from '../../../ui/table.tsx';
import type { PreviewLine } from '../preview.server.ts';

type PreviewProps = { dueOn: string; lines: readonly PreviewLine[] };

/** What the ladder, as it is stored, would do to something due on an example date. */
export function LadderPreview({ dueOn, lines }: PreviewProps) {
  return (
    <section aria-labelledby="preview">
      <h2 className="govuk-heading-m" id="preview">
        If something is due on {dayInWords(dueOn)} and nothing happens
      </h2>
      <Table
        caption={`Levels for something due on ${dayInWords(dueOn)}`}
        captionHidden
        scrollLabel="Levels"
        columns={[{ label: 'Who' }, { label: 'Level' }, { label: 'On' }, { label: 'How' }]}
        rows={lines.flatMap(({ organisation, levels }) =>
          levels.map(({ number, name, day, waits }) => ({
            key: `${organisation} ${number}`,
            cells: [organisation, `${number}. ${name}`, dayInWords(day), waits ? 'Waits for a person' : 'By itself'],
          })),
        )}
      />
      <Form method="get">
        <DateInput name="due" legend="See another date" legendSize="s" defaultValue={dueOn} />
        <Button variant="secondary">Show</Button>
      </Form>
    </section>
  );
}
