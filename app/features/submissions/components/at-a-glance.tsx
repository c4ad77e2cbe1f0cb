import { countOf } from '../../../platform/words.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import type { ShownChange, SignOffPage } from '../pages.ts';
import { warningKinds } from '../warnings/warning.ts';
import { Warnings } from './missing-list.tsx';

/** The return in numbers, for somebody who has ten minutes: what to read first. */
export function AtAGlance({ page }: { page: SignOffPage }) {
  const questions = page.standards.reduce((sum, standard) => sum + standard.questions.length, 0);
  return (
    <section aria-labelledby="glance">
      <h2 className="govuk-heading-m" id="glance">
        In short
      </h2>
      <SummaryList
        rows={[
          {
            label: 'Answers',
            value: `${countOf(questions, 'question')} in ${countOf(page.standards.length, 'standard')}`,
          },
          {
            label: 'More to do',
            value:
              page.concerns.length === 0 ? (
                'No rating asks for an action'
              ) : (
                <a className="govuk-link" href="#concerns">
                  {countOf(page.concerns.length, 'rating asks', 'ratings ask')} for an action
                </a>
              ),
          },
          ...(page.changes
            ? [
                {
                  label: `Since ${page.changes.since}`,
                  value: (
                    <a className="govuk-link" href="#changes">
                      {changesInWords(page.changes.list, questions)}
                    </a>
                  ),
                },
              ]
            : []),
          {
            label: 'Worth asking about',
            value:
              page.warnings.length === 0 ? (
                'Nothing was found'
              ) : (
                <a className="govuk-link" href="#worth-asking">
                  {warningsInWords(page.warnings)}
                </a>
              ),
          },
        ]}
      />
    </section>
  );
}

const kinds: readonly (readonly [words: string, kinds: readonly ShownChange['kind'][]])[] = [
  ['rated lower', ['worse']],
  ['rated higher', ['better']],
  ['changed otherwise', ['rating-changed', 'words-changed']],
  ['new', ['new']],
];

function changesInWords(list: readonly ShownChange[], questions: number): string {
  const counted = kinds.flatMap(([words, of]) => {
    const count = list.filter(({ kind }) => of.includes(kind)).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return [...counted, `${questions - list.length} the same`].join(', ');
}

const warningsInWords = (warnings: SignOffPage['warnings']): string =>
  [...Map.groupBy(warnings, ({ problem }) => problem)]
    .map(([kind, its]) => `${warningKinds[kind]}: ${its.length}`)
    .join('; ');

/** What a reader may ask about, for whoever signs. None of it stops a signature. */
export function WorthAsking({ warnings }: Pick<SignOffPage, 'warnings'>) {
  if (warnings.length === 0) return null;
  return (
    <section aria-labelledby="worth-asking">
      <h2 className="govuk-heading-m" id="worth-asking">
        Worth asking about
      </h2>
      <p className="govuk-body">Nothing here stops you from signing. A reader may ask about it.</p>
      <Warnings warnings={warnings} />
    </section>
  );
}
