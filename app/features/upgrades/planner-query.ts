/** What the pages of an upgrade show of it, from their query strings. For both sides. */
import { type Page, pageOfList, queryWithout } from '../../platform/paging.ts';
import { affectedBy, isChanged, type PlannerAgency, type PlannerQuestion } from './planner.ts';
import { fateWords, type QuestionFate, questionFates } from './words.ts';

export interface QuestionFilter {
  /** Without one, every question that changes; `all` shows the others too. */
  readonly fate?: QuestionFate | 'all';
  readonly standard?: string;
  /** An old edition, by its id. */
  readonly from?: string;
}

export interface QuestionQuery {
  readonly filter: QuestionFilter;
  /** In reading order, or those first that touch most answers. */
  readonly order: 'reading' | 'most';
  /** Everything on one page, to print. */
  readonly whole: boolean;
}

/** Reads the query string of the page of questions; what is not known is left out. */
export function readQuestionQuery(search: URLSearchParams): QuestionQuery {
  const asked = search.get('fate');
  const fate = ([...questionFates, 'all'] as const).find((code) => code === asked);
  const [standard, from] = [search.get('standard'), search.get('from')];
  return {
    filter: { ...(fate ? { fate } : {}), ...(standard ? { standard } : {}), ...(from ? { from } : {}) },
    order: search.get('order') === 'most' ? 'most' : 'reading',
    whole: search.get('whole') === '1',
  };
}

/** The questions that a filter lets through, in order. */
export function chooseQuestions(
  questions: readonly PlannerQuestion[],
  { filter, order }: QuestionQuery,
): PlannerQuestion[] {
  const { fate, standard, from } = filter;
  const chosen = questions.filter(
    (one) =>
      (fate === 'all' || (fate === undefined ? isChanged(one) : one.fate === fate)) &&
      (standard === undefined || one.standard.code === standard) &&
      (from === undefined || one.editionId === from),
  );
  return order === 'most' ? chosen.toSorted((a, b) => weightOf(b) - weightOf(a)) : chosen;
}

const weightOf = ({ counts }: PlannerQuestion): number => counts.returns + counts.evidence + counts.actions;

export interface AgencyQuery {
  readonly search: string;
  /** Those first whose answers are most affected, or by name. */
  readonly order: 'most' | 'name';
  readonly whole: boolean;
}

/** Reads the query string of the page of organisations. */
export const readAgencyQuery = (search: URLSearchParams): AgencyQuery => ({
  search: search.get('search')?.trim().slice(0, 100) ?? '',
  order: search.get('order') === 'name' ? 'name' : 'most',
  whole: search.get('whole') === '1',
});

/** The organisations whose name holds the words, in order. */
export function chooseAgencies(agencies: readonly PlannerAgency[], { search, order }: AgencyQuery): PlannerAgency[] {
  const chosen = agencies.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
  return order === 'most' ? chosen.toSorted((a, b) => affectedBy(b.counts) - affectedBy(a.counts)) : chosen;
}

/** A page of a list, or all of it. */
export const cut = <T>(all: readonly T[], page: number, whole: boolean): Page<T> =>
  whole ? { items: all, page: 1, pageCount: 1, total: all.length } : pageOfList(all, page);

/** What a filter shows of itself, each with the address without it. */
export function chosenQuestionFilters(
  { fate, standard, from }: QuestionFilter,
  standards: readonly { readonly value: string; readonly label: string }[],
  search: URLSearchParams,
) {
  const words = {
    ...(fate ? { fate: fate === 'all' ? 'Every question' : fateWords[fate] } : {}),
    ...(standard ? { standard: standards.find(({ value }) => value === standard)?.label ?? standard } : {}),
    ...(from ? { from: `From ${from}` } : {}),
  };
  return Object.entries(words).map(([name, label]) => ({ label, removeHref: queryWithout(search, name) }));
}

/** The standards of all questions, to choose one. */
export function standardChoices(questions: readonly PlannerQuestion[]): { value: string; label: string }[] {
  const standards = new Map(questions.map(({ standard }) => [standard.code, standard]));
  return [...standards.values()].map(({ code, number, title }) => ({ value: code, label: `${number} ${title}` }));
}
