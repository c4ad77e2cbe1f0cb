import { Form, useLocation } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, TextButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { StatusLine } from '../../../ui/status-line.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { BatchPage } from '../responses/response-queries.server.ts';
import { facts } from '../responses/schema.ts';

type Props = { batch: BatchPage; values: TypedValues | undefined; revision: number };

/** The text for all, the lines for single organisations, and the way to each preview; then the sending. */
export function DraftBatch({ batch, values, revision }: Props) {
  const { search } = useLocation();
  return (
    <>
      <Form method="post" noValidate key={batch.revision}>
        <HiddenFields fields={{ revision }} />
        <TextArea
          name="text"
          label="The text for all of them"
          labelSize="m"
          hint="No names of children or families."
          rows={12}
          defaultValue={typedText(values, 'text', batch.text)}
        />
        <Details summary="Facts that are filled in for each">
          <p className="govuk-body">Write one of these, with its brackets, where the fact is to stand.</p>
          <SummaryList rows={Object.entries(facts).map(([name, what]) => ({ label: `((${name}))`, value: what }))} />
        </Details>
        <h2 className="govuk-heading-m">A line for one alone</h2>
        <p className="govuk-body">
          It stands under the text, for that organisation and no other. It may stay empty. What you write here is saved
          with the text.
        </p>
        {batch.members.items.map((member) => (
          <div key={member.submissionId}>
            <TextInput
              name={`line-${member.submissionId}`}
              label={member.organisation}
              defaultValue={typedText(values, `line-${member.submissionId}`, member.ownLine)}
            />
            <p className="govuk-body app-text-buttons">
              <Anchor className="govuk-link" href={`/responses/${batch.id}/preview/${member.submissionId}`}>
                Preview<span className="govuk-visually-hidden">: {member.organisation}</span>
              </Anchor>{' '}
              <TextButton name="leaveOut" value={member.submissionId}>
                Leave out<span className="govuk-visually-hidden"> {member.organisation}</span>
              </TextButton>
            </p>
          </div>
        ))}
        <Button variant="secondary" name="intent" value="save" preventDoubleClick>
          Save the text and these lines
        </Button>
      </Form>
      <Pagination page={batch.members.page} pageCount={batch.members.pageCount} search={search} />
      {batch.text === '' || batch.counts.returns === 0 ? null : (
        <section aria-labelledby="send">
          <h2 className="govuk-heading-m" id="send">
            Send
          </h2>
          <p className="govuk-body">
            Each organisation gets a letter of its own, and is told by e-mail that it is there. What was sent cannot
            change. Look at a preview first.
          </p>
          <Form method="post">
            <HiddenFields fields={{ revision: batch.revision }} />
            <Button name="intent" value="send" preventDoubleClick>
              Send {countOf(batch.counts.returns, 'written response')}
            </Button>
          </Form>
        </section>
      )}
    </>
  );
}

const results = { waiting: 'Waiting', sent: 'Sent', 'passed-over': 'Not sent' } as const;

/** How far the sending is, and what became of each. */
export function SentBatch({ batch }: { batch: BatchPage }) {
  const { search } = useLocation();
  const { returns, sent, passedOver } = batch.counts;
  const settled = sent + passedOver;
  return (
    <>
      {batch.status === 'sending' ? (
        <>
          <StatusLine>
            {settled} of {returns} done. You can leave this page.
          </StatusLine>
          <ProgressBar label={`${settled} of ${returns}`} value={settled} max={returns} />
          <p className="govuk-body">
            <Anchor className="govuk-link" href={`/responses/${batch.id}`} reloadDocument>
              Check again
            </Anchor>
          </p>
        </>
      ) : (
        <p className="govuk-body">
          {countOf(sent, 'written response')} sent
          {passedOver === 0 ? '.' : `, ${countOf(passedOver, 'return')} passed over: the reason is beside each.`}
        </p>
      )}
      <Table
        caption="Results"
        captionSize="m"
        scrollLabel="Results"
        rowHeaders
        columns={[{ label: 'Organisation' }, { label: 'Result' }, { label: 'Response' }]}
        rows={batch.members.items.map((member) => ({
          key: member.submissionId,
          cells: [
            member.organisation,
            member.why === null ? results[member.status] : `${results[member.status]}. ${member.why}`,
            member.reference === null ? (
              'None'
            ) : (
              <Anchor
                key="response"
                className="govuk-link"
                href={`/returns/${member.returnId}/response`}
                reloadDocument
              >
                {member.reference}
              </Anchor>
            ),
          ],
        }))}
      />
      <Pagination page={batch.members.page} pageCount={batch.members.pageCount} search={search} />
    </>
  );
}
