import { redirect, useLocation } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { getAuthoritiesPage } from '../../features/submissions/authorities/authorities-page.server.ts';
import { endAuthority } from '../../features/submissions/authorities/end-authority.server.ts';
import { AuthorityList } from '../../features/submissions/components/authority-list.tsx';
import { pageAsked } from '../../platform/paging.ts';
import { formText } from '../../platform/typed-text.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/authorities';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Who may sign for somebody else') }];

const doneWords: Record<string, string> = {
  given: 'The authority was given, and a message is on its way',
  ended: 'The authority was ended',
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { today } = portal.stamp();
  const asked = { today, page: pageAsked(url.searchParams) };
  const page = await getAuthoritiesPage(portal.database.db, viewer, params.organisationId, asked);
  return { ...page, done: doneWords[url.searchParams.get('done') ?? ''] };
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { today } = portal.stamp();
  await getAuthoritiesPage(portal.database.db, viewer, params.organisationId, { today, page: 1 });
  const form = await request.formData();
  const authorityId = formText(form, 'authorityId') ?? '';
  await requireRecentConfirmation(context, request, url);
  await endAuthority(portal, viewer, { organisationId: params.organisationId, authorityId });
  return redirect(`/organisations/${params.organisationId}/authorities?done=ended`);
}

export default function Authorities({ loaderData: page }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main before={<BackLink href="/returns">All returns</BackLink>}>
      {page.done ? (
        <NotificationBanner key={page.done} kind="success">
          <BannerHeading>{page.done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">{page.organisationName}</span>
      <h1 className="govuk-heading-l">Who may sign for somebody else</h1>
      <p className="govuk-body">
        Somebody who signs returns can name a person to sign in their place for a time. Each return that is signed so
        says for whom, under which authority, and until when it was valid.
      </p>
      {page.mayGiveFor.length > 0 ? (
        <LinkButton href={`/organisations/${page.organisationId}/authorities/new`}>Name somebody</LinkButton>
      ) : null}
      <AuthorityList authorities={page.authorities.items} />
      <Pagination page={page.authorities.page} pageCount={page.authorities.pageCount} search={search} />
    </Main>
  );
}
