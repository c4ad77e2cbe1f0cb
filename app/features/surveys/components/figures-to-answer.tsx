import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Details } from '../../../ui/details.tsx';
import type { SurveyFigure } from '../figures.ts';
import { surveyInWords } from '../words.ts';
import { FigureShown } from './figure-words.tsx';

/** What surveys said last of the organisation about the standard that is answered. Nothing where none is shared. */
export function FiguresToAnswer({
  figures,
  numbers,
}: {
  figures: readonly SurveyFigure[];
  /** Of the questions of the page, by code. */
  numbers: Readonly<Record<string, string>>;
}) {
  if (figures.length === 0) return null;
  return (
    <Details summary={`What surveys say of your organisation about this: ${countOf(figures.length, 'figure')}`}>
      <p className="govuk-body">
        From surveys that the partnership shares with you. It reads them beside your ratings. Where they say otherwise
        than you do, say why in your answer.
      </p>
      <ul className="govuk-list govuk-list--spaced">
        {figures.map((figure) => (
          <li key={figure.series}>
            {figure.questionCode === null ? 'The standard as a whole' : (numbers[figure.questionCode] ?? '')}{' '}
            <span className="app-typed-text">“{figure.statement}”</span>
            <br />
            <FigureShown figure={figure} />
            <br />
            <span className="govuk-body-s">{surveyInWords(figure)}</span>
          </li>
        ))}
      </ul>
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/surveys/ours">
          Everything that surveys say of you
        </Anchor>
      </p>
    </Details>
  );
}
