import { portalOf } from '../../context.server.ts';
import { listNewestMessages } from '../../features/notifications/queries.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { PageLinks } from '../../ui/pagination.tsx';
import { SummaryCard } from '../../ui/summary-list.tsx';
import type { Route } from './+types/outbox';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Messages on screen') }];

const pageSize = 20;

/** Only where mail is shown on screen: there the portal stands on one person's own machine. Never in production. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const { config, database, mailer } = portalOf(context);
  if (config.mode !== 'embedded' || mailer.kind !== 'screen') throw notFound();
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const found = await listNewestMessages(database.db, { limit: pageSize + 1, offset: (page - 1) * pageSize });
  return {
    page,
    hasMore: found.length > pageSize,
    messages: found.slice(0, pageSize).map((message) => {
      const link = /https?:\/\/\S+/.exec(message.body)?.[0];
      return {
        ...message,
        at: instantInWords(message.createdAt),
        path: link ? new URL(link).pathname : null,
        words: withoutLink(message.body),
      };
    }),
  };
}

/** The link has a row of its own. */
const withoutLink = (body: string): string =>
  body
    .replace(/https?:\/\/\S+/, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

export default function Outbox({ loaderData: { messages, page, hasMore } }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Messages on screen</h1>
      <p className="govuk-body">
        This portal sends no mail. Everything it would have sent is here, newest first, for whoever sits at this
        machine.
      </p>
      {messages.length === 0 ? (
        <EmptyState>No message has been written yet.</EmptyState>
      ) : (
        messages.map((message) => (
          <SummaryCard
            key={message.id}
            title={message.subject}
            rows={[
              { label: 'To', value: message.to },
              { label: 'Written', value: message.at },
              { label: 'Says', value: <span className="app-typed-text">{message.words}</span> },
              ...(message.path
                ? [
                    {
                      label: 'Link',
                      value: (
                        <Anchor className="govuk-link" href={message.path}>
                          Open the link
                        </Anchor>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        ))
      )}
      <PageLinks
        {...(page > 1 ? { previous: { href: `?page=${page - 1}`, labelText: 'Newer messages' } } : {})}
        {...(hasMore ? { next: { href: `?page=${page + 1}`, labelText: 'Older messages' } } : {})}
      />
    </Main>
  );
}
