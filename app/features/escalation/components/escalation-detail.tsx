import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import { audiences } from '../ladder.ts';
import type { EscalationDetail, EscalationLetterSummary, EscalationStep } from '../queries.server.ts';
import { endingOf, standingWords } from './standing-words.ts';

/** Where something stands on its ladder, and what comes next. */
export function EscalationSummaryList({ escalation }: { escalation: EscalationDetail }) {
  const { next, path } = escalation;
  return (
    <SummaryList
      rows={[
        {
          label: 'What is late',
          value: path ? (
            <Anchor className="govuk-link" href={path}>
              {escalation.name}
            </Anchor>
          ) : (
            escalation.name
          ),
        },
        { label: 'Organisation', value: escalation.organisation ?? 'The partnership’s own' },
        { label: 'Was due', value: dayInWords(escalation.dueOn) },
        {
          label: 'Level',
          value:
            escalation.level === 0
              ? escalation.levelName
              : `${escalation.level}. ${escalation.levelName}, since ${dayInWords(escalation.levelOn)}`,
        },
        { label: 'Standing', value: standingWords(escalation) },
        ...(escalation.pausedBecause === null
          ? []
          : [{ label: 'Why it waits', value: <span className="app-typed-text">{escalation.pausedBecause}</span> }]),
        {
          label: 'Next level',
          value: next
            ? `${next.name}, ${next.waits ? 'when somebody raises it, not before' : 'by itself on'} ${dayInWords(next.day)}${next.drafts ? '; a letter is drafted' : ''}`
            : 'None',
        },
        {
          label: 'Letters',
          value: escalation.letters.length === 0 ? 'None' : <Letters letters={escalation.letters} />,
        },
      ]}
    />
  );
}

const letterStatus = { draft: 'draft', released: 'released', 'set-aside': 'set aside' } as const;

function Letters({ letters }: { letters: readonly EscalationLetterSummary[] }) {
  return (
    <ul className="govuk-list">
      {letters.map(({ id, kind, status, reference }) => (
        <li key={id}>
          <Anchor className="govuk-link" href={`/escalations/letters/${id}/write`}>
            {reference === null ? kind : `${kind}, ${reference}`}
          </Anchor>{' '}
          ({letterStatus[status]})
        </li>
      ))}
    </ul>
  );
}

const headings = {
  raised: 'Raised',
  waiting: 'A level waits for a person',
  paused: 'Paused',
  resumed: 'Goes on',
  ended: 'Ended',
  'letter-approved': 'Letter approved',
  'letter-released': 'Letter released',
  'letter-set-aside': 'Letter set aside',
} as const satisfies Record<EscalationStep['kind'], string>;

const toldWords = (told: readonly string[]): string =>
  told.map((code) => (Object.hasOwn(audiences, code) ? audiences[code as keyof typeof audiences] : code)).join('; ');

/** All that happened, newest first. */
export function EscalationTimeline({ escalation }: { escalation: EscalationDetail }) {
  return (
    <>
      <h2 className="govuk-heading-m">What happened</h2>
      <Timeline
        events={escalation.steps.map((step) => ({
          heading:
            step.kind === 'raised' || step.kind === 'waiting'
              ? `${headings[step.kind]}: ${step.level}. ${step.levelName}`
              : headings[step.kind],
          by: step.by ?? 'the daily round',
          at: { iso: step.at, words: instantInWords(step.at) },
          children: (
            <>
              {step.told.length > 0 ? <p className="govuk-body-s">Told: {toldWords(step.told)}</p> : null}
              {step.note ? <p className="govuk-body app-typed-text">{endingOf(step.note)}</p> : null}
            </>
          ),
        }))}
      />
    </>
  );
}
