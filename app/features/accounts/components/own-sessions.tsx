import { Form } from 'react-router';
import { instantInWords } from '../../../platform/words.ts';
import { Button, TextButton } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Table } from '../../../ui/table.tsx';
import type { OwnSession } from '../own-sessions.server.ts';

/** Where the person is signed in, each with a button that ends it. */
export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const others = sessions.filter(({ current }) => !current);
  return (
    <>
      <Table
        caption="Where you are signed in"
        captionSize="m"
        scrollLabel="Table of where you are signed in"
        rowHeaders
        columns={[{ label: 'Browser' }, { label: 'Began' }, { label: 'Last used' }, { label: 'End it' }]}
        rows={sessions.map((session) => ({
          key: session.id,
          cells: [
            session.device ?? 'A browser that did not say what it is',
            <Began key="began" session={session} />,
            instantInWords(session.lastSeenAt),
            session.current ? 'This browser' : <EndOne key="end" session={session} />,
          ],
        }))}
      />
      {others.length === 0 ? (
        <p className="govuk-body">You are signed in nowhere else.</p>
      ) : (
        <Form method="post">
          <HiddenFields fields={{ intent: 'end-others' }} />
          <Button variant="secondary" preventDoubleClick>
            Sign out everywhere else
          </Button>
        </Form>
      )}
    </>
  );
}

function Began({ session: { begunAt, way, address } }: { session: OwnSession }) {
  return (
    <>
      {instantInWords(begunAt)}
      {way === null ? null : (
        <>
          <br />
          {way}
        </>
      )}
      {address === null ? null : (
        <>
          <br />
          from {address}
        </>
      )}
    </>
  );
}

function EndOne({ session }: { session: OwnSession }) {
  return (
    <Form method="post">
      <HiddenFields fields={{ intent: 'end-session', session: session.id }} />
      <TextButton>
        Sign out
        <span className="govuk-visually-hidden">
          : {session.device ?? 'unnamed browser'}, since {instantInWords(session.begunAt)}
        </span>
      </TextButton>
    </Form>
  );
}
