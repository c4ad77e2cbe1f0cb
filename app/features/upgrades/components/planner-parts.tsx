import { countOf, listInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { Table } from '../../../ui/table.tsx';
import type { FateTotal, PlannerOrigin } from '../planner.ts';
import { fateWords } from '../words.ts';

export type PlannerHead = {
  cycle: { id: string; name: string; status: 'draft' | 'open' | 'closed' };
  target: { title: string; edition: string };
  origins: readonly PlannerOrigin[];
  asked: number;
  withoutReturn: number;
  planned: number;
  waiting: number;
};

/** What is compared with what, and how much of it is counted. */
export function PlannerIntroduction({ head }: { head: PlannerHead }) {
  const { cycle, target, origins, asked, withoutReturn, planned, waiting } = head;
  const past = cycle.status !== 'draft';
  return (
    <>
      <p className="govuk-body">
        {past ? 'What the launch of this cycle did' : 'What launching this cycle will do'} with the answers of the{' '}
        {countOf(asked, 'organisation')} in it. It {past ? 'asked' : 'asks'} {target.title}, edition {target.edition}.
        The numbers come from the last return that each sent to you on these standards; nothing that is still being
        written is counted.
      </p>
      <Origins origins={origins} withoutReturn={withoutReturn} />
      {waiting > 0 ? (
        <>
          <ProgressBar
            label={`${planned} of ${planned + waiting} returns are worked out`}
            value={planned}
            max={planned + waiting}
          />
          <p className="govuk-body">
            The numbers below are of those that are worked out.{' '}
            <Anchor className="govuk-link" href={`/cycles/${cycle.id}/upgrade`} reloadDocument>
              Check again
            </Anchor>
          </p>
        </>
      ) : null}
      {past ? (
        <InsetText>
          This cycle has been launched, so this is what was planned. What organisations have done with their answers
          since is theirs.
        </InsetText>
      ) : null}
    </>
  );
}

function Origins({ origins, withoutReturn }: Pick<PlannerHead, 'origins' | 'withoutReturn'>) {
  const lines = [
    ...origins.map(({ title, edition, returns, leads }) =>
      leads
        ? `${countOf(returns, 'return')} on edition ${edition} (${title})`
        : `${countOf(returns, 'return')} on edition ${edition} (${title}): nothing in the library says what became of its questions, so nothing is carried`,
    ),
    ...(withoutReturn > 0
      ? [`${countOf(withoutReturn, 'organisation has', 'organisations have')} sent you nothing`]
      : []),
  ];
  return (
    <ul className="govuk-list govuk-list--bullet">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** How many questions change in which way. */
export function FateTotals({ totals, cycleId }: { totals: readonly FateTotal[]; cycleId: string }) {
  if (totals.length === 0) return null;
  return (
    <Table
      caption="By kind of change"
      captionSize="m"
      rowHeaders
      scrollLabel="By kind of change, scrolls sideways"
      columns={[{ label: 'Change' }, { label: 'Questions', numeric: true }, { label: 'Answers sent', numeric: true }]}
      rows={totals.map(({ fate, questions, answers }) => ({
        key: fate,
        cells: [
          <Anchor key="fate" className="govuk-link" href={`/cycles/${cycleId}/upgrade?fate=${fate}`}>
            {fateWords[fate]}
          </Anchor>,
          questions,
          answers,
        ],
      }))}
    />
  );
}

/** The two views of an upgrade, and its files. */
export function PlannerLinks({ cycleId, here }: { cycleId: string; here: 'questions' | 'agencies' }) {
  const base = `/cycles/${cycleId}/upgrade`;
  return (
    <nav aria-label="This upgrade" className="app-not-in-print">
      <ul className="govuk-list">
        <li>
          <Anchor className="govuk-link" href={here === 'questions' ? `${base}/agencies` : base}>
            {here === 'questions' ? 'By organisation' : 'By question'}
          </Anchor>
        </li>
        <li>
          <Anchor className="govuk-link" href={`${base}/${here}.csv`} reloadDocument>
            Download this table as CSV
          </Anchor>
        </li>
        <li>
          <Anchor className="govuk-link" href={`${base}.xlsx`} reloadDocument>
            Download both tables as a workbook (Excel)
          </Anchor>
        </li>
        <li>
          <Anchor className="govuk-link" href={`${here === 'questions' ? base : `${base}/agencies`}?whole=1`}>
            Show all on one page, to print
          </Anchor>
        </li>
      </ul>
    </nav>
  );
}

/** The outcomes of all organisations in one sentence. */
export function OutcomeSentence({
  counts,
  words,
}: {
  counts: Readonly<Record<string, number>>;
  words: Readonly<Record<string, string>>;
}) {
  const parts = Object.entries(words).map(([code, label]) => `${counts[code] ?? 0} ${label.toLowerCase()}`);
  return <p className="govuk-body">Of all answers: {listInWords(parts)}.</p>;
}
