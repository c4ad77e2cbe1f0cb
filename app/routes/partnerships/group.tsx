import { data, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInPartnership, partnershipScope } from '../../features/accounts/viewer.ts';
import { GroupForms } from '../../features/partnerships/components/groups.tsx';
import { postGroup } from '../../features/partnerships/post.server.ts';
import { getGroup } from '../../features/partnerships/queries.server.ts';
import { groupKinds } from '../../features/partnerships/words.ts';
import { GroupLog } from '../../features/registers/components/group-log.tsx';
import { listGroupActions } from '../../features/registers/group-log.server.ts';
import { readGroupLogFilter } from '../../features/registers/group-log.ts';
import { listRisks } from '../../features/registers/risks/queries.server.ts';
import { readRiskFilter } from '../../features/registers/risks/schema.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf, dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/group';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

const savedWords: Record<string, string> = {
  add: 'The group has been added',
  change: 'The group has been saved',
  close: 'The group has been closed',
  open: 'The group is open again',
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'partnership.read');
  const { db } = portal.database;
  const { today } = portal.stamp();
  const group = await getGroup(db, scope, params.partnershipGroupId);
  const filter = readGroupLogFilter(url.searchParams);
  const risks = { ...readRiskFilter(new URLSearchParams()), group: group.id };
  return {
    group,
    filter,
    actions: await listGroupActions(db, scope, group.id, filter, today, pageAsked(url.searchParams)),
    risks: (await listRisks(db, scope, risks, today, 1)).total,
    mayChange: mayInPartnership(viewer, 'partnership.change', group.partnershipId),
    saved: savedWords[url.searchParams.get('saved') ?? ''],
  };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { partnershipGroupId } = params;
  const posted = await postGroup(portal, viewer, partnershipGroupId, await request.formData());
  return posted.ok ? redirect(`/groups/${partnershipGroupId}?saved=${posted.intent}`) : data(posted, { status: 422 });
}

export default function Group({ loaderData, actionData }: Route.ComponentProps) {
  const { group, filter, actions, risks, mayChange, saved } = loaderData;
  const { search } = useLocation();
  return (
    <Main before={<BackLink href="/groups">Groups of the partnership</BackLink>}>
      <title>{pageTitle(group.name, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} />
      {saved && !actionData ? (
        <NotificationBanner kind="success" key={saved}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">
        {groupKinds[group.kind]}, {group.partnership}
      </span>
      <h1 className="govuk-heading-l">{group.name}</h1>
      {group.closedOn === null ? null : <InsetText>This group was closed on {dayInWords(group.closedOn)}.</InsetText>}
      {mayChange ? (
        <TwoThirds>
          <GroupForms key={group.revision} group={group} failed={actionData} />
        </TwoThirds>
      ) : null}
      <p className="govuk-body">
        <Anchor className="govuk-link" href={`/risks?group=${group.id}`}>
          {countOf(risks, 'risk')} held by this group
        </Anchor>
      </p>
      <GroupLog groupId={group.id} actions={actions} filter={filter} search={search} />
    </Main>
  );
}
