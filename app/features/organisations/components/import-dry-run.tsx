import { Form, useLocation } from 'react-router';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { BannerHeading, NotificationBanner } from '../../../ui/notification-banner.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import { type ImportAddress, importAddress } from '../import/address.ts';
import { type ImportOutcome, type ImportRow, importOutcomes } from '../import/compare.ts';
import type { ShownRows } from '../import/shown-rows.ts';

type DryRunStepProps = {
  kept: ImportAddress;
  format: string;
  dryRun: {
    readonly localAuthority: string | null;
    readonly counts: Readonly<Record<ImportOutcome, number>>;
    readonly outcome: string;
    readonly mayApply: boolean;
  };
  shown: ShownRows;
  /** It has been applied: everything is as in the file. */
  applied: boolean;
};

/** Step 2: what the file would do, and the button that does it. */
export function DryRunStep({ kept, format, dryRun, shown, applied }: DryRunStepProps) {
  const { counts, mayApply } = dryRun;
  return (
    <>
      {applied ? (
        <NotificationBanner kind="success">
          <BannerHeading>The file has been imported. The directory is as the file says.</BannerHeading>
          <p className="govuk-body">
            <Anchor className="govuk-notification-banner__link" href="/people/invite-contacts">
              Invite the contacts of the file
            </Anchor>
          </p>
        </NotificationBanner>
      ) : null}
      <SummaryList
        rows={[
          { label: 'File', value: format },
          ...(dryRun.localAuthority === null ? [] : [{ label: 'Local authority', value: dryRun.localAuthority }]),
          ...(Object.keys(importOutcomes) as ImportOutcome[])
            .filter((outcome) => counts[outcome] > 0)
            .map((outcome) => ({
              label: importOutcomes[outcome],
              value: countOf(counts[outcome], 'row'),
              actions: [
                {
                  text: 'Show',
                  hiddenText: `rows: ${importOutcomes[outcome].toLowerCase()}`,
                  href: `${importAddress(kept)}&show=${outcome}`,
                },
              ],
            })),
        ]}
      />
      {counts.refused > 0 ? (
        <WarningText>
          {`Nothing can be imported while ${countOf(counts.refused, 'row is', 'rows are')} refused. Mend the file and upload it again.`}
        </WarningText>
      ) : null}
      <ApplyForm kept={kept} outcome={dryRun.outcome} mayApply={mayApply} refused={counts.refused} />
      <RowList {...shown} />
    </>
  );
}

type ApplyFormProps = { kept: ImportAddress; outcome: string; mayApply: boolean; refused: number };

function ApplyForm({ kept, outcome, mayApply, refused }: ApplyFormProps) {
  const another = (
    <Anchor className="govuk-link" href="/organisations/import">
      Upload another file
    </Anchor>
  );
  if (mayApply)
    return (
      <Form method="post" action={importAddress(kept)}>
        <HiddenFields fields={{ outcome }} />
        <div className="govuk-button-group">
          <Button preventDoubleClick>Apply: import these rows</Button>
          {another}
        </div>
      </Form>
    );
  return (
    <div className="govuk-button-group">
      {refused > 0 ? null : <LinkButton href="/organisations">Go to the directory</LinkButton>}
      {another}
    </div>
  );
}

function RowList({ outcome, rows }: ShownRows) {
  const { search } = useLocation();
  return (
    <>
      <h2 className="govuk-heading-m">{importOutcomes[outcome]}</h2>
      {rows.items.length === 0 ? (
        <EmptyState>No row has this outcome.</EmptyState>
      ) : (
        <Table
          caption={`Rows: ${importOutcomes[outcome].toLowerCase()}`}
          captionHidden
          scrollLabel="Rows, scrolls sideways"
          columns={[{ label: 'Row', numeric: true }, { label: 'Name' }, { label: columnFor(outcome) }]}
          rows={rows.items.map((row) => ({
            key: String(row.row),
            cells: [row.row, row.name || '(no name)', <RowWords key="words" row={row} />],
          }))}
        />
      )}
      <Pagination page={rows.page} pageCount={rows.pageCount} search={search} />
    </>
  );
}

const columnFor = (outcome: ImportOutcome) =>
  outcome === 'refused' || outcome === 'left-out' ? 'Why' : 'What changes';

function RowWords({ row }: { row: ImportRow }) {
  const lines = [
    ...row.reasons,
    ...row.changes.map(({ field, from, to }) => `${field}: ${from || 'nothing'} becomes ${to || 'nothing'}`),
  ];
  if (lines.length === 0) return row.outcome === 'new' ? 'Added' : 'Nothing';
  if (lines.length === 1) return lines[0];
  return (
    <ul className="govuk-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
