import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope, mayInPartnership, partnershipScope } from '../../features/accounts/viewer.ts';
import { countCohort } from '../../features/cycles/cohort.server.ts';
import { runCycleIntent } from '../../features/cycles/commands/intents.server.ts';
import { DraftCycle } from '../../features/cycles/components/draft-cycle.tsx';
import { OpenCycle } from '../../features/cycles/components/open-cycle.tsx';
import { countReturns, listReturns } from '../../features/cycles/dashboard.server.ts';
import { readDashboardFilter, readDashboardSort } from '../../features/cycles/dashboard-query.ts';
import { datesInWords } from '../../features/cycles/dates-in-words.ts';
import { getCycle } from '../../features/cycles/queries.server.ts';
import { cycleDoneWords, cycleStatuses, launchProblem } from '../../features/cycles/rules.ts';
import { pageAsked } from '../../platform/paging.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Route } from './+types/dashboard';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle([loaderData?.cycle.name ?? 'Cycle', ...(loaderData?.pageWords ?? [])].join(', ')) },
];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const cycle = await getCycle(db, partnershipScope(viewer, 'cycle.read'), params.cycleId);
  const { today } = portal.stamp();
  const shared = {
    cycle,
    done: cycleDoneWords(url.searchParams.get('done')),
    dates: datesInWords(cycle, today),
    mayChange: mayInPartnership(viewer, 'cycle.change', cycle.partnershipId),
  };
  if (cycle.status === 'draft') {
    const cohort = await countCohort(db, cycle);
    const chosen = cohort.reduce((sum, count) => sum + count.chosen, 0);
    return {
      ...shared,
      step: 'draft' as const,
      pageWords: [],
      cohort,
      chosen,
      problem: launchProblem({ ...cycle, chosen, today }),
    };
  }
  const filter = readDashboardFilter(url.searchParams);
  const sort = readDashboardSort(url.searchParams);
  const counts = await countReturns(db, cycle, today);
  const returns = await listReturns(db, cycle, { filter, sort, page: pageAsked(url.searchParams), today });
  return {
    ...shared,
    step: 'open' as const,
    pageWords: returns.page > 1 ? [`page ${returns.page}`] : [],
    counts,
    returns,
    filter,
    sort,
    mayRead: findPartnershipScope(viewer, 'submission.read') !== undefined,
  };
}

export async function action({ context, request, url, params }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const outcome = await runCycleIntent(portal, viewer, params.cycleId, await request.formData());
  return 'done' in outcome ? redirect(`/cycles/${params.cycleId}?done=${outcome.done}`) : data(outcome);
}

export default function Dashboard({ loaderData, actionData }: Route.ComponentProps) {
  const { cycle, dates, mayChange } = loaderData;
  const status = cycleStatuses[cycle.status];
  const words = actionData?.words ?? loaderData.done;
  return (
    <Main before={<BackLink href="/cycles">Cycles</BackLink>}>
      {words ? (
        <NotificationBanner key={words} kind={actionData?.sent === false ? 'important' : 'success'}>
          <BannerHeading>{words}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{cycle.editionTitle}</span>
      <h1 className="govuk-heading-l">
        {cycle.name} <Tag tone={status.tone}>{status.words}</Tag>
      </h1>
      <SummaryList rows={dates} />
      {loaderData.step === 'draft' ? (
        <DraftCycle
          cycle={cycle}
          counts={loaderData.cohort}
          chosen={loaderData.chosen}
          problem={loaderData.problem}
          mayChange={mayChange}
        />
      ) : (
        <>
          <CycleLinks cycleId={cycle.id} mayChange={mayChange} mayRead={loaderData.mayRead} />
          <OpenCycle {...loaderData} />
        </>
      )}
    </Main>
  );
}

function CycleLinks({ cycleId, mayChange, mayRead }: { cycleId: string; mayChange: boolean; mayRead: boolean }) {
  const links = [
    { href: `/cycles/${cycleId}/heatmap`, text: 'Heatmap of ratings' },
    { href: '/reports/year-on-year', text: 'Ratings year on year' },
    ...(mayRead ? [{ href: `/reports/variance?cycle=${cycleId}`, text: 'How ratings differ' }] : []),
    { href: `/cycles/${cycleId}/cohort`, text: 'Who is asked' },
    { href: `/cycles/${cycleId}/questions`, text: 'Local questions' },
    ...(mayChange
      ? [
          { href: `/cycles/${cycleId}/sampling`, text: 'Which returns are moderated' },
          { href: `/cycles/${cycleId}/surveys`, text: 'When a survey says otherwise' },
          { href: `/cycles/${cycleId}/settings`, text: 'Name, dates and closing' },
          { href: `/cycles/${cycleId}/upgrade`, text: 'What became of last time’s answers' },
          { href: `/cycles/${cycleId}/move`, text: 'Move open returns to a newer edition' },
          { href: `/cycles/new?from=${cycleId}`, text: 'Prepare the next cycle from this one' },
        ]
      : []),
  ];
  return (
    <nav aria-label="This cycle">
      <ul className="govuk-list">
        {links.map(({ href, text }) => (
          <li key={href}>
            <Anchor className="govuk-link" href={href}>
              {text}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
