import { Form, redirect } from 'react-router';
import { requireRecentConfirmation, signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import {
  listOpenInvitations,
  resendInvitation,
  withdrawInvitation,
} from '../../features/onboarding/invitations.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { formText } from '../../platform/typed-text.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { TextButton } from '../../ui/button.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/invitations';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Open invitations') }];

const doneWords: Readonly<Record<string, string>> = {
  sent: 'The invitations are on their way',
  again: 'The invitation is on its way again',
  withdrawn: 'The invitation was withdrawn',
};

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'people.change');
  const { now } = portal.stamp();
  return {
    query: url.search,
    done: doneWords[url.searchParams.get('done') ?? ''],
    list: await listOpenInvitations(portal.database.db, scope, now, pageAsked(url.searchParams)),
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'people.change');
  const form = await request.formData();
  await requireRecentConfirmation(context, request, url);
  const withdraws = form.get('intent') === 'withdraw';
  await (withdraws ? withdrawInvitation : resendInvitation)(portal, viewer, formText(form, 'invitation') ?? '');
  return redirect(`/people/invitations?done=${withdraws ? 'withdrawn' : 'again'}`);
}

export default function Invitations({ loaderData: { query, done, list } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/people">People of the partnership</BackLink>}>
      {done ? (
        <NotificationBanner key={done} kind="success">
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <h1 className="govuk-heading-l">Open invitations</h1>
      <p className="govuk-body">
        Nobody has come by these yet. The link in a message works once and ends; send it again when it has.{' '}
        <Anchor className="govuk-link" href="/people/invite-contacts">
          Invite contacts of the directory
        </Anchor>
      </p>
      {list.total === 0 ? <p className="govuk-body">No invitation is open.</p> : null}
      {list.total > 0 ? (
        <Table
          caption="Open invitations"
          captionHidden
          rowHeaders
          scrollLabel="Table of open invitations"
          columns={[
            { label: 'Who' },
            { label: 'Where and as what' },
            { label: 'Invited' },
            { label: 'Link' },
            { label: 'Change' },
          ]}
          rows={list.items.map((one) => ({
            key: one.id,
            cells: [
              `${one.name}, ${one.email}`,
              `${one.place}: ${one.role.toLowerCase()}`,
              one.sent > 1 ? `${instantInWords(one.invitedAt)}, sent ${one.sent} times` : instantInWords(one.invitedAt),
              one.over ? `Ended on ${instantInWords(one.endsAt)}` : `Works until ${instantInWords(one.endsAt)}`,
              <Form key="change" method="post">
                <HiddenFields fields={{ invitation: one.id }} />
                <TextButton name="intent" value="resend">
                  Send again<span className="govuk-visually-hidden"> to {one.name}</span>
                </TextButton>{' '}
                <TextButton name="intent" value="withdraw">
                  Withdraw<span className="govuk-visually-hidden"> the invitation of {one.name}</span>
                </TextButton>
              </Form>,
            ],
          }))}
        />
      ) : null}
      <Pagination page={list.page} pageCount={list.pageCount} search={query} />
    </Main>
  );
}
