import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import type { PlacedFigure } from '../pages.server.ts';
import type { listSurveys } from '../queries.server.ts';
import { answeredInWords, surveyAudiences } from '../rules.ts';
import { surveyInWords } from '../words.ts';
import { FigureShown } from './figure-words.tsx';

type ListedSurvey = Awaited<ReturnType<typeof listSurveys>>['items'][number];

/** The surveys of a partnership, newest first. */
export function SurveyTable({ surveys }: { surveys: readonly ListedSurvey[] }) {
  return (
    <Table
      caption="Surveys"
      captionHidden
      scrollLabel="Surveys"
      rowHeaders
      columns={[
        { label: 'Survey' },
        { label: 'Who was asked' },
        { label: 'Ended' },
        { label: 'Beside the returns of' },
        { label: 'Figures' },
        { label: 'Agencies see their own' },
      ]}
      rows={surveys.map((survey) => ({
        key: survey.id,
        cells: [
          <Anchor key="link" className="govuk-link" href={`/surveys/${survey.id}`}>
            {survey.title}
          </Anchor>,
          surveyAudiences[survey.asked],
          dayInWords(survey.toOn),
          survey.cycleName,
          survey.withdrawn
            ? 'Withdrawn'
            : `${countOf(survey.figures, 'figure')} of ${countOf(survey.organisations, 'organisation')}`,
          survey.shared ? 'Yes' : 'No',
        ],
      }))}
    />
  );
}

/** The figures of a survey, with the way to each one's page where there is one to go to. */
export function FigureTable({
  caption,
  figures,
  hrefOf,
  showsSurvey = false,
}: {
  caption: string;
  figures: readonly PlacedFigure[];
  hrefOf?: (figure: PlacedFigure) => string;
  /** With the survey that each is from, where they are from several. */
  showsSurvey?: boolean;
}) {
  return (
    <Table
      caption={caption}
      captionHidden
      scrollLabel={caption}
      rowHeaders
      columns={[
        { label: 'Organisation' },
        { label: 'About' },
        { label: 'Statement' },
        { label: 'Answered' },
        { label: 'What they said' },
        ...(showsSurvey ? [{ label: 'Survey' }] : []),
      ]}
      rows={figures.map((figure) => ({
        key: figure.series,
        cells: [
          figure.organisationName,
          figure.about,
          hrefOf ? (
            <Anchor key="link" className="govuk-link app-typed-text" href={hrefOf(figure)}>
              {figure.statement}
            </Anchor>
          ) : (
            <span key="statement" className="app-typed-text">
              {figure.statement}
            </span>
          ),
          answeredInWords(figure, figure.leastAnswers),
          <FigureShown key="figure" figure={figure} />,
          ...(showsSurvey ? [surveyInWords(figure)] : []),
        ],
      }))}
    />
  );
}
