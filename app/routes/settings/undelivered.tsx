import { Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { listDeadLetters } from '../../features/notifications/dead-letters.server.ts';
import { listBrokenAddresses } from '../../features/reminders/broken-addresses.server.ts';
import { retryMessage } from '../../features/reminders/commands/retry-messages.server.ts';
import { instantInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { TextButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { PageLinks } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/undelivered';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Messages that did not arrive') }];

const pageSize = 50;
const mostAddresses = 100;

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'mail.change');
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const { db } = portal.database;
  const found = await listDeadLetters(db, scope, { limit: pageSize + 1, offset: (page - 1) * pageSize });
  const addresses = await listBrokenAddresses(db, scope, portal.stamp().today, mostAddresses);
  return {
    page,
    hasMore: found.length > pageSize,
    letters: found.slice(0, pageSize).map((letter) => ({ ...letter, written: instantInWords(letter.createdAt) })),
    addresses: addresses.map((one) => ({ ...one, since: instantInWords(one.since) })),
    done: url.searchParams.get('done') === 'again',
  };
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'mail.change');
  await retryMessage(portal, viewer, String((await request.formData()).get('messageId') ?? ''));
  return redirect('/settings/messages/undelivered?done=again');
}

export default function Undelivered({ loaderData: { letters, addresses, page, hasMore, done } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/settings/messages">Messages and reminders</BackLink>}>
      {done ? (
        <NotificationBanner kind="success">
          <BannerHeading>The message will be sent again</BannerHeading>
        </NotificationBanner>
      ) : null}
      <h1 className="govuk-heading-l">Messages that did not arrive</h1>
      <Addresses addresses={addresses} />
      <h2 className="govuk-heading-m">Messages</h2>
      {letters.length === 0 ? (
        <EmptyState>Every message of your partnership has gone out.</EmptyState>
      ) : (
        <Table
          caption="Messages that did not go out or came back"
          captionHidden
          scrollLabel="Table of messages that did not go out or came back"
          rowHeaders
          columns={[{ label: 'Message' }, { label: 'To' }, { label: 'Written' }, { label: 'Why' }, { label: 'Change' }]}
          rows={letters.map((letter) => ({
            key: letter.id,
            cells: [
              letter.subject,
              letter.to,
              letter.written,
              letter.reason,
              <Form key="again" method="post">
                <HiddenFields fields={{ messageId: letter.id }} />
                <TextButton>
                  Send again<span className="govuk-visually-hidden">: {`${letter.subject}, to ${letter.to}`}</span>
                </TextButton>
              </Form>,
            ],
          }))}
        />
      )}
      <PageLinks
        {...(page > 1 ? { previous: { href: `?page=${page - 1}`, labelText: 'Newer messages' } } : {})}
        {...(hasMore ? { next: { href: `?page=${page + 1}`, labelText: 'Older messages' } } : {})}
      />
    </Main>
  );
}

type Addresses = Route.ComponentProps['loaderData']['addresses'];

function Addresses({ addresses }: { addresses: Addresses }) {
  if (addresses.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">Addresses that do not work</h2>
      <p className="govuk-body">
        Nothing arrives there, so reminders wait. Ask the organisation for the right address, add the person with it,
        and end the role at the old one. If the address is right, send the message again.
      </p>
      <Table
        caption="Addresses that do not work"
        captionHidden
        scrollLabel="Table of addresses that do not work"
        rowHeaders
        columns={[{ label: 'Name' }, { label: 'Address' }, { label: 'Since' }, { label: 'Why' }]}
        rows={addresses.map((one) => ({
          key: one.address,
          cells: [one.name, one.address, one.since, one.reason],
        }))}
      />
    </>
  );
}
