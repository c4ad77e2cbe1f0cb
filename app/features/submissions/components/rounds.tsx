import { instantInWords } from '../../../platform/words.ts';
import { Timeline } from '../../../ui/timeline.tsx';
import type { SignOffRound } from '../pages.ts';

const outcomes = {
  'sent-back': 'Sent back',
  changed: 'Changed, and so taken back to work',
  submitted: 'Sent',
} as const;

/** Every time the return was sent for signatures, with how it ended and each note; nothing before one has ended. */
export function Rounds({ rounds }: { rounds: readonly SignOffRound[] }) {
  if (!rounds.some(({ ended }) => ended !== null)) return null;
  return (
    <section aria-labelledby="rounds">
      <h2 className="govuk-heading-m" id="rounds">
        Every time it was sent for signatures
      </h2>
      <Timeline
        events={rounds.map(({ askedBy, askedAt, ended }) => ({
          heading: 'Sent for signatures',
          by: askedBy,
          at: { iso: askedAt, words: instantInWords(askedAt) },
          children: ended ? (
            <>
              <p className="govuk-body">
                {outcomes[ended.outcome]}
                {ended.by === null ? '' : ` by ${ended.by}`} on {instantInWords(ended.at)}
                {ended.note === null ? '' : ':'}
              </p>
              {ended.note === null ? null : <p className="govuk-body app-typed-text">{ended.note}</p>}
            </>
          ) : (
            <p className="govuk-body">Still open</p>
          ),
        }))}
      />
    </section>
  );
}
