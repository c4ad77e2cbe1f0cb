import { data, redirect, useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { getGroupPage } from '../../features/organisations/groups/group-page.server.ts';
import { BelongsTo, ItsSites, SuggestedSites } from '../../features/organisations/groups/group-sections.tsx';
import { groupDoneWords, postGroupForm } from '../../features/organisations/groups/post-group-form.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/group';

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'organisation.read');
  const page = await getGroupPage(portal.database.db, viewer, params.organisationId, {
    today: portal.stamp().today,
    page: pageAsked(url.searchParams),
  });
  return { ...page, done: groupDoneWords(url.searchParams.get('done')) };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const outcome = await postGroupForm(portal, viewer, params.organisationId, await request.formData());
  return outcome.ok ? redirect(`${url.pathname}?done=${outcome.done}`) : data(outcome, { status: 422 });
}

export default function Group({ loaderData: page, actionData }: Route.ComponentProps) {
  const { search } = useLocation();
  const { organisation, sites, done } = page;
  return (
    <Main before={<BackLink href={`/organisations/${organisation.id}`}>{organisation.name}</BackLink>}>
      <title>{pageTitle(`${organisation.name}: trust or group`, Boolean(actionData))}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary />
        {done && !actionData ? (
          <NotificationBanner key={done} kind="success">
            <BannerHeading>{done}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <span className="govuk-caption-l">{organisation.name}</span>
        <h1 className="govuk-heading-l">Trust or group</h1>
        {page.mayBeGroup ? (
          <>
            <ItsSites page={page} />
            <Pagination page={sites.page} pageCount={sites.pageCount} search={search} />
            <SuggestedSites page={page} />
          </>
        ) : null}
        {sites.total === 0 ? <BelongsTo page={page} values={actionData?.values} /> : null}
      </FormErrors>
    </Main>
  );
}
