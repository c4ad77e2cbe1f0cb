import { Fragment } from 'react';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Details } from '../../../ui/details.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import { CentralList } from '../../returns/central/to-settle-note.tsx';
import type { CheckedStandard, CheckPage, ShownWarning } from '../pages.ts';
import { type WarningKind, warningKinds } from '../warnings/warning.ts';
import { ComputedBeside } from './computed-beside.tsx';
import { WithColleagues } from './with-colleagues.tsx';

/** Everything that stops the return from being sent, each a link to the field. */
export function MissingList({ missing }: Pick<CheckPage, 'missing'>) {
  if (missing.length === 0)
    return <p className="govuk-body">Nothing is missing. Every question that must be answered has an answer.</p>;
  return (
    <>
      <p className="govuk-body">{countOf(missing.length, 'thing')} to put right. Each link takes you to the place.</p>
      <ul className="govuk-list govuk-list--spaced">
        {missing.map((part) => (
          <li key={`${part.href} ${part.text}`}>
            <Anchor className="govuk-link" href={part.href}>
              {part.number}: {part.text}
            </Anchor>
            <br />
            {part.problems.join('. ')}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a reader may ask about, folded. None of it stops the return. */
export function WarningList({ page }: { page: CheckPage }) {
  const unmarked = page.standards.filter(({ markedComplete }) => !markedComplete);
  const { unconfirmed, central, withColleagues } = page;
  const found = [page.warnings, unmarked, unconfirmed, central, withColleagues];
  if (found.every((list) => list.length === 0)) return null;
  return (
    <section aria-labelledby="warnings">
      <h2 className="govuk-heading-m" id="warnings">
        Worth a look
      </h2>
      <p className="govuk-body">You can send the return as it is. A reader may ask about these.</p>
      <WithColleagues page={page} />
      {central.length > 0 ? <CentralList toSettle={central} /> : null}
      {unconfirmed.length > 0 ? (
        <Details summary={`${countOf(unconfirmed.length, 'carried answer')} that will not be sent until confirmed`}>
          <ul className="govuk-list govuk-list--spaced">
            {unconfirmed.map(({ number, text, href }) => (
              <li key={href}>
                <Anchor className="govuk-link" href={href}>
                  {number}: {text}
                </Anchor>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
      <Warnings warnings={page.warnings} />
      {unmarked.length > 0 ? (
        <Details summary={`${countOf(unmarked.length, 'standard')} that nobody has marked as complete`}>
          <ul className="govuk-list govuk-list--spaced">
            {unmarked.map(({ returnId = page.returnId, code, number, title }) => (
              <li key={`${returnId} ${code}`}>
                <Anchor className="govuk-link" href={`/returns/${returnId}/standards/${code}`}>
                  {number} {title}
                </Anchor>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </section>
  );
}

/** Warnings by their kind, folded, each a link to the place. */
export function Warnings({ warnings }: { warnings: readonly ShownWarning[] }) {
  const byKind = [...Map.groupBy(warnings, ({ problem }) => problem)];
  return byKind.map(([kind, its]: [WarningKind, readonly ShownWarning[]]) => (
    <Details key={kind} summary={`${warningKinds[kind]}: ${its.length}`}>
      <ul className="govuk-list govuk-list--spaced">
        {keyed(its).map(({ key, value: { number, text, words, href } }) => (
          <li key={key}>
            <Anchor className="govuk-link" href={href}>
              {number}: {text}
            </Anchor>
            <br />
            {words}
          </li>
        ))}
      </ul>
    </Details>
  ));
}

/** Each standard with how much of it is answered and the rating that comes out. */
export function StandardSummary({ returnId, standards }: { returnId: string; standards: readonly CheckedStandard[] }) {
  return (
    <Table
      caption="Standards"
      captionSize="m"
      scrollLabel="Table of standards"
      columns={[
        { label: 'Standard' },
        { label: 'Answered' },
        { label: 'To put right', numeric: true },
        { label: 'Rating' },
      ]}
      rows={standards.map((standard) => ({
        key: `${standard.returnId ?? ''} ${standard.code}`,
        cells: [
          <Anchor
            key="link"
            className="govuk-link"
            href={`/returns/${standard.returnId ?? returnId}/standards/${standard.code}`}
          >
            {standard.number} {standard.title}
          </Anchor>,
          `${standard.answered} of ${standard.questions}`,
          standard.missing,
          <Fragment key="rating">
            {standard.computed ? (
              <RatingTag word={standard.computed.word} shape={standard.computed.shape} tone={standard.computed.tone} />
            ) : (
              'Not rated'
            )}
            <ComputedBeside mark={standard.beside} />
          </Fragment>,
        ],
      }))}
    />
  );
}
