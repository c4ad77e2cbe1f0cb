import type { SurveyFigure } from '../figures.ts';
import { agreementOf, figureInWords } from '../rules.ts';
import { surveyInWords } from '../words.ts';
import { AgreementBar } from './agreement-bar.tsx';

/** The figure as a bar and in words; where too few answered, that alone. */
export function FigureShown({ figure }: { figure: SurveyFigure }) {
  return (
    <>
      <AgreementBar agreement={agreementOf(figure)} />
      <span className="app-agreement__words">{figureInWords(figure, figure.leastAnswers)}</span>
    </>
  );
}

/** What people of an organisation said, beside the question that it is about. Nothing where nothing is known. */
export function FiguresBeside({
  figures,
  title = 'What a survey says',
  note,
}: {
  figures: readonly (SurveyFigure & { readonly conflict?: string | null })[];
  title?: string;
  note?: string;
}) {
  if (figures.length === 0) return null;
  return (
    <div className="app-survey-figures">
      <p className="govuk-body-s govuk-!-font-weight-bold govuk-!-margin-bottom-1">{title}</p>
      <ul className="govuk-list govuk-list--spaced">
        {figures.map((figure) => (
          <li key={figure.series} className="govuk-body-s">
            <span className="app-typed-text">“{figure.statement}”</span>
            <br />
            <FigureShown figure={figure} />
            <br />
            {surveyInWords(figure)}
            {figure.conflict ? (
              <>
                <br />
                <strong>{figure.conflict}.</strong>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {note === undefined ? null : <p className="govuk-body-s">{note}</p>}
    </div>
  );
}
