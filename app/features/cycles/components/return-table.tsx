import { Form } from 'react-router';
import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TextButton } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Table } from '../../../ui/table.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { kindInWords } from '../../organisations/rules.ts';
import { type DashboardSort, sortHref, sortState } from '../dashboard-query.ts';
import { returnStages } from '../rules.ts';
import type { ReturnEntry } from '../schema.ts';

type ReturnTableProps = {
  cycleId: string;
  returns: readonly ReturnEntry[];
  sort: DashboardSort;
  search: string;
  mayChange: boolean;
  /** Whether the viewer may open what was sent. */
  mayRead: boolean;
};

/** The returns of a cycle: where each is, how far, and what can be done about it. */
export function ReturnTable({ cycleId, returns, sort, search, mayChange, mayRead }: ReturnTableProps) {
  const query = new URLSearchParams(search);
  const column = (label: string, by: DashboardSort['by'], numeric = false) => ({
    label,
    numeric,
    sorted: sortState(by, sort),
    sortHref: sortHref(query, by, sort),
  });
  return (
    <Table
      caption="Returns"
      captionHidden
      rowHeaders
      scrollLabel="Returns, scrolls sideways"
      columns={[
        column('Organisation', 'name'),
        column('Status', 'standing'),
        column('Done', 'progress', true),
        column('Due', 'due'),
        ...(mayChange ? [{ label: 'Action' }] : []),
      ]}
      rows={returns.map((entry) => ({
        key: entry.returnId,
        cells: [
          <Organisation key="name" entry={entry} />,
          <Status key="status" entry={entry} mayRead={mayRead} />,
          `${entry.percent}%`,
          <Due key="due" entry={entry} />,
          ...(mayChange ? [<Chase key="chase" entry={entry} cycleId={cycleId} />] : []),
        ],
      }))}
    />
  );
}

function Organisation({ entry }: { entry: ReturnEntry }) {
  return (
    <>
      <Anchor className="govuk-link" href={`/organisations/${entry.organisationId}`}>
        {entry.organisationName}
      </Anchor>
      <span className="govuk-!-display-block govuk-body-s govuk-!-margin-bottom-0">{kindInWords(entry)}</span>
    </>
  );
}

function Status({ entry, mayRead }: { entry: ReturnEntry; mayRead: boolean }) {
  const { words: stage, sent } = returnStages[entry.stage];
  // Sent once and opened again: what was sent is there to read meanwhile.
  const words = entry.submissionId !== null && !sent ? `${stage}, being corrected` : stage;
  return (
    <>
      {entry.submissionId !== null && mayRead ? (
        <Anchor className="govuk-link" href={`/moderation/${entry.submissionId}`}>
          {words}
          <span className="govuk-visually-hidden">: open the return of {entry.organisationName}</span>
        </Anchor>
      ) : (
        words
      )}
      {entry.late ? (
        <>
          {' '}
          <Tag tone="red">Overdue</Tag>
        </>
      ) : null}
    </>
  );
}

function Due({ entry }: { entry: ReturnEntry }) {
  return (
    <>
      {dayInWords(entry.dueOn)}
      {entry.dueOn === entry.firstDueOn ? null : (
        <span className="govuk-!-display-block govuk-body-s govuk-!-margin-bottom-0">
          at first {dayInWords(entry.firstDueOn)}
        </span>
      )}
    </>
  );
}

function Chase({ entry, cycleId }: { entry: ReturnEntry; cycleId: string }) {
  const { mayRemind, mayExtend } = returnStages[entry.stage];
  const whose = <span className="govuk-visually-hidden"> {entry.organisationName}</span>;
  return (
    <>
      {mayRemind ? (
        entry.hasLead ? (
          <Form method="post" preventScrollReset>
            <HiddenFields fields={{ returnId: entry.returnId }} />
            <TextButton name="intent" value="remind">
              Remind{whose}
            </TextButton>
          </Form>
        ) : (
          <Anchor className="govuk-link" href={`/organisations/${entry.organisationId}/people/new`}>
            Add a lead<span className="govuk-visually-hidden"> for {entry.organisationName}</span>
          </Anchor>
        )
      ) : null}
      {mayExtend ? (
        <Anchor
          className="govuk-link govuk-!-display-block"
          href={`/cycles/${cycleId}/returns/${entry.returnId}/due-date`}
        >
          Move date<span className="govuk-visually-hidden"> of {entry.organisationName}</span>
        </Anchor>
      ) : null}
      {entry.remindedAt === null || !mayRemind ? null : (
        <span className="govuk-!-display-block govuk-body-s govuk-!-margin-bottom-0">
          reminded {dayInWords(londonDayOf(entry.remindedAt))}
        </span>
      )}
    </>
  );
}

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
const londonDayOf = (at: string) => london.format(new Date(at));
