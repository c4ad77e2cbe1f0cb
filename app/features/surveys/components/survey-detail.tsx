import { dayInWords } from '../../../platform/words.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import type { Survey } from '../queries.server.ts';
import { surveyAudiences } from '../rules.ts';

/** What is known of a survey. */
export function SurveySummary({ survey }: { survey: Survey }) {
  return (
    <SummaryList
      rows={[
        { label: 'Who was asked', value: surveyAudiences[survey.asked] },
        { label: 'When', value: `${dayInWords(survey.fromOn)} to ${dayInWords(survey.toOn)}` },
        { label: 'Source', value: <span className="app-typed-text">{survey.source}</span> },
        { label: 'Beside the returns of', value: survey.cycleName },
        {
          label: 'Fewest answers that are shown',
          value: `${survey.leastAnswers}. Where fewer answered, people could be recognised: the figure is not shown.`,
        },
        {
          label: 'Agencies see their own figures',
          value: survey.shared ? 'Yes' : 'No: the partnership alone sees them',
        },
      ]}
    />
  );
}
