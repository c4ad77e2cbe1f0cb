import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Table } from '../../../ui/table.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { returnStatuses } from '../../returns/rules.ts';
import type { CentralCounts } from '../central-counts.server.ts';
import type { SiteEntry } from '../sites.server.ts';

/** The sites of a group, with a line for each of their returns. */
export function SiteTable({ groupId, sites }: { groupId: string; sites: readonly SiteEntry[] }) {
  return (
    <Table
      caption="Sites and their returns"
      captionHidden
      rowHeaders
      scrollLabel="Sites, scrolls sideways"
      columns={[
        { label: 'Site' },
        { label: 'Return' },
        { label: 'Status' },
        { label: 'Done', numeric: true },
        { label: 'Due' },
        { label: 'Ratings sent' },
        { label: 'Your answers there' },
      ]}
      rows={sites.map((entry) => {
        const { siteId, siteName, agencyReturn } = entry;
        if (!agencyReturn) return { key: siteId, cells: [siteName, 'No return asked for', '', '', '', '', ''] };
        const { id, cycleName, partnershipName, status, percent, dueOn, overdue, ratings, central } = agencyReturn;
        return {
          key: id,
          cells: [
            siteName,
            <span key="return">
              <Anchor className="govuk-link" href={`/trusts/${groupId}/returns/${id}`}>
                {cycleName}
                <span className="govuk-visually-hidden"> of {siteName}</span>
              </Anchor>
              <span className="govuk-!-display-block govuk-body-s govuk-!-margin-bottom-0">for {partnershipName}</span>
            </span>,
            <span key="status">
              {returnStatuses[status].words} {overdue ? <Tag tone="red">Overdue</Tag> : null}
            </span>,
            `${percent}%`,
            dayInWords(dueOn),
            <Ratings key="ratings" ratings={ratings} />,
            <CentralWords key="central" central={central} />,
          ],
        };
      })}
    />
  );
}

function Ratings({ ratings }: { ratings: NonNullable<SiteEntry['agencyReturn']>['ratings'] }) {
  if (ratings.length === 0) return 'Not sent yet';
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {ratings.map(({ word, shape, tone, count }) => (
        <li key={`${word} ${shape}`} className="app-nowrap">
          {count} <RatingTag word={word} shape={shape} tone={tone} />
        </li>
      ))}
    </ul>
  );
}

/** Zeros are left out: "3 accepted, 1 different there". */
function CentralWords({ central }: { central: CentralCounts }) {
  const { waiting, accepted, added, excepted, changedHere, changedByGroup } = central;
  const parts = [
    [waiting, 'not looked at yet'],
    [accepted, 'accepted'],
    [added, 'accepted with words added'],
    [excepted, 'different there'],
    [changedHere, 'changed there since'],
    [changedByGroup, 'to look at again: you changed them'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0);
  if (shown.length === 0) return 'None';
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {shown.map(([count, words]) => (
        <li key={words}>
          {count} {words}
        </li>
      ))}
    </ul>
  );
}
