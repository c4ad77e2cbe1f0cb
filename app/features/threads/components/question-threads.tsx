import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Details } from '../../../ui/details.tsx';

interface QuestionThreadsProps {
  /** `/returns/ID/comments`. */
  base: string;
  standard: string;
  questions: readonly { readonly code: string; readonly number: string }[];
  byQuestion: Readonly<Record<string, number>>;
  /** The reader may write to the partnership too. */
  withShared: boolean;
}

/** The way to write about one question of a standard, in either thread. */
export function QuestionThreads({ base, standard, questions, byQuestion, withShared }: QuestionThreadsProps) {
  return (
    <Details summary="Write about one of these questions">
      <ul className="govuk-list">
        {questions.map(({ code, number }) => {
          const query = new URLSearchParams({ standard, question: code });
          return (
            <li key={code}>
              {number}:{' '}
              <Anchor className="govuk-link" href={`${base}/inside?${query}`}>
                inside your organisation<span className="govuk-visually-hidden">, about {number}</span>
              </Anchor>
              {withShared ? (
                <>
                  ,{' '}
                  <Anchor className="govuk-link" href={`${base}/partnership?${query}`}>
                    with the partnership<span className="govuk-visually-hidden">, about {number}</span>
                  </Anchor>
                </>
              ) : null}
              {byQuestion[code] ? ` (${countOf(byQuestion[code], 'comment')}${withShared ? ' in both' : ''})` : ''}
            </li>
          );
        })}
      </ul>
    </Details>
  );
}
