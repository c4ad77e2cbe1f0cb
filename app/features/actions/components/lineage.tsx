import { Form } from 'react-router';
import { typedText } from '../../../platform/typed-text.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import type { FurtherFinding } from '../findings.server.ts';
import type { ActionDetail } from '../get-action.server.ts';
import type { RedAgain } from '../red-again.server.ts';
import { actionSources, redByWords } from '../rules.ts';
import { type FailedForm, Note, of } from './form-parts.tsx';

/** Every further finding that the action answers, what it follows and what followed it. */
export function LineageSection({ action, failed }: { action: ActionDetail; failed: FailedForm | undefined }) {
  const { findings, follows, followers } = action.lineage;
  if (findings.length === 0 && follows === null && followers.length === 0) return null;
  return (
    <section aria-labelledby="lineage">
      <h2 className="govuk-heading-m" id="lineage">
        What it answers besides, and what it is part of
      </h2>
      {follows ? (
        <p className="govuk-body">
          It follows{' '}
          <Anchor className="govuk-link" href={`/actions/${follows.id}`}>
            {follows.reference}
          </Anchor>
          , which was closed before.
        </p>
      ) : null}
      {followers.map(({ id, reference }) => (
        <p className="govuk-body" key={id}>
          Followed by{' '}
          <Anchor className="govuk-link" href={`/actions/${id}`}>
            {reference}
          </Anchor>
        </p>
      ))}
      {findings.map((finding) => (
        <div key={finding.id}>
          <Finding finding={finding} />
          {finding.foreign && finding.declined === null && action.may.declineFinding ? (
            <DeclineForm finding={finding} failed={failed} />
          ) : null}
        </div>
      ))}
    </section>
  );
}

function Finding({ finding }: { finding: FurtherFinding }) {
  const { source, sourceName, sourceOn, partnership, cycle, standard, question } = finding;
  const from = [
    actionSources[source],
    ...(sourceName === null ? [] : [sourceName]),
    ...(sourceOn === null ? [] : [dayInWords(sourceOn)]),
    ...(standard === null ? [] : [standard]),
    ...(cycle === null ? [] : [cycle]),
    partnership,
  ];
  return (
    <>
      <h3 className="govuk-heading-s">Further finding: {from.join(', ')}</h3>
      {question === null ? null : <p className="govuk-body">{question}</p>}
      <TypedText>{finding.finding}</TypedText>
      <p className="govuk-body-s">
        Joined by {finding.addedBy} on {instantInWords(finding.addedAt)}
        {finding.foreign && finding.declined === null ? '. That partnership reads this action' : null}
      </p>
      {finding.declined === null ? null : (
        <>
          <p className="govuk-body">
            Declined on {instantInWords(finding.declined.at)}: that partnership reads this action no more.
          </p>
          <TypedText>{finding.declined.because}</TypedText>
        </>
      )}
    </>
  );
}

/** The organisation declines what another partnership joined. */
function DeclineForm({ finding, failed }: { finding: FurtherFinding; failed: FailedForm | undefined }) {
  const own = of(failed, 'decline-finding');
  const mine = typedText(own?.values, 'finding') === finding.id ? own : undefined;
  return (
    <Details summary={`Decline the finding of ${finding.partnership}`} open={mine !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={mine?.errors}>
          <HiddenFields fields={{ finding: finding.id }} />
          <Note intent="decline-finding" label="Why you decline it" values={mine?.values} />
          <Button name="intent" value="decline-finding" variant="secondary" preventDoubleClick>
            Decline the finding
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

/** A closed action whose question came back red. One press makes a follow-up. */
export function RedAgainWarning({ found, mayFollowUp }: { found: readonly RedAgain[]; mayFollowUp: boolean }) {
  const [first] = found;
  if (!first) return null;
  return (
    <>
      <WarningText>
        Closed, then red again: in {first.cycle} its question has the worst rating ({redByWords[first.by]}).
      </WarningText>
      {mayFollowUp ? <LinkButton href={followUpHref(first)}>Give an action that follows it</LinkButton> : null}
    </>
  );
}

/** The form of an action that follows a closed one, filled in from the return in which it came back. */
export const followUpHref = ({ actionId, submissionId, questionCode }: RedAgain): string =>
  `/actions/new?${new URLSearchParams({ follows: actionId, submission: submissionId, question: questionCode })}`;

/** Closed actions that came back red in a return, for whoever moderates it. */
export function RedAgainList({ found, mayFollowUp }: { found: readonly RedAgain[]; mayFollowUp: boolean }) {
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="red-again">
      <h2 className="govuk-heading-m" id="red-again">
        Closed, then red again
      </h2>
      <ul className="govuk-list">
        {found.map((one) => (
          <li key={`${one.actionId} ${one.questionCode}`}>
            <Anchor className="govuk-link" href={`/actions/${one.actionId}`}>
              {one.reference}
            </Anchor>{' '}
            {one.holder}, {one.cycle} ({redByWords[one.by]})
            {mayFollowUp ? (
              <>
                .{' '}
                <Anchor className="govuk-link" href={followUpHref(one)}>
                  Give an action that follows it<span className="govuk-visually-hidden">: {one.reference}</span>
                </Anchor>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
