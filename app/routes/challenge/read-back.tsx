import { Form, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { closeSession } from '../../features/challenge/commands/close-session.server.ts';
import { RecordedLine } from '../../features/challenge/components/live-recorded.tsx';
import { getReadBack } from '../../features/challenge/live/read-back.server.ts';
import { countOf, dayInWords, listInWords } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { WarningText } from '../../ui/warning-text.tsx';
import type { Route } from './+types/read-back';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `Read back: ${loaderData.session.title}` : 'Read back') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getReadBack(portal, viewer, params.sessionId);
}

export async function action({ context, params, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { closed } = await closeSession(portal, viewer, params.sessionId);
  return redirect(`/challenge/${params.sessionId}?saved=${closed ? 'closed' : 'closed-before'}`);
}

export default function ReadBack({ loaderData: { session, records, silent, may } }: Route.ComponentProps) {
  return (
    <Main before={<BackLink href={`/challenge/${session.id}`}>Back to the session</BackLink>}>
      <TwoThirds>
        <span className="govuk-caption-l">{session.title}</span>
        <h1 className="govuk-heading-l">Read back</h1>
        <p className="govuk-body">
          {dayInWords(session.heldOn)}. Read this out before people leave: what is wrong can still be put right on the
          record page of the agency.
        </p>
        {silent.length === 0 ? null : <WarningText>Nothing is recorded for {listInWords(silent)}.</WarningText>}
        {records.map((record) => (
          <section key={record.slot.id} aria-labelledby={`slot-${record.slot.id}`}>
            <h2 className="govuk-heading-m" id={`slot-${record.slot.id}`}>
              {record.organisation.name}
            </h2>
            <p className="govuk-body">
              {cameWords(record.attendance)}{' '}
              {record.challenges.length === 0 ? null : `${countOf(record.challenges.length, 'challenge')} recorded.`}
            </p>
            <ol className="govuk-list govuk-list--number govuk-list--spaced">
              {record.challenges.toReversed().map((entry) => (
                <li key={entry.id}>
                  <RecordedLine entry={entry} />
                </li>
              ))}
            </ol>
          </section>
        ))}
        <Close status={session.status} may={may} />
      </TwoThirds>
    </Main>
  );
}

const cameWords = ({ present, others }: { present: readonly string[]; others: string }) => {
  const all = [...present, ...(others === '' ? [] : [others])];
  return all.length === 0 ? 'Who came is not recorded.' : `Came: ${all.join(', ')}.`;
};

type CloseProps = Pick<Route.ComponentProps['loaderData'], 'may'> & { status: string };

function Close({ status, may }: CloseProps) {
  if (status === 'held') return <p className="govuk-body">This session is closed.</p>;
  if (!may.close) return <p className="govuk-body">The chair or the business manager closes the session.</p>;
  if (may.tooEarly) return <p className="govuk-body">The session can be closed on its day.</p>;
  return (
    <Form method="post">
      <Button preventDoubleClick>Close the session</Button>
    </Form>
  );
}
