import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import type { EntryCounts } from '../../challenge-log/queries.server.ts';

/** How the challenge log stands for whoever is at home; says so where it is empty, because that is its way in. */
export function ChallengeLogNote({ counts }: { counts: EntryCounts }) {
  const { waiting, overdue, answered } = counts;
  return (
    <section aria-labelledby="challenge-log">
      <h2 className="govuk-heading-m" id="challenge-log">
        Challenge log
      </h2>
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/challenge-log">
          {waiting + answered === 0
            ? 'No challenge is open'
            : countOf(waiting, 'challenge waits for an answer', 'challenges wait for an answer')}
        </Anchor>
        {overdue > 0 ? (
          <>
            ,{' '}
            <Anchor className="govuk-link" href="/challenge-log?overdue=yes">
              {overdue} overdue
            </Anchor>
          </>
        ) : null}
        {answered > 0 ? (
          <>
            ,{' '}
            <Anchor className="govuk-link" href="/challenge-log?status=answered">
              {answered} answered and waiting for an outcome
            </Anchor>
          </>
        ) : null}
        .
      </p>
    </section>
  );
}

/** The way to what agencies share, and what waits for a decision here; `suggested` is null for somebody who decides nothing. */
export function GoodPracticeNote({ suggested }: { suggested: number | null }) {
  return (
    <section aria-labelledby="good-practice">
      <h2 className="govuk-heading-m" id="good-practice">
        Good practice
      </h2>
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/good-practice">
          What agencies and settings share
        </Anchor>
        {suggested ? (
          <>
            .{' '}
            <Anchor className="govuk-link" href="/good-practice/ours">
              {countOf(suggested, 'suggestion waits', 'suggestions wait')} for your decision
            </Anchor>
          </>
        ) : null}
        .
      </p>
    </section>
  );
}
