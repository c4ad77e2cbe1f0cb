import { Table } from '../../../ui/table.tsx';
import type { PlannerAgency } from '../planner.ts';
import { outcomes, outcomeWords } from '../words.ts';

const stateWords = {
  planned: '',
  'nothing-sent': 'Has sent you no return on these standards',
  'no-way': 'Nothing leads from its last edition, so nothing is carried',
  waiting: 'Still being worked out',
} as const satisfies Record<PlannerAgency['state'], string>;

type AgencyTableProps = {
  agencies: readonly PlannerAgency[];
  /** Says what the edition of a row is of. */
  editionHeading: string;
};

/** What becomes of each organisation's answers, evidence and open actions. */
export function AgencyTable({ agencies, editionHeading }: AgencyTableProps) {
  return (
    <Table
      caption="Organisations"
      captionHidden
      rowHeaders
      scrollLabel="Organisations, scrolls sideways"
      columns={[
        { label: 'Organisation' },
        { label: editionHeading },
        ...outcomes.map((outcome) => ({ label: outcomeWords[outcome], numeric: true })),
        { label: 'Evidence links that come along', numeric: true },
        { label: 'Evidence links that lose their question', numeric: true },
        { label: 'Open actions that come along', numeric: true },
        { label: 'Open actions that lose their question', numeric: true },
      ]}
      rows={agencies.map((agency) => ({
        key: agency.organisationId,
        cells: [
          <Name key="name" agency={agency} />,
          agency.edition ?? 'None',
          ...outcomes.map((outcome) => (agency.state === 'planned' ? agency.counts[outcome] : '-')),
          agency.state === 'planned' ? agency.evidenceAlong : '-',
          agency.state === 'planned' ? agency.evidenceLost : '-',
          agency.actionsAlong,
          agency.actionsLost,
        ],
      }))}
    />
  );
}

function Name({ agency }: { agency: PlannerAgency }) {
  return (
    <>
      {agency.name}
      {stateWords[agency.state] ? <span className="govuk-hint app-line">{stateWords[agency.state]}</span> : null}
    </>
  );
}
