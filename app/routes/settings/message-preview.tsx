import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { exampleValues } from '../../features/notifications/example-values.ts';
import { fill, templates } from '../../features/notifications/templates.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryCard } from '../../ui/summary-list.tsx';
import type { Route } from './+types/message-preview';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('What messages say') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { viewer } = await signedIn(context, url);
  partnershipScope(viewer, 'mail.change');
  return {
    messages: Object.entries(templates).map(([name, template]) => ({
      name,
      when: template.when,
      subject: template.subject,
      body: fill(template.body, exampleValues),
    })),
  };
}

export default function MessagePreview({ loaderData: { messages } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href="/settings/messages">Messages and reminders</BackLink>}>
      <h1 className="govuk-heading-l">What messages say</h1>
      <p className="govuk-body">
        Every message that the portal sends, with invented names. None holds an answer, a rating or the name of a file:
        people sign in to read those.
      </p>
      {messages.map((message) => (
        <SummaryCard
          key={message.name}
          title={message.subject}
          rows={[
            { label: 'Sent when', value: message.when },
            { label: 'Says', value: <span className="app-typed-text">{message.body}</span> },
          ]}
        />
      ))}
    </Main>
  );
}
