import { Fragment } from 'react';
import { dayInWords, instantInWords, listInWords } from '../../../platform/words.ts';
import { InsetText } from '../../../ui/inset-text.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import { authorityWords } from '../authorities/authority.ts';
import type { SignOffState } from '../pages.ts';

/** Who must sign, who has, and whom to ask where nobody holds a role that signs. */
export function SignatoryList({ signOff }: { signOff: SignOffState }) {
  const empty = signOff.signatories.filter(
    ({ holders, delegates, signature }) => holders.length + delegates.length === 0 && !signature,
  );
  return (
    <>
      <SummaryList
        rows={signOff.signatories.map(({ title, holders, delegates, signature }) => ({
          label: title,
          value: signature ? (
            <>
              {signature.name}
              {signature.jobTitle === null ? '' : `, ${signature.jobTitle}`}
              <br />
              {signature.authority ? (
                <>
                  Signed {authorityWords(title, signature.authority)}
                  <br />
                </>
              ) : null}
              {signature.stands
                ? `Signed on ${instantInWords(signature.signedAt)}`
                : 'Signed, but something has changed since: this signature no longer counts'}
            </>
          ) : (
            <>
              {holders.length > 0
                ? `Waiting for ${listInWords(holders.map(({ name }) => name))}`
                : 'Nobody has this role yet'}
              {delegates.map(({ personId, name, until }) => (
                <Fragment key={personId}>
                  <br />
                  {name} may sign in their place until {dayInWords(until)}
                </Fragment>
              ))}
            </>
          ),
        }))}
      />
      {empty.length > 0 ? (
        <InsetText className="app-typed-text">
          Nobody is recorded as {listInWords(empty.map(({ title }) => title.toLowerCase()))}.{' '}
          {signOff.whomToAsk.length > 0
            ? `Ask ${listInWords(signOff.whomToAsk.map(({ name, email }) => `${name} (${email})`))} to add them.`
            : 'Ask the partnership’s business manager to add them.'}
        </InsetText>
      ) : null}
    </>
  );
}

/** Signatures that no longer count, each with the reason; nothing when there are none. */
export function VoidedSignatures({ signOff: { voided, signatories } }: { signOff: SignOffState }) {
  if (voided.length === 0) return null;
  const titles = new Map(signatories.map(({ code, title }) => [code, title]));
  return (
    <section aria-labelledby="voided">
      <h2 className="govuk-heading-m" id="voided">
        Signatures that no longer count
      </h2>
      <Timeline
        events={voided.map((signature) => ({
          heading: `${signature.name} signed as ${titles.get(signature.signatory) ?? signature.signatory}`,
          at: { iso: signature.signedAt, words: instantInWords(signature.signedAt) },
          children: (
            <p className="govuk-body">
              {signature.voidReason ?? 'Voided'}
              {signature.voidedAt === null ? '' : ` (${instantInWords(signature.voidedAt)})`}.
            </p>
          ),
        }))}
      />
    </section>
  );
}

/** The note of the person who would not sign. */
export function SentBackNote({ sentBack }: Pick<SignOffState, 'sentBack'>) {
  if (!sentBack) return null;
  return (
    <InsetText>
      <p className="govuk-body govuk-!-font-weight-bold">
        {sentBack.by} sent this return back on {instantInWords(sentBack.at)}
      </p>
      <p className="govuk-body app-typed-text">{sentBack.note}</p>
    </InsetText>
  );
}
