import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { instantInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Hold } from '../holds.server.ts';

interface Props {
  holds: readonly Hold[];
  mayChange: boolean;
  /** The form that came back. */
  wrong: { hold: string; values: TypedValues } | undefined;
}

/** Holds in force and those that were lifted, each with its reasons; one's own can be lifted. */
export function HoldList({ holds, mayChange, wrong }: Props) {
  if (holds.length === 0) return <EmptyState>No hold has been put.</EmptyState>;
  return holds.map((hold) => (
    <section key={hold.id} aria-labelledby={`hold-${hold.id}`}>
      <h2 className="govuk-heading-m" id={`hold-${hold.id}`}>
        {hold.what}
      </h2>
      <p className="govuk-body">
        {hold.lifted === null ? <Tag tone="orange">In force</Tag> : <Tag tone="grey">Lifted</Tag>}
      </p>
      <SummaryList
        rows={[
          { label: 'Why', value: <span className="app-typed-text">{hold.reason}</span> },
          { label: 'Put by', value: `${hold.placedBy}, ${hold.by}, ${instantInWords(hold.placedAt)}` },
          ...(hold.lifted === null
            ? []
            : [
                { label: 'Lifted by', value: `${hold.lifted.by}, ${instantInWords(hold.lifted.at)}` },
                { label: 'Why it was lifted', value: <span className="app-typed-text">{hold.lifted.reason}</span> },
              ]),
        ]}
      />
      {hold.lifted === null && hold.own && mayChange ? (
        <Details
          summary={
            <>
              Lift this hold<span className="govuk-visually-hidden">: {hold.what}</span>
            </>
          }
          open={wrong?.hold === hold.id}
        >
          <Form method="post" noValidate>
            <HiddenFields fields={{ hold: hold.id }} />
            <TextArea
              name="reason"
              id={wrong?.hold === hold.id ? 'reason' : `reason-${hold.id}`}
              label="Why it may go again"
              rows={3}
              limit={{ characters: 1000 }}
              defaultValue={wrong?.hold === hold.id ? typedText(wrong.values, 'reason') : ''}
            />
            <Button preventDoubleClick>Lift the hold</Button>
          </Form>
        </Details>
      ) : null}
    </section>
  ));
}
