import { signedIn } from '../../context.server.ts';
import { returnStatuses } from '../../features/returns/rules.ts';
import { ReturnCopy } from '../../features/submissions/components/return-copy.tsx';
import { SettledTable } from '../../features/trusts/components/settled-table.tsx';
import { groupScope } from '../../features/trusts/scope.ts';
import { getSiteReturn } from '../../features/trusts/site-return.server.ts';
import { dayInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Route } from './+types/site-return';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `${loaderData.siteName}: ${loaderData.cycleName}` : 'Return of a site') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = groupScope(viewer, 'group.read', params.groupId);
  const { groupId } = scope;
  return { groupId, ...(await getSiteReturn(portal, scope, params.returnId, portal.stamp().today)) };
}

export default function SiteReturn({ loaderData }: Route.ComponentProps) {
  const { groupId, siteName, cycleName, partnershipName, status, dueOn, overdue, settled, copy } = loaderData;
  return (
    <Main before={<BackLink href={`/trusts/${groupId}`}>Back to your sites</BackLink>}>
      <span className="govuk-caption-l">{siteName}</span>
      <h1 className="govuk-heading-l">{cycleName}</h1>
      <SummaryList
        rows={[
          { label: 'Status', value: returnStatuses[status].words },
          { label: 'Due', value: `${dayInWords(dueOn)}${overdue ? ' (overdue)' : ''}` },
          { label: 'For', value: partnershipName },
        ]}
      />
      {settled.length === 0 ? (
        <EmptyState heading="Your answers there">None of your answers is asked for in this return.</EmptyState>
      ) : (
        <SettledTable
          caption="Your answers there"
          heading="Question"
          rows={settled.map((one) => ({ name: `${one.number} ${one.text}`, settled: one }))}
        />
      )}
      {copy ? (
        <ReturnCopy model={copy} title="What was sent" nested />
      ) : (
        <p className="govuk-body">
          The return has not been sent. What the site writes until then is its own, and you can read it here once it is
          sent.
        </p>
      )}
    </Main>
  );
}
