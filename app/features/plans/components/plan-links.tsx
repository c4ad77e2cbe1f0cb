import { Anchor } from '../../../ui/anchor.tsx';
import { type PlanFilter, planQuery } from '../plan-filter.ts';

const pages = [
  { page: 'timeline', words: 'Timeline' },
  { page: 'figures', words: 'Burn-down, on-time rate and age' },
  { page: 'plan', words: 'The whole plan as a page to print' },
] as const;

const files = [
  { ending: 'pdf', words: 'PDF' },
  { ending: 'xlsx', words: 'Excel (XLSX)' },
  { ending: 'ods', words: 'OpenDocument (ODS)' },
  { ending: 'csv', words: 'CSV' },
] as const;

/** The other views and the files of a plan, narrowed in the same way. */
export function PlanLinks({ filter }: { filter: PlanFilter }) {
  const query = planQuery(filter);
  return (
    <>
      <ul className="govuk-list" aria-label="Other views of this plan">
        {pages.map(({ page, words }) => (
          <li key={page}>
            <Anchor className="govuk-link" href={`/action-plans/${page}${query}`}>
              {words}
            </Anchor>
          </li>
        ))}
      </ul>
      <p className="govuk-body">
        Download this plan:{' '}
        {files.map(({ ending, words }, place) => (
          <span key={ending}>
            {place === 0 ? null : ', '}
            <Anchor className="govuk-link" href={`/action-plans/plan.${ending}${query}`} reloadDocument>
              {words}
              <span className="govuk-visually-hidden"> of this plan</span>
            </Anchor>
          </span>
        ))}
      </p>
    </>
  );
}
