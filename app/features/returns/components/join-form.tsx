import { Form } from 'react-router';
import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import type { JoinPage } from '../shared/join-page.ts';
import { keepField } from '../shared/join-page.ts';

/** What joining two returns does to what was typed in both, and the choice where they differ. */
export function JoinForm({ page, chosen }: { page: JoinPage; chosen: Readonly<Record<string, string>> }) {
  const { into, joining, conflicts, taken, same } = page;
  return (
    <>
      <SummaryList
        rows={[into, joining].map((side) => ({
          label: side.partnershipName,
          value: `${side.cycleName}, due ${dayInWords(side.dueOn)}`,
        }))}
      />
      <h2 className="govuk-heading-m">What happens to your answers</h2>
      <ul className="govuk-list govuk-list--bullet">
        {same > 0 ? <li>{countOf(same, 'answer')} that say the same in both stay as they are.</li> : null}
        {taken.fromInto > 0 ? (
          <li>
            {countOf(taken.fromInto, 'answer')} given only for {into.partnershipName} also{' '}
            {taken.fromInto === 1 ? 'goes' : 'go'} to {joining.partnershipName}.
          </li>
        ) : null}
        {taken.fromJoining > 0 ? (
          <li>
            {countOf(taken.fromJoining, 'answer')} given only for {joining.partnershipName} also{' '}
            {taken.fromJoining === 1 ? 'goes' : 'go'} to {into.partnershipName}.
          </li>
        ) : null}
        <li>What one partnership asks alone stays with that partnership.</li>
        <li>
          Evidence beside a question that both ask stands there for both. You can hold a piece back from one of them.
        </li>
        <li>Nothing is lost: where you choose one of two answers, the other one is in the history of its standard.</li>
      </ul>
      <Form method="post" noValidate>
        <HiddenFields fields={{ intent: 'join', with: page.otherId, seen: page.seen }} />
        {conflicts.length > 0 ? (
          <>
            <h2 className="govuk-heading-m">
              {countOf(conflicts.length, 'question')} answered differently: choose which answer stays
            </h2>
            {conflicts.map((conflict) => (
              <Radios
                key={conflict.key}
                name={keepField(conflict.key)}
                legend={`${conflict.number}: ${conflict.text}`}
                legendSize="s"
                defaultValue={chosen[conflict.key] ?? null}
                items={[
                  { value: 'into', label: `The answer for ${into.partnershipName}`, hint: words(conflict.into) },
                  {
                    value: 'joining',
                    label: `The answer for ${joining.partnershipName}`,
                    hint: words(conflict.joining),
                  },
                ]}
              />
            ))}
          </>
        ) : null}
        <ButtonGroup>
          <Button preventDoubleClick>Answer once for both</Button>
          <Anchor className="govuk-link" href={`/returns/${page.returnId}`}>
            Keep answering them one by one
          </Anchor>
        </ButtonGroup>
      </Form>
    </>
  );
}

const words = (parts: readonly string[]) => <span className="app-typed-text">{parts.join('\n\n')}</span>;
