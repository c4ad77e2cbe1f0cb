import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import type { RecordedChallenge } from '../record-queries.server.ts';
import { outcomes } from '../rules.ts';
import { MarkOrNone } from './document-parts.tsx';

type Props = { sessionId: string; slotId: string; recorded: readonly RecordedChallenge[] };

/** What the scribe has recorded of the agency that is heard now, newest first. */
export function LiveRecorded({ sessionId, slotId, recorded }: Props) {
  return (
    <section aria-labelledby="recorded">
      <h2 className="govuk-heading-m" id="recorded">
        Recorded
      </h2>
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/challenge/${sessionId}/record/${slotId}`} reloadDocument>
          {recorded.length === 0 ? 'Nothing yet: record a challenge' : 'Record another challenge'}
        </Anchor>
      </p>
      <ul className="govuk-list govuk-list--spaced">
        {recorded.map((entry) => (
          <li key={entry.id}>
            <RecordedLine entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One entry in short: what was asked, the reply, what became of it. */
export function RecordedLine({ entry }: { entry: RecordedChallenge }) {
  return (
    <>
      <strong>{entry.about ?? 'The whole return'}</strong>
      <TypedText>{`${entry.askedBy}: ${entry.challenge}`}</TypedText>
      <TypedText>{`Reply: ${entry.reply}`}</TypedText>
      <p className="govuk-body">
        Outcome: {outcomes[entry.outcome]}
        {entry.agreed ? (
          <>
            . Agreed rating: <MarkOrNone mark={entry.agreed} />
          </>
        ) : null}
        {entry.actions.length === 0 ? null : `. Actions: ${entry.actions.map(({ reference }) => reference).join(', ')}`}
      </p>
    </>
  );
}
