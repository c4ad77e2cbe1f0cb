import { type PackSurveyFigure, packWords, surveyFinding } from '../../../../pdf/models.ts';
import { keyed } from '../../../ui/keyed.ts';
import { Table } from '../../../ui/table.tsx';
import { AgreementBar } from '../../surveys/components/agreement-bar.tsx';
import { MarkOrNone } from './document-parts.tsx';

/** What people said in surveys beside the ratings, each as a bar with its figure in words. */
export function SurveyFigures({ agency, figures }: { agency: string; figures: readonly PackSurveyFigure[] }) {
  const conflicts = figures.filter(({ conflict }) => conflict !== null).length;
  return (
    <figure className="app-figure">
      <figcaption className="app-figure__caption">
        {surveyFinding(conflicts, figures.length)} {packWords.surveyNote}
      </figcaption>
      <Table
        caption={`${packWords.survey}: ${agency}`}
        captionHidden
        scrollLabel={`${packWords.survey}: ${agency}`}
        rowHeaders
        columns={[
          { label: packWords.statement },
          { label: packWords.said },
          { label: packWords.self },
          { label: packWords.moderated },
        ]}
        rows={keyed(figures).map(({ key, value }) => ({
          key,
          cells: [
            <Statement key="statement" figure={value} />,
            <Said key="said" figure={value} />,
            <MarkOrNone key="self" mark={value.self} />,
            <MarkOrNone key="moderated" mark={value.moderated} />,
          ],
        }))}
      />
    </figure>
  );
}

function Statement({ figure: { about, statement } }: { figure: PackSurveyFigure }) {
  return (
    <>
      <span className="app-typed-text">“{statement}”</span>
      <span className="govuk-body-s app-under">{about}</span>
    </>
  );
}

function Said({ figure: { agreement, figure, answered, survey, conflict } }: { figure: PackSurveyFigure }) {
  return (
    <>
      <AgreementBar agreement={agreement} />
      <span>{figure}</span>
      <span className="govuk-body-s app-under">
        Answered: {answered}. {survey}
      </span>
      {conflict === null ? null : <strong className="app-under">{conflict}.</strong>}
    </>
  );
}
