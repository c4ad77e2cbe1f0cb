import { Form } from 'react-router';
import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { Table } from '../../../ui/table.tsx';
import { CorrectionNote } from '../../submissions/versions/components/versions.tsx';
import { queryStatuses } from '../../threads/rules.ts';
import type { AroundSubmission, AskedQuery } from '../around.server.ts';
import type { ModerationFrame } from '../pages.ts';

type Around = {
  around: AroundSubmission;
  frame: Pick<ModerationFrame, 'submissionId' | 'returnId' | 'organisationName' | 'blind' | 'peer'>;
};

/** Which version this is, where the others are, and what is being corrected. */
export function VersionNote({ around: { versions, correction }, frame }: Around) {
  const here = versions.find(({ submissionId }) => submissionId === frame.submissionId);
  const newest = versions.at(-1);
  const before = versions.filter(({ version }) => here && version < here.version).at(-1);
  return (
    <>
      {here && newest && newest.submissionId !== here.submissionId ? (
        <InsetText>
          This is version {here.version}, with the ratings that were given on it. The agency has sent{' '}
          <Anchor className="govuk-link" href={`/moderation/${newest.submissionId}`}>
            version {newest.version}
          </Anchor>{' '}
          since: moderate that one.
        </InsetText>
      ) : null}
      {before && here ? (
        <p className="govuk-body">
          This is version {here.version}.{' '}
          {frame.blind || frame.peer ? 'Read' : <ChangedSince frame={frame} from={before.version} to={here.version} />}{' '}
          <Anchor className="govuk-link" href={`/moderation/${before.submissionId}`}>
            version {before.version} with its ratings
          </Anchor>
          .
        </p>
      ) : null}
      {here?.submissionId === newest?.submissionId ? <CorrectionNote correction={correction} /> : null}
    </>
  );
}

function ChangedSince({ frame, from, to }: { frame: Around['frame']; from: number; to: number }) {
  return (
    <>
      <Anchor className="govuk-link" href={`/returns/${frame.returnId}/versions/${from}/${to}`}>
        What changed since version {from}
      </Anchor>
      , or read
    </>
  );
}

/** The manager's way to open the return again, or to answer a request for it. */
export function SendBackLink({ around: { maySendBack, correction }, frame }: Around) {
  if (!maySendBack || correction?.status === 'open') return null;
  return (
    <p className="govuk-body">
      <Anchor className="govuk-link" href={`/moderation/${frame.submissionId}/send-back`}>
        {correction?.status === 'asked' ? 'Decide about the request to correct it' : 'Send this return back'}
      </Anchor>
    </p>
  );
}

/** Questions to the agency with their state, and the way to the thread. */
export function AskedQueries({ around: { queries, mayAsk }, frame }: Around) {
  const waiting = queries.filter(({ status }) => status === 'open').length;
  return (
    <section aria-labelledby="asked">
      <h2 className="govuk-heading-m" id="asked">
        Questions to the agency
      </h2>
      {queries.length === 0 ? (
        <p className="govuk-body">
          Nobody has asked the agency anything about this return.
          {mayAsk ? ' You ask from a question on the page of its standard.' : ''}
        </p>
      ) : (
        <>
          <p className="govuk-body">
            {waiting === 0 ? 'No question waits for the agency.' : `${countOf(waiting, 'question')} still open.`}
          </p>
          <Table
            scrollLabel="Table of questions to the agency"
            columns={[{ label: 'About' }, { label: 'State' }, { label: 'Answer by' }, { label: 'Asked by' }]}
            rows={queries.map((query) => ({
              key: query.id,
              cells: [
                <QueryLink key="link" query={query} returnId={frame.returnId} />,
                queryStatuses[query.status].words,
                dayInWords(query.replyBy),
                query.askedBy,
              ],
            }))}
          />
        </>
      )}
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/threads/${frame.returnId}`}>
          All messages with {frame.organisationName}
        </Anchor>
      </p>
    </section>
  );
}

function QueryLink({ query, returnId }: { query: AskedQuery; returnId: string }) {
  return (
    <Anchor className="govuk-link" href={`/threads/${returnId}#query-${query.id}`}>
      {query.place}
    </Anchor>
  );
}

/** Under one question: what was asked about it, and the way to ask. */
export function QuestionQueries({
  queries,
  askHref,
  returnId,
  number,
}: {
  queries: readonly AskedQuery[];
  /** Null for somebody who may not ask. */
  askHref: string | null;
  /** Null for somebody who does not read the messages. */
  returnId: string | null;
  number: string;
}) {
  return (
    <>
      {queries.map((query) => (
        <p key={query.id} className="govuk-body-s">
          {returnId === null ? (
            `Asked by ${query.askedBy}`
          ) : (
            <Anchor className="govuk-link" href={`/threads/${returnId}#query-${query.id}`}>
              Asked by {query.askedBy}
            </Anchor>
          )}
          : {queryStatuses[query.status].words.toLowerCase()}
          {query.status === 'open' ? `, answer by ${dayInWords(query.replyBy)}` : ''}
        </p>
      ))}
      {askHref === null ? null : (
        <p className="govuk-body-s">
          <Anchor className="govuk-link" href={askHref}>
            Ask the agency about {number}
          </Anchor>
        </p>
      )}
    </>
  );
}

/** One press for the questions for the panel that stand on the version before. */
export function TakeOverKeyLines({ count, mayWrite }: { count: number; mayWrite: boolean }) {
  if (count === 0 || !mayWrite) return null;
  return (
    <Form method="post">
      <Button name="intent" value="take-over-key-lines" variant="secondary" preventDoubleClick>
        Take over {countOf(count, 'question')} for the panel from the version before
      </Button>
    </Form>
  );
}
