import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import { FeedbackMark } from '../../challenge/components/feedback-mark.tsx';
import type { PartnershipHome } from '../home-partnership.server.ts';

/** Returns that were sent and have no answer, oldest first, and what is awaited of letters. */
export function FeedbackDue({ feedback }: { feedback: NonNullable<PartnershipHome['feedback']> }) {
  const { waiting, late, oldest, replies } = feedback;
  return (
    <section aria-labelledby="feedback">
      <h2 className="govuk-heading-m" id="feedback">
        Answers to agencies
      </h2>
      {waiting === 0 ? (
        <p className="govuk-body">
          Every return that was sent has its answer.{' '}
          <Anchor className="govuk-link" href="/responses">
            Written responses
          </Anchor>
        </p>
      ) : (
        <>
          <p className="govuk-body">
            {countOf(waiting, 'return')} without an answer, {late} of them late.{' '}
            <Anchor className="govuk-link" href="/responses">
              See all, and answer in writing
            </Anchor>
          </p>
          <Table
            caption="Waiting longest"
            captionSize="s"
            scrollLabel="Returns that wait longest for an answer"
            columns={[
              { label: 'Organisation' },
              { label: 'Sent' },
              { label: 'Days', numeric: true },
              { label: 'Answer' },
            ]}
            rows={oldest.map(({ submissionId, organisation, cycle, sentOn, clock }) => ({
              key: submissionId,
              cells: [
                <Anchor key="name" className="govuk-link" href={`/moderation/${submissionId}/letter`}>
                  {organisation}
                  <span className="govuk-visually-hidden">, {cycle}</span>
                </Anchor>,
                dayInWords(sentOn),
                String(clock.days),
                <FeedbackMark key="clock" clock={clock} />,
              ],
            }))}
          />
        </>
      )}
      {replies === 0 ? null : (
        <p className="govuk-body">
          {countOf(replies, 'letter')} with a reply that is overdue or a question without an answer.{' '}
          <Anchor className="govuk-link" href="/responses/replies">
            See which
          </Anchor>
        </p>
      )}
    </section>
  );
}
