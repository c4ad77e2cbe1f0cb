import { data, Form, redirect, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { postSessionForm } from '../../features/challenge/commands/post-session-form.server.ts';
import { Agenda } from '../../features/challenge/components/agenda.tsx';
import { PackList } from '../../features/challenge/components/pack-list.tsx';
import { sessionStatuses } from '../../features/challenge/rules.ts';
import { getSessionPage } from '../../features/challenge/session-page.server.ts';
import { clockInWords, dayInWords, listInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { HiddenFields } from '../../ui/hidden-fields.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Route } from './+types/session';

/** The page names itself: a form that came back says so in the title. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getSessionPage(portal, viewer, params.sessionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const posted = await postSessionForm(portal, viewer, params.sessionId, await request.formData());
  return posted.ok ? redirect(posted.to) : data(posted, { status: 422 });
}

const savedWords: Record<string, string> = {
  new: 'The session is scheduled, and the agencies’ safeguarding leads have been told.',
  changed: 'The session is changed. Agencies whose date or time is another have been told.',
  told: 'The agencies have been told their times.',
  held: 'The session is marked as held.',
  closed: 'The session is closed.',
  'closed-before': 'The session was closed already.',
};

export default function Session({ loaderData: page, actionData }: Route.ComponentProps) {
  const { session, may, packs, panel } = page;
  const [search] = useSearchParams();
  const saved = actionData ? undefined : savedWords[search.get('saved') ?? ''];
  const slot = actionData?.values.slot;
  return (
    <Main before={<BackLink href="/challenge">Back to challenge sessions</BackLink>}>
      <title>{pageTitle(session.title, actionData !== undefined)}</title>
      <FormErrors errors={actionData?.errors}>
        <ErrorSummary ids={typeof slot === 'string' ? { minutes: `minutes-${slot}` } : {}} />
        {saved ? (
          <NotificationBanner kind="success" key={search.get('saved')}>
            <BannerHeading>{saved}</BannerHeading>
          </NotificationBanner>
        ) : null}
        <span className="govuk-caption-l">{session.cycle}</span>
        <h1 className="govuk-heading-l">{session.title}</h1>
        <SummaryList
          rows={[
            { label: 'Status', value: sessionStatuses[session.status].words },
            {
              label: 'When',
              value: `${dayInWords(session.heldOn)} at ${clockInWords(session.startsAt)}`,
            },
            { label: 'Place', value: <Place place={session.place} /> },
            { label: 'Chair', value: session.chair?.name ?? 'Not yet named' },
            { label: 'Panel', value: listInWords(panel.map(({ name, role }) => `${name} (${role.toLowerCase()})`)) },
          ]}
        />
        {may.change ? (
          <p className="govuk-body">
            <Anchor className="govuk-link" href={`/challenge/${session.id}/edit`}>
              Change name, date, place or chair
            </Anchor>
          </p>
        ) : null}
        <LiveLinks page={page} />
        <PackList sessionId={session.id} packs={packs} standing={page.standing} mayCompile={may.compile} />
        {page.untold.length > 0 ? <Untold names={page.untold} /> : null}
        <Agenda page={page} failed={actionData} />
        {may.hold ? (
          <Form method="post">
            <HiddenFields fields={{ revision: session.revision }} />
            <Button name="intent" value="hold" preventDoubleClick>
              Mark the session as held
            </Button>
          </Form>
        ) : null}
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

/** Where the session is held; an address to join is a link. */
function Place({ place }: { place: string }) {
  return /^https:\/\/\S+$/.test(place) ? (
    <a className="govuk-link app-typed-text" href={place} rel="noreferrer">
      {place}
    </a>
  ) : (
    place
  );
}

function Untold({ names }: { names: readonly string[] }) {
  return (
    <InsetText>
      <p className="govuk-body">
        {listInWords(names)} {names.length === 1 ? 'has' : 'have'} not been told the time that stands now.
      </p>
      <Form method="post">
        <Button variant="secondary" name="intent" value="tell" preventDoubleClick>
          Tell the agencies their times
        </Button>
      </Form>
    </InsetText>
  );
}
