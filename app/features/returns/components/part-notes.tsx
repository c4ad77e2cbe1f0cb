import { Form } from 'react-router';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import type { Delegation } from '../delegations.server.ts';

/** A note as it was written, line by line. */
export const Quoted = ({ text }: { text: string }) => <p className="govuk-body app-typed-text">“{text}”</p>;

/** At the head of a part that is with somebody: to its holder one thing, to the lead another. */
export function PartNote({ found }: { found: { delegation: Delegation; isHolder: boolean } | undefined }) {
  if (!found) return null;
  return found.isHolder ? <HolderNote delegation={found.delegation} /> : <LeadNote delegation={found.delegation} />;
}

/** At the head of a part, for whom it is with: who asks, by when, what they said. */
export function HolderNote({ delegation }: { delegation: Delegation }) {
  const { askedBy, dueOn, note, status, late, returnedNote } = delegation;
  return (
    <>
      {status === 'returned' && returnedNote !== null ? (
        <WarningText>
          {askedBy} has given this back to you: “{returnedNote}”
        </WarningText>
      ) : null}
      <InsetText>
        {status === 'ready' ? (
          <p className="govuk-body">
            You said that this is ready for review. You can still change it until it is accepted: {askedBy} will see
            that you did.
          </p>
        ) : (
          <p className="govuk-body">
            {askedBy} asks you to have this ready by {dayInWords(dueOn)}
            {late ? <strong> (overdue)</strong> : null}. You see this part of the return and nothing else of it.
          </p>
        )}
        {note === null ? null : <Quoted text={note} />}
      </InsetText>
    </>
  );
}

/** At the head of a part, for the lead: whom it is with, and what to do when it is ready. */
export function LeadNote({ delegation }: { delegation: Delegation }) {
  const { id, returnId, holder, holderLeft, dueOn, status, late, title } = delegation;
  const page = `/returns/${returnId}/people/${id}`;
  if (holderLeft)
    return (
      <WarningText>
        This is with {holder}, who has left your organisation.{' '}
        <Anchor className="govuk-link" href={`/returns/${returnId}/people/ask?part=${delegation.part}`}>
          Ask somebody else
        </Anchor>
      </WarningText>
    );
  if (status !== 'ready')
    return (
      <InsetText>
        This is with {holder}, to be ready by {dayInWords(dueOn)}
        {late ? <strong> (overdue)</strong> : null}.{' '}
        <Anchor className="govuk-link" href={page}>
          See what you asked, or take it back
        </Anchor>
      </InsetText>
    );
  return (
    <InsetText>
      <ReadyWords delegation={delegation} />
      <Form method="post" action={page}>
        <Button name="intent" value="accept" preventDoubleClick>
          Accept as completed<span className="govuk-visually-hidden">: {title}</span>
        </Button>
      </Form>
      <Anchor className="govuk-link" href={page}>
        Give it back with a note, or take it back
      </Anchor>
    </InsetText>
  );
}

/** Since when it is ready, and whether anything changed since. */
export function ReadyWords({ delegation: { holder, readyAt, changedAt } }: { delegation: Delegation }) {
  return (
    <>
      <p className="govuk-body">
        {holder} says that this is ready for review{readyAt === null ? '' : ` since ${instantInWords(readyAt)}`}.
      </p>
      {changedAt === null ? null : (
        <p className="govuk-body">
          <strong>It was changed after that, {instantInWords(changedAt)}.</strong>
        </p>
      )}
    </>
  );
}
