import { data, Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { postSessionForm } from '../../features/challenge/commands/post-session-form.server.ts';
import { Agenda } from '../../features/challenge/components/agenda.tsx';
import { PackList } from '../../features/challenge/components/pack-list.tsx';
import {
  CallOff,
  Clashes,
  Papers,
  SessionSummary,
  Untold,
  Withdrawals,
} from '../../features/challenge/components/session-parts.tsx';
import { refuseForeignSession } from '../../features/challenge/queries.server.ts';
import { getSessionPage } from '../../features/challenge/session-page.server.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/session';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getSessionPage(portal, viewer, params.sessionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const readable = partnershipScope(viewer, 'session.read');
  await refuseForeignSession(portal.database.db, readable, params.sessionId);
  const posted = await postSessionForm(portal, viewer, params.sessionId, await request.formData());
  return posted.ok ? redirect(posted.to) : data(posted, { status: 422 });
}

/** The fields of a slot's forms, which stand on the page once for each slot. */
const idsOfSlot = (slot: string): Record<string, string> =>
  Object.fromEntries(['minutes', 'notBefore', 'lead', 'reason'].map((field) => [field, `${field}-${slot}`]));

const savedWords: Record<string, string> = {
  new: 'The session is scheduled. The chair and the agencies’ safeguarding leads have been invited.',
  changed: 'The session is changed. Everybody whose date, time or place is another has been told.',
  told: 'The agencies have been told their times.',
  released: 'The papers are released, and everybody who is invited has been told.',
  'called-off': 'The session is called off, and everybody who knew of it has been told.',
  withdrawn: 'The agency is withdrawn. Its people, the panel and the agencies whose times moved have been told.',
  held: 'The session is marked as held.',
  closed: 'The session is closed.',
  'closed-before': 'The session was closed already.',
};

export default function Session({ loaderData: page, actionData }: Route.ComponentProps) {
  const { session, may, packs } = page;
  const [search] = useSearchParams();
  const saved = actionData ? undefined : savedWords[search.get('saved') ?? ''];
  const slot = actionData?.values.slot;
  return (
    <Main before={<BackLink href="/challenge">Back to challenge sessions</BackLink>}>
      <title>{pageTitle(session.title, actionData !== undefined)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary ids={typeof slot === 'string' ? idsOfSlot(slot) : {}} />
        {saved ? (
          <NotificationBanner kind="success" key={search.get('saved')}>
            <BannerHeading>{saved}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <span className="govuk-caption-l">{session.cycle}</span>
        <h1 className="govuk-heading-l">{session.title}</h1>
        <SessionSummary page={page} />
        <Clashes page={page} />
        {may.change ? (
          <p className="govuk-body">
            <Anchor className="govuk-link" href={`/challenge/${session.id}/edit`}>
              Change name, date, times, place or chair
            </Anchor>
          </p>
        ) : null}
        <p className="govuk-body">
          <Anchor className="govuk-link" href={`/challenge/${session.id}/people`}>
            Who is asked to come, and what they replied
          </Anchor>
        </p>
        {session.calledOff ? null : <LiveLinks page={page} />}
        {page.papers.mayRead ? (
          <PackList
            sessionId={session.id}
            packs={packs}
            standing={page.standing}
            mayCompile={may.compile && !session.calledOff}
          />
        ) : null}
        <Papers page={page} />
        <Untold names={page.untold} />
        <Agenda page={page} failed={actionData} />
        <Withdrawals page={page} />
        {may.hold ? (
          <Form method="post">
            <HiddenFields fields={{ revision: session.revision }} />
            <Button name="intent" value="hold" preventDoubleClick>
              Mark the session as held
            </Button>
          </Form>
        ) : null}
        {may.change ? <CallOff revision={session.revision} failed={actionData} /> : null}
      </FormErrors>
    </Main>
  );
}

/** The pages of the day: to run the session, to write its record, for the projector. */
function LiveLinks({ page: { session, may, minutes } }: { page: Route.ComponentProps['loaderData'] }) {
  const whole = `/challenge/${session.id}`;
  return (
    <>
      <h2 className="govuk-heading-m">On the day</h2>
      <ul className="govuk-list govuk-list--spaced">
        {may.record && session.status === 'planned' ? (
          <li>
            <Anchor className="govuk-link" href={`${whole}/live`} reloadDocument>
              Run the session
            </Anchor>
          </li>
        ) : null}
        {may.record ? (
          <>
            <li>
              <Anchor className="govuk-link" href={`${whole}/record`} reloadDocument>
                Write the record
              </Anchor>
            </li>
            <li>
              <Anchor className="govuk-link" href={`${whole}/read-back`}>
                Read back{session.status === 'planned' ? ' and close' : ''}
              </Anchor>
            </li>
          </>
        ) : null}
        <li>
          <Anchor className="govuk-link" href={`${whole}/screen`} reloadDocument>
            What the room sees
          </Anchor>
        </li>
      </ul>
      <AfterLinks session={session} may={may} minutes={minutes} />
    </>
  );
}

/** What follows the session: its minutes and its letters. */
function AfterLinks({
  session,
  may,
  minutes,
}: Pick<Route.ComponentProps['loaderData'], 'session' | 'may' | 'minutes'>) {
  const whole = `/challenge/${session.id}`;
  if (session.status === 'planned') return null;
  return (
    <>
      <h2 className="govuk-heading-m">After the session</h2>
      <ul className="govuk-list govuk-list--spaced">
        {may.writeMinutes ? (
          <li>
            <Anchor className="govuk-link" href={`${whole}/minutes`}>
              Write and approve the minutes
            </Anchor>
          </li>
        ) : null}
        <li>
          {minutes === null ? (
            'No minutes are approved yet.'
          ) : (
            <Anchor className="govuk-link" href={`${whole}/minutes/${minutes}`} reloadDocument>
              Read the minutes (version {minutes})
            </Anchor>
          )}
        </li>
        {may.readLetters ? (
          <li>
            <Anchor className="govuk-link" href={`${whole}/letters`}>
              All outcome letters of this session
            </Anchor>
          </li>
        ) : null}
      </ul>
    </>
  );
}
