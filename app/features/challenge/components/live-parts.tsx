import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { TextInput } from '../../../ui/text-input.tsx';
import type { LivePage, ShownStep } from '../live/live-page.server.ts';
import type { Timer } from '../live/timer.ts';
import { liveScript } from './live-script.ts';

type FollowingProps = {
  sessionId: string;
  /** `screen` is sent with each change; other pages ask for themselves again. */
  view: 'screen' | 'page';
  children: ReactNode;
};

/**
 * A page that follows a session under way. Its parts marked `data-live` are put anew when the session changes; without
 * the connection the page asks every five seconds, and without scripts people load it again.
 */
export function Following({ sessionId, view, children }: FollowingProps) {
  return (
    <div data-follow={`/challenge/${sessionId}/events${view === 'screen' ? '?view=screen' : ''}`}>
      <script type="module" async src={liveScript} />
      {children}
      <p className="app-status-line" role="status" data-connection />
      <p className="govuk-visually-hidden" role="status" data-announce />
    </div>
  );
}

type SteerProps = { sessionId: string; fields?: Readonly<Record<string, string | number>>; children: ReactNode };

function SteerForm({ sessionId, fields = {}, children }: SteerProps) {
  return (
    <Form method="post" action={`/challenge/${sessionId}/live`} noValidate data-steer>
      <HiddenFields fields={fields} />
      {children}
    </Form>
  );
}

/** The two presses that clickers make: Page Up and Page Down press them while no field has the focus. */
export function StepButtons({ sessionId, revision }: { sessionId: string; revision: number }) {
  return (
    <SteerForm sessionId={sessionId} fields={{ revision }}>
      <ButtonGroup>
        <Button variant="secondary" name="intent" value="previous">
          Previous
        </Button>
        <Button name="intent" value="next">
          Next
        </Button>
      </ButtonGroup>
    </SteerForm>
  );
}

/** Starts the session: before that the screen waits. */
export function OpenForm({ sessionId }: { sessionId: string }) {
  return (
    <SteerForm sessionId={sessionId}>
      <Button name="intent" value="open" preventDoubleClick>
        Start the session
      </Button>
    </SteerForm>
  );
}

/** Pause, go on, five more minutes. The timer never cuts anything off. */
export function TimerButtons({ sessionId, timer }: { sessionId: string; timer: Timer }) {
  if (timer.kind === 'none') return null;
  return (
    <SteerForm sessionId={sessionId}>
      <ButtonGroup>
        {timer.kind === 'running' ? (
          <TimerButton intent="pause" text="Pause" />
        ) : (
          <TimerButton intent="resume" text="Go on" />
        )}
        <TimerButton intent="more" text="5 more minutes" />
      </ButtonGroup>
    </SteerForm>
  );
}

/** Starts the timer, or starts it again. */
export function TimerStart({ sessionId, minutes }: { sessionId: string; minutes: string }) {
  return (
    <SteerForm sessionId={sessionId}>
      <TextInput name="minutes" label="Minutes" width={3} inputMode="numeric" defaultValue={minutes} />
      <Button variant="secondary" name="intent" value="start">
        Start the timer
      </Button>
    </SteerForm>
  );
}

const TimerButton = ({ intent, text }: { intent: string; text: string }) => (
  <Button variant="secondary" name="intent" value={intent}>
    {text}
  </Button>
);

/** What there is to show of the agency that is heard now, each with a press that puts it on the screen. */
export function StepList({ page }: { page: LivePage }) {
  const { session, now } = page;
  if (!now) return null;
  return (
    <section aria-labelledby="to-show">
      <h2 className="govuk-heading-m" id="to-show">
        To go through
      </h2>
      <ol className="govuk-list govuk-list--spaced">
        {keyed(now.steps).map(({ key, value: step }) => (
          <li key={key} className={step.current ? 'app-live__current' : undefined}>
            {step.current ? <strong>On the screen now: </strong> : null}
            {step.words}
            {step.current ? null : <ShowForm sessionId={session.id} slotId={now.slotId} step={step} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function ShowForm({ sessionId, slotId, step }: { sessionId: string; slotId: string; step: ShownStep }) {
  return (
    <SteerForm sessionId={sessionId} fields={{ slot: slotId, about: step.about, line: step.line ?? '' }}>
      <button type="submit" name="intent" value="show" className="app-text-button">
        Show<span className="govuk-visually-hidden"> {step.words}</span>
      </button>
    </SteerForm>
  );
}

/** The agenda: who was heard, who is, who is still to come. */
export function LiveAgenda({ page: { session, now } }: { page: LivePage }) {
  return (
    <Details summary={`Agenda: ${session.slots.length === 1 ? 'one agency' : `${session.slots.length} agencies`}`}>
      <ul className="govuk-list govuk-list--spaced">
        {session.slots.map((slot) => (
          <li key={slot.id}>
            {slot.organisation}
            {slot.id === now?.slotId ? (
              <strong> (now)</strong>
            ) : (
              <ShowForm
                sessionId={session.id}
                slotId={slot.id}
                step={{ about: '', line: null, words: slot.organisation, current: false }}
              />
            )}
          </li>
        ))}
      </ul>
    </Details>
  );
}
