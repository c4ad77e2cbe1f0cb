import { Form } from 'react-router';
import { dayInWords, instantInWords } from '../../../../platform/words.ts';
import { Anchor } from '../../../../ui/anchor.tsx';
import { TextButton } from '../../../../ui/button.tsx';
import { TypedText } from '../../../../ui/columns.tsx';
import { HiddenFields } from '../../../../ui/hidden-fields.tsx';
import { SummaryList } from '../../../../ui/summary-list.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import { RiskTag } from '../../../challenge-log/components/risk-tag.tsx';
import { impacts, likelihoods, type Risk, riskInFull, riskScore } from '../../../challenge-log/rules.ts';
import type { RiskControl, RiskDetail } from '../get-risk.server.ts';
import { categoryInWords, closeReasons, riskEntryWords, riskLevels, riskSources, riskStatuses } from '../rules.ts';

/** What may happen, why, what it would do, how great it is, and who answers for it. */
export function RiskSummaryList({ risk }: { risk: RiskDetail }) {
  return (
    <SummaryList
      rows={[
        { label: 'Cause', value: <TypedText>{risk.cause}</TypedText> },
        { label: 'Event', value: <TypedText>{risk.event}</TypedText> },
        { label: 'Effect', value: <TypedText>{risk.effect}</TypedText> },
        { label: 'About', value: categoryInWords(risk.category) },
        { label: 'Level', value: `${riskLevels[risk.level].words}: ${lower(riskLevels[risk.level].meaning)}` },
        { label: 'Without any control', value: <Score risk={risk.inherent} /> },
        { label: 'Now', value: <Score risk={risk.now} /> },
        { label: 'Target', value: <Score risk={risk.target} /> },
        { label: 'Owner', value: risk.owner },
        {
          label: 'Held by',
          value: risk.group ? (
            <Anchor className="govuk-link" href={`/groups/${risk.group.id}`}>
              {risk.group.name}
            </Anchor>
          ) : (
            'No group'
          ),
        },
        { label: 'What shows that the controls work', value: <TypedText>{risk.assurance}</TypedText> },
        {
          label: 'Status',
          value:
            risk.status === 'closed' && risk.closedBecause !== null && risk.closedOn !== null
              ? `Closed on ${dayInWords(risk.closedOn)}: ${lower(closeReasons[risk.closedBecause])}`
              : riskStatuses[risk.status].words,
        },
        ...(risk.status === 'closed'
          ? []
          : [
              {
                label: 'Next review',
                value: (
                  <>
                    {risk.overdue ? <strong>Overdue. </strong> : null}
                    {dayInWords(risk.reviewOn)}
                  </>
                ),
              },
            ]),
        { label: 'Where it comes from', value: <Source risk={risk} /> },
      ]}
    />
  );
}

const lower = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1);

function Score({ risk }: { risk: Risk }) {
  return (
    <>
      <RiskTag score={riskScore(risk)} /> {lower(likelihoods[risk.likelihood - 1] ?? '')},{' '}
      {lower(impacts[risk.impact - 1] ?? '')}
    </>
  );
}

function Source({ risk: { source, from, raisedOn } }: { risk: RiskDetail }) {
  return (
    <>
      {riskSources[source]} on {dayInWords(raisedOn)}
      {from ? (
        <>
          {': '}
          <Anchor className="govuk-link" href={from.href} reloadDocument>
            {from.words}
          </Anchor>
        </>
      ) : null}
    </>
  );
}

type ControlsProps = { controls: readonly RiskControl[]; mayChange: boolean };

/** What is done about it already, and what is planned, with the actions that do it. */
export function Controls({ controls, mayChange }: ControlsProps) {
  return (
    <section aria-labelledby="controls">
      <h2 className="govuk-heading-m" id="controls">
        Controls
      </h2>
      {(['existing', 'planned'] as const).map((kind) => {
        const of = controls.filter((control) => control.kind === kind);
        return (
          <div key={kind}>
            <h3 className="govuk-heading-s">{kind === 'existing' ? 'In place' : 'Planned'}</h3>
            {of.length === 0 ? <p className="govuk-body">None.</p> : null}
            <ul className="govuk-list govuk-list--bullet">
              {of.map((control) => (
                <li key={control.id}>
                  <Control control={control} mayChange={mayChange} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

function Control({ control: { id, words, action }, mayChange }: { control: RiskControl; mayChange: boolean }) {
  return (
    <>
      <TypedText>{words}</TypedText>
      {action ? (
        <>
          {' '}
          <Anchor className="govuk-link" href={`/actions/${action.id}`}>
            {action.reference}
          </Anchor>
          {action.done ? ' (closed)' : ''}
        </>
      ) : null}
      {mayChange ? (
        <Form method="post">
          <HiddenFields fields={{ control: id, intent: 'end-control' }} />
          <TextButton>
            Take away<span className="govuk-visually-hidden">: {words}</span>
          </TextButton>
        </Form>
      ) : null}
    </>
  );
}

/** Every review and change, newest first: nothing here is ever overwritten. */
export function RiskTimeline({ risk }: { risk: RiskDetail }) {
  return (
    <section aria-labelledby="history">
      <h2 className="govuk-heading-m" id="history">
        What happened
      </h2>
      <Timeline
        events={risk.history.map((entry) => ({
          heading:
            entry.kind === 'moved' ? `Moved: ${lower(riskLevels[entry.level].words)} now` : riskEntryWords[entry.kind],
          by: entry.by,
          at: { iso: entry.at, words: instantInWords(entry.at) },
          children: (
            <>
              <p className="govuk-body">
                Risk: {riskInFull(entry.risk)}. {riskStatuses[entry.status].words}.
                {entry.nextReviewOn === null ? '' : ` Next review on ${dayInWords(entry.nextReviewOn)}.`}
              </p>
              {entry.note === '' ? null : <TypedText>{entry.note}</TypedText>}
            </>
          ),
        }))}
      />
    </section>
  );
}
