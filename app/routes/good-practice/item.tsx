import { data, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postItemForm } from '../../features/good-practice/commands/post-item-form.server.ts';
import { OwnPart, PracticeSummaryList } from '../../features/good-practice/components/practice-item.tsx';
import { getPracticeItem } from '../../features/good-practice/get-item.server.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/item';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

/** Also after a form that came back: somebody else may have decided meanwhile. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getPracticeItem(portal.database.db, viewer, params.itemId, portal.stamp().today);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postItemForm(portal, viewer, params.itemId, await request.formData());
  if (!posted.saved) return data({ errors: { [posted.field]: [posted.problem] } }, { status: 409 });
  return redirect(`/good-practice/${params.itemId}?saved=${posted.as}`);
}

const savedWords: Record<string, string> = {
  shared: 'It is shared from now on.',
  withdraw: 'It is withdrawn. Nobody outside your organisation can read it any more.',
  decline: 'It is not shared.',
};

export default function Item({ loaderData: item, actionData }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const saved = actionData || !item.own ? undefined : savedWords[search.get('saved') ?? ''];
  const back = item.own
    ? { href: '/good-practice/ours', text: 'Back to what your organisation shares' }
    : { href: '/good-practice', text: 'Back to good practice' };
  return (
    <Main before={<BackLink href={back.href}>{back.text}</BackLink>}>
      <title>{pageTitle(item.title, actionData !== undefined)}</title>
      <ErrorSummary errors={actionData?.errors} />
      {saved ? (
        <NotificationBanner kind="success" key={search.get('saved')}>
          <BannerHeading>{saved}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">Good practice</span>
      <h1 className="govuk-heading-l">{item.title}</h1>
      <PracticeSummaryList item={item} />
      {item.own ? <OwnPart item={item} own={item.own} /> : null}
    </Main>
  );
}
