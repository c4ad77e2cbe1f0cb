import { countOf, dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { ButtonGroup, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import { continueAt, firstUnansweredAt, isAllDone } from '../continue-at.ts';
import type { Delegation } from '../delegations.server.ts';
import { editVoidsSignatures, isEditable, returnStatuses } from '../rules.ts';
import type { ReturnOverview, SharedFacts } from '../schema.ts';
import { EditWarning } from './edit-warning.tsx';

type Overview = { overview: ReturnOverview };

interface AskingProps {
  returnId: string;
  part: string;
  title: string;
  mayAsk: boolean;
  delegation: Delegation | undefined;
}

/** Beside a task: whom it is with, or the way to ask somebody. */
export function Asking({ returnId, part, title, mayAsk, delegation }: AskingProps) {
  if (delegation) {
    const { id, holder, dueOn, late, holderLeft } = delegation;
    const words = `With ${holder} by ${dayInWords(dueOn)}${late ? ' (overdue)' : ''}${holderLeft ? ' (has left)' : ''}`;
    if (!mayAsk) return words;
    return (
      <Anchor className="govuk-link" href={`/returns/${returnId}/people/${id}`}>
        {words}
        <span className="govuk-visually-hidden">: {title}</span>
      </Anchor>
    );
  }
  if (!mayAsk) return null;
  return (
    <Anchor className="govuk-link" href={`/returns/${returnId}/people/ask?part=${encodeURIComponent(part)}`}>
      Ask someone<span className="govuk-visually-hidden"> to answer {title}</span>
    </Anchor>
  );
}

/** Who asks, by when, and where the return stands. */
export function ReturnFacts({
  overview: { agencyReturn, editionTitle },
  overdue,
  recipients,
}: Overview & { overdue: boolean; recipients: SharedFacts['recipients'] }) {
  const { status, dueOn, firstDueOn, partnershipName, lastSavedAt, lastSavedBy } = agencyReturn;
  const extended = dueOn > firstDueOn ? `, extended from ${dayInWords(firstDueOn)}` : '';
  return (
    <SummaryList
      rows={[
        { label: 'Status', value: returnStatuses[status].words },
        ...recipients.map((one) => ({
          label: `Due for ${one.partnershipName}`,
          value: one.overdue ? <strong>{dayInWords(one.dueOn)} (overdue)</strong> : dayInWords(one.dueOn),
        })),
        ...(recipients.length > 0
          ? []
          : [
              {
                label: 'Due',
                value: overdue ? (
                  <strong>
                    {dayInWords(dueOn)} (overdue{extended})
                  </strong>
                ) : (
                  `${dayInWords(dueOn)}${extended}`
                ),
              },
              { label: 'For', value: partnershipName },
            ]),
        { label: 'Standards', value: editionTitle },
        ...(lastSavedAt && lastSavedBy
          ? [{ label: 'Last saved', value: `${instantInWords(lastSavedAt)} by ${lastSavedBy}` }]
          : []),
      ]}
    />
  );
}

/** What came from the last return, how much of it waits, and where to read what is not asked any more. */
export function CarriedNote({ overview: { carry, tasks, agencyReturn }, moved }: Overview & { moved: boolean }) {
  if (!carry?.from) return null;
  const { returnId, cycleName, editionTitle } = carry.from;
  const copy = (
    <Anchor className="govuk-link" href={`/returns/${returnId}/copy`}>
      the copy of {cycleName}
    </Anchor>
  );
  if (carry.outcome === 'no-succession')
    return (
      <InsetText>
        Nothing was carried over from {cycleName}: it was about “{editionTitle}”, and nobody has written how those
        answers go into this return. You can read them in {copy}.
      </InsetText>
    );
  if (!isEditable(agencyReturn.status)) return null;
  const waiting = tasks.reduce((sum, { toConfirm }) => sum + toConfirm, 0);
  const { retired } = carry;
  if (waiting === 0 && retired.length === 0) return null;
  return (
    <InsetText>
      {waiting > 0 ? (
        <p className="govuk-body">
          <strong>{countOf(waiting, 'carried answer')} to confirm.</strong> They come from {cycleName}
          {moved ? ' and from this return before it moved' : ''} and do not count as done until somebody keeps or
          changes them.
        </p>
      ) : null}
      {retired.length > 0 ? (
        <Details summary={`${countOf(retired.length, 'answer')} to questions that are not asked any more`}>
          <ul className="govuk-list govuk-list--bullet">
            {retired.map(({ code, number, text }) => (
              <li key={code}>
                {number} {text}
              </li>
            ))}
          </ul>
          <p>What you wrote stays in {copy}.</p>
        </Details>
      ) : null}
    </InsetText>
  );
}

/** The one thing to do next, as a button, and the other ways on. */
export function NextStep({ overview, mayAnswer }: Overview & { mayAnswer: boolean }) {
  const { agencyReturn, profile, stoppedAt } = overview;
  const whole = `/returns/${agencyReturn.id}`;
  const { status } = agencyReturn;
  if (status === 'submitted' || status === 'closed')
    return (
      <ButtonGroup>
        <LinkButton href={`${whole}/copy`}>Read the copy of this return</LinkButton>
        <Anchor className="govuk-link" href={`${whole}/receipt`}>
          Receipt
        </Anchor>
        {status === 'closed' ? (
          <Anchor className="govuk-link" href={`${whole}/letter`}>
            Letter from the partnership
          </Anchor>
        ) : null}
      </ButtonGroup>
    );
  if (editVoidsSignatures(status))
    return (
      <ButtonGroup>
        <LinkButton href={`${whole}/sign-off`}>Go to sign-off</LinkButton>
        <Anchor className="govuk-link" href={`${whole}/check`}>
          Check the return
        </Anchor>
      </ButtonGroup>
    );
  const first = firstUnansweredAt(overview);
  const goOn = continueAt(overview, mayAnswer);
  const done = isAllDone(overview);
  if (!mayAnswer)
    return <p className="govuk-body">You can read this return. Somebody else in your organisation fills it in.</p>;
  return (
    <ButtonGroup>
      {done ? <LinkButton href={`${whole}/check`}>Check and send</LinkButton> : null}
      {!done && !profile.confirmed && !stoppedAt ? (
        <LinkButton href={`${whole}/details`}>Start with your organisation</LinkButton>
      ) : null}
      {!done && (profile.confirmed || stoppedAt) ? (
        <LinkButton href={goOn}>{stoppedAt ? 'Continue where I stopped' : 'Continue'}</LinkButton>
      ) : null}
      {first ? (
        <Anchor className="govuk-link" href={first}>
          Go to the first unanswered question
        </Anchor>
      ) : null}
      {done ? null : (
        <Anchor className="govuk-link" href={`${whole}/check`}>
          Check what is missing
        </Anchor>
      )}
    </ButtonGroup>
  );
}

/** Says what an edit did to signatures, and what an edit would do. */
export function VoidedNote({ overview: { agencyReturn, voided }, mayAnswer }: Overview & { mayAnswer: boolean }) {
  const [latest] = voided;
  if (latest)
    return (
      <WarningText>
        This return was changed after {voided.map(({ name }) => name).join(' and ')} signed it. The signatures no longer
        count since {instantInWords(latest.at)}: send it for sign-off again when it is ready.
      </WarningText>
    );
  return mayAnswer ? <EditWarning status={agencyReturn.status} /> : null;
}
