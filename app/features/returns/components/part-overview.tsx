import { countOf, dayInWords, instantInWords } from '../../../platform/words.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { TaskGroups } from '../../../ui/task-list.tsx';
import type { HandedPart } from '../delegations.server.ts';
import type { PartOverview as Model } from '../part-overview.server.ts';
import { standardStatuses } from '../rules.ts';
import type { TakenBackPart } from '../taken-back.server.ts';
import { HandedTable } from './people-tables.tsx';

/** The parts of a return that are with somebody, and the one to go on with. */
export function PartOverview({ overview }: { overview: Model }) {
  return (
    <>
      <span className="govuk-caption-l">{overview.organisation}</span>
      <h1 className="govuk-heading-l">{overview.cycle}</h1>
      <p className="govuk-body-l">
        You have been asked to answer part of this return. The rest of it is not shown to you.
      </p>
      <ContinueWith parts={overview.parts} />
      <TaskGroups
        groups={[
          {
            heading: 'Asked of you',
            items: overview.parts.map((one) => ({
              title: one.title,
              href: one.href,
              hint: `${one.counts ? `${one.counts.answered} of ${countOf(one.counts.questions, 'question')} answered, ` : ''}by ${dayInWords(one.dueOn)}${one.late ? ' (overdue)' : ''}, for ${one.askedBy}`,
              status: one.status === 'returned' ? 'Given back to you' : standardStatuses[one.progress],
            })),
          },
        ]}
      />
    </>
  );
}

/** The part that is wanted soonest and is not ready. */
function ContinueWith({ parts }: { parts: readonly HandedPart[] }) {
  const next = parts.find(({ status }) => status !== 'ready');
  return next ? <LinkButton href={next.href}>Continue</LinkButton> : null;
}

/** On the home page and the list of returns: what is asked of the reader, by when, and where to go on. */
export function AskedOfYou({
  parts,
  takenBack = [],
}: {
  parts: readonly HandedPart[];
  takenBack?: readonly TakenBackPart[];
}) {
  return (
    <section aria-label="Asked of you">
      {parts.length === 0 ? (
        <EmptyState heading="Asked of you">Nothing is asked of you at the moment.</EmptyState>
      ) : (
        <>
          <HandedTable parts={parts} caption="Asked of you" />
          <ContinueWith parts={parts} />
        </>
      )}
      <NotWithYou parts={takenBack} />
    </section>
  );
}

/** What was taken back a short while ago: nothing is left to do, and the page is gone for a reason. */
function NotWithYou({ parts }: { parts: readonly TakenBackPart[] }) {
  if (parts.length === 0) return null;
  return (
    <InsetText>
      <p className="govuk-body">Not with you any more. What you wrote is kept, and there is nothing for you to do.</p>
      <ul className="govuk-list">
        {parts.map(({ id, title, cycle, organisation, by, at }) => (
          <li key={id}>
            {title} ({cycle}: {organisation}), taken back by {by}, {instantInWords(at)}
          </li>
        ))}
      </ul>
    </InsetText>
  );
}
