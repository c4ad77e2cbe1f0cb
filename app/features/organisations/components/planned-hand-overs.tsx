import { Form } from 'react-router';
import { dayInWords } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import type { PlannedHandOver } from '../planned-hand-over.server.ts';

/** What is agreed for a day to come, each with the way out of it. */
export function PlannedHandOvers({ planned, isOwn }: { planned: readonly PlannedHandOver[]; isOwn: boolean }) {
  return planned.map((one) => (
    <InsetText key={one.id}>
      <p className="govuk-body">
        <strong>
          {one.to} takes over on {dayInWords(one.on)}
          {one.from === null ? '' : isOwn ? ' from you' : ` from ${one.from}`}.
        </strong>{' '}
        {whatElse(one, isOwn)}
      </p>
      <p className="govuk-body">If you cancel it, nothing changes on that day, and we tell whoever it concerns.</p>
      <Form method="post">
        <HiddenFields fields={{ handOver: one.id }} />
        <Button name="intent" value="cancel" variant="secondary" preventDoubleClick>
          Cancel this hand-over
        </Button>
      </Form>
    </InsetText>
  ));
}

function whatElse({ from, leaves }: PlannedHandOver, isOwn: boolean): string {
  if (from === null) return '';
  if (!leaves) return isOwn ? 'You stay as a contributor.' : `${from} stays as a contributor.`;
  return isOwn ? 'You leave the organisation on that day.' : `${from} leaves the organisation on that day.`;
}
