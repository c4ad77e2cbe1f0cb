import { Form, useLocation } from 'react-router';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
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
    readonly invitees: number;
    readonly mayApply: boolean;
  };
  shown: ShownRows;
  /** It has been applied: everything is as in the file. */
  applied: boolean;
  /** How many were invited with it. */
  invited: number;
};

/** Step 2: what the file would do, and the button that does it. */
export function DryRunStep({ kept, format, dryRun, shown, applied, invited }: DryRunStepProps) {
  const { counts } = dryRun;
  return (
    <>
      {applied ? (
        <NotificationBanner kind="success">
          <BannerHeading>The file has been imported. The directory is as the file says.</BannerHeading>
          <p className="govuk-body">
            {invited > 0 ? `${countOf(invited, 'person has', 'people have')} been invited. ` : ''}
            <Anchor
              className="govuk-notification-banner__link"
              href={invited > 0 ? '/people/invitations' : '/people/invite-contacts'}
            >
              {invited > 0 ? 'See the open invitations' : 'Invite the contacts of the file'}
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
      <ApplyForm kept={kept} dryRun={dryRun} />
      <RowList {...shown} />
    </>
  );
}

function ApplyForm({ kept, dryRun }: Pick<DryRunStepProps, 'kept' | 'dryRun'>) {
  const { outcome, mayApply, counts, invitees } = dryRun;
  const another = (
    <Anchor className="govuk-link" href="/organisations/import">
      Upload another file
    </Anchor>
  );
  if (mayApply)
    return (
      <Form method="post" action={importAddress(kept)}>
        <HiddenFields fields={{ outcome }} />
        {invitees === 0 ? null : (
          <SingleCheckbox
            name="invite"
            value="yes"
            label={`Also invite ${countOf(invitees, 'contact', 'contacts')} of these rows`}
            itemHint="Each gets a message with a link and becomes safeguarding lead of their organisation. The rows below say who. You can also import now and invite later."
          />
        )}
        <div className="govuk-button-group">
          <Button preventDoubleClick>Apply: import these rows</Button>
          {another}
        </div>
      </Form>
    );
  return (
    <div className="govuk-button-group">
      {counts.refused > 0 ? null : <LinkButton href="/organisations">Go to the directory</LinkButton>}
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
    ...(row.outcome === 'new' ? ['Added'] : []),
    ...row.changes.map(({ field, from, to }) => `${field}: ${from || 'nothing'} becomes ${to || 'nothing'}`),
    ...(row.invites ? [`Can be invited: ${row.invites.name}, ${row.invites.email}`] : []),
  ];
  if (lines.length === 0) return 'Nothing';
  if (lines.length === 1) return lines[0];
  return (
    <ul className="govuk-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
