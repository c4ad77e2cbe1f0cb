import { data, redirect } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { steerSession } from '../../features/challenge/commands/steer-session.server.ts';
import {
  Following,
  LiveAgenda,
  OpenForm,
  StepButtons,
  StepList,
  TimerButtons,
  TimerStart,
} from '../../features/challenge/components/live-parts.tsx';
import { LiveRecorded } from '../../features/challenge/components/live-recorded.tsx';
import { ScreenNow } from '../../features/challenge/components/live-screen.tsx';
import { getLivePage } from '../../features/challenge/live/live-page.server.ts';
import { steerSchema } from '../../features/challenge/live/schema.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import { notFound } from '../../platform/refusals.ts';
import { typedText } from '../../platform/typed-text.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Columns } from '../../ui/columns.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FormErrors } from '../../ui/form-errors.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import type { Route } from './+types/live';

/** Plain forms with a script of its own that puts new parts in place: nothing of React goes to the browser. */
export const handle = { scripts: 'own' };

/** The page writes its own title, because only it knows of errors. */
export const meta: Route.MetaFunction = () => [];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getLivePage(portal, viewer, params.sessionId);
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const parsed = parseForm(steerSchema, await request.formData());
  if (!parsed.ok) {
    if (parsed.errors.intent) throw notFound();
    await getLivePage(portal, viewer, params.sessionId);
    return data(parsed, { status: 422 });
  }
  await steerSession(portal, viewer, params.sessionId, parsed.value);
  return redirect(`/challenge/${params.sessionId}/live`);
}

export default function Live({ loaderData: page, actionData }: Route.ComponentProps) {
  const { session, screen, now, instant, may } = page;
  const whole = `/challenge/${session.id}`;
  return (
    <Main before={<BackLink href={whole}>Back to the session</BackLink>} width="full">
      <title>{pageTitle(`Run ${session.title}`, actionData !== undefined)}</title>
      <Following sessionId={session.id} view="page">
        <FormErrors errors={actionData?.errors}>
          <ErrorSummary />
          <h1 className="govuk-heading-l">{session.title}</h1>
          <Columns
            first={
              <>
                <section aria-labelledby="on-screen" className="app-live__screen">
                  <h2 className="govuk-heading-m" id="on-screen">
                    On the screen
                  </h2>
                  <div data-live="screen">
                    <ScreenNow model={screen} instant={instant} />
                  </div>
                </section>
                <div data-live="steps">
                  {now ? <StepButtons sessionId={session.id} revision={now.revision} /> : null}
                  {screen.stage === 'waiting' ? <OpenForm sessionId={session.id} /> : null}
                </div>
                <div data-live="timer">{now ? <TimerButtons sessionId={session.id} timer={now.timer} /> : null}</div>
                <div data-live="minutes">
                  {now ? (
                    <TimerStart
                      sessionId={session.id}
                      minutes={typedText(actionData?.values, 'minutes', now.minutes)}
                    />
                  ) : null}
                </div>
              </>
            }
            second={
              <div data-live="list">
                <StepList page={page} />
                {now ? <LiveAgenda page={page} /> : null}
                {now ? <LiveRecorded sessionId={session.id} slotId={now.slotId} recorded={now.recorded} /> : null}
              </div>
            }
          />
          <p className="govuk-body">
            <Anchor className="govuk-link" href={`${whole}/screen`} reloadDocument>
              The page for the projector
            </Anchor>
          </p>
          {may.close ? (
            <LinkButton variant="secondary" href={`${whole}/read-back`} reloadDocument>
              Read back and close
            </LinkButton>
          ) : null}
        </FormErrors>
      </Following>
    </Main>
  );
}
