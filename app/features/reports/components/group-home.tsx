import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { ButtonGroup, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { type ReturnStatus, returnStatuses } from '../../returns/rules.ts';
import type { GroupHome as Model } from '../../trusts/home.server.ts';
import { daysLeftInWords } from './organisation-home.tsx';

/** What awaits whoever leads a trust or group: how its sites stand, what it has still to answer, what is due next. */
export function GroupHome({ groups }: { groups: readonly Model[] }) {
  return groups.map((group) => (
    <section key={group.id} aria-labelledby={`group-${group.id}`}>
      <h2 className="govuk-heading-m" id={`group-${group.id}`}>
        {group.name}
      </h2>
      <SummaryCard
        title="Your sites and their returns"
        headingLevel={3}
        rows={[
          { label: 'Sites', value: <SitesLink group={group} /> },
          { label: 'Returns', value: <Standing group={group} /> },
          {
            label: 'To answer',
            value:
              group.toAnswer === 0
                ? 'Nothing: every question that you said you answer has an answer'
                : `${countOf(group.toAnswer, 'question')} that you said you answer for your sites`,
          },
          {
            label: 'Next',
            value: (
              <ButtonGroup>
                <LinkButton href={`/trusts/${group.id}/answers`}>Answer for all your sites</LinkButton>
                <Anchor className="govuk-link" href={`/trusts/${group.id}/settled`}>
                  What your sites said about your answers
                </Anchor>
              </ButtonGroup>
            ),
          },
        ]}
      />
      {group.next.length === 0 ? (
        <EmptyState heading="Due next">None of your sites has a return open now.</EmptyState>
      ) : (
        <NextDue group={group} />
      )}
    </section>
  ));
}

const SitesLink = ({ group }: { group: Model }) => (
  <Anchor className="govuk-link" href={`/trusts/${group.id}`}>
    {countOf(group.sites, 'site')}
  </Anchor>
);

/** "3 in progress, 1 sent", each a way to them; zeros are left out. */
function Standing({ group }: { group: Model }) {
  const shown = (Object.keys(returnStatuses) as ReturnStatus[]).filter((status) => group.byStatus[status] > 0);
  if (shown.length === 0) return 'None asked for';
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {shown.map((status) => (
        <li key={status}>
          <Anchor className="govuk-link" href={`/trusts/${group.id}?status=${status}`}>
            {returnStatuses[status].words}: {group.byStatus[status]}
          </Anchor>
        </li>
      ))}
      {group.overdue > 0 ? (
        <li>
          <Anchor className="govuk-link" href={`/trusts/${group.id}?status=overdue`}>
            <strong>Overdue: {group.overdue}</strong>
          </Anchor>
        </li>
      ) : null}
    </ul>
  );
}

function NextDue({ group }: { group: Model }) {
  return (
    <Table
      caption="Due next"
      captionSize="s"
      rowHeaders
      scrollLabel="Due next, scrolls sideways"
      columns={[
        { label: 'Site' },
        { label: 'Return' },
        { label: 'Status' },
        { label: 'Done', numeric: true },
        { label: 'Due' },
        { label: 'Your answers to settle there', numeric: true },
      ]}
      rows={group.next.map((one) => ({
        key: one.returnId,
        cells: [
          one.site,
          <Anchor key="return" className="govuk-link" href={`/trusts/${group.id}/returns/${one.returnId}`}>
            {one.cycle}
            <span className="govuk-visually-hidden"> of {one.site}</span>
          </Anchor>,
          returnStatuses[one.status].words,
          `${one.percent}%`,
          one.daysLeft < 0 ? (
            <strong key="due">
              {dayInWords(one.dueOn)} ({daysLeftInWords(one.daysLeft)})
            </strong>
          ) : (
            `${dayInWords(one.dueOn)} (${daysLeftInWords(one.daysLeft)})`
          ),
          one.toSettle,
        ],
      }))}
    />
  );
}
