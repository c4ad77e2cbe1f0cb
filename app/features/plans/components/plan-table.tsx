import type { ReactNode } from 'react';
import { type PlanAction, planWords } from '../../../../pdf/models.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { Table } from '../../../ui/table.tsx';

interface PlanTableProps {
  readonly caption: string;
  readonly actions: readonly PlanAction[];
  /** Where each action is, by its reference; without it references are words. */
  readonly hrefs?: ReadonlyMap<string, string>;
}

/** On narrow screens the table scrolls sideways in its pane, rather than standing one word a line. */
const wide = (content: ReactNode) => ({ content, className: 'app-wide-cell' });

/** The plan table: outcome reference, priority marks, target, timeline, evidence of impact, responsibility. */
export function PlanTable({ caption, actions, hrefs }: PlanTableProps) {
  return (
    <Table
      caption={caption}
      captionHidden
      rowHeaders
      scrollLabel={caption}
      columns={planWords.columns.map((label) => ({ label }))}
      rows={actions.map((action) => ({
        key: action.reference,
        cells: [
          <Reference key="reference" action={action} href={hrefs?.get(action.reference)} />,
          <Lines key="marks" lines={action.marks} />,
          wide(<What action={action} />),
          wide(<Timeline action={action} />),
          wide(<Evidence action={action} />),
          wide(<Lines lines={action.responsible.map(({ label, value }) => `${label}: ${value}`)} />),
        ],
      }))}
    />
  );
}

function Reference({ action: { reference, origin }, href }: { action: PlanAction; href: string | undefined }) {
  return (
    <>
      <span className="app-nowrap">
        {href ? (
          <Anchor className="govuk-link" href={href}>
            {reference}
          </Anchor>
        ) : (
          reference
        )}
      </span>
      {keyed(origin).map(({ key, value }) => (
        <span key={key} className="govuk-body-s govuk-!-display-block govuk-!-margin-bottom-0">
          {value}
        </span>
      ))}
    </>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul className="govuk-list govuk-!-margin-bottom-0">
    {keyed(lines).map(({ key, value }) => (
      <li key={key}>{value}</li>
    ))}
  </ul>
);

const What = ({ action: { action, successMeasure, finding } }: { action: PlanAction }) => (
  <>
    <strong>
      <TypedText>{action}</TypedText>
    </strong>
    <TypedText>{`${planWords.target} ${successMeasure}`}</TypedText>
    <TypedText>{`${planWords.found} ${finding}`}</TypedText>
  </>
);

const Timeline = ({ action: { days, overdue, state } }: { action: PlanAction }) => (
  <>
    {overdue === null ? null : <strong>{overdue}</strong>}
    <Lines lines={[...state, ...days.map(({ label, day }) => `${label} ${day}`)]} />
  </>
);

function Evidence({ action: { said } }: { action: PlanAction }) {
  if (said.length === 0) return planWords.nothingSaid;
  return keyed(said).map(({ key, value: { who, text, proof } }) => (
    <div key={key}>
      <span className="govuk-body-s">{who}</span>
      <TypedText>{text}</TypedText>
      {proof === null ? null : <TypedText>{`${planWords.proof} ${proof}`}</TypedText>}
    </div>
  ));
}
