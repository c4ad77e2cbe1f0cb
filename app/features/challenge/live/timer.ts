/** The timer of a session: it says how long is left and never cuts anything off (WCAG 2.2.1). */
export type Timer =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly endsAt: string }
  | { readonly kind: 'paused'; readonly leftSeconds: number };

export interface TimerColumns {
  readonly timer_ends_at: string | null;
  readonly timer_left: number | null;
}

export const timerOf = ({ timer_ends_at, timer_left }: TimerColumns): Timer =>
  timer_ends_at !== null
    ? { kind: 'running', endsAt: timer_ends_at }
    : timer_left !== null
      ? { kind: 'paused', leftSeconds: timer_left }
      : { kind: 'none' };

export type TimerStep =
  | { readonly step: 'start'; readonly minutes: number }
  | { readonly step: 'pause' }
  | { readonly step: 'resume' }
  | { readonly step: 'more' };

/** Minutes that "more" adds. */
export const moreMinutes = 5;

const secondsBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 1000);
const later = (instant: string, seconds: number) => new Date(Date.parse(instant) + seconds * 1000).toISOString();

/** The timer after a press at an instant. A press that makes no sense now changes nothing. */
export function steppedTimer(timer: Timer, press: TimerStep, now: string): TimerColumns {
  const running = (endsAt: string): TimerColumns => ({ timer_ends_at: endsAt, timer_left: null });
  const paused = (seconds: number): TimerColumns => ({ timer_ends_at: null, timer_left: seconds });
  switch (press.step) {
    case 'start':
      return running(later(now, press.minutes * 60));
    case 'pause':
      return timer.kind === 'running' ? paused(secondsBetween(now, timer.endsAt)) : columnsOf(timer);
    case 'resume':
      return timer.kind === 'paused' ? running(later(now, timer.leftSeconds)) : columnsOf(timer);
    case 'more':
      if (timer.kind === 'paused') return paused(Math.max(0, timer.leftSeconds) + moreMinutes * 60);
      if (timer.kind === 'none') return running(later(now, moreMinutes * 60));
      return running(later(timer.endsAt < now ? now : timer.endsAt, moreMinutes * 60));
  }
}

const columnsOf = (timer: Timer): TimerColumns => ({
  timer_ends_at: timer.kind === 'running' ? timer.endsAt : null,
  timer_left: timer.kind === 'paused' ? timer.leftSeconds : null,
});

/** Seconds left at an instant, negative once it has run over; null without a timer. */
export function secondsLeft(timer: Timer, now: string): number | null {
  if (timer.kind === 'none') return null;
  return timer.kind === 'paused' ? timer.leftSeconds : secondsBetween(now, timer.endsAt);
}

/** "12 minutes left", "1 minute left", "3 minutes over". Minutes count up: 61 seconds are 2 minutes left. */
export function timerWords(seconds: number): string {
  const minutes = Math.ceil(Math.abs(seconds) / 60);
  const many = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return seconds >= 0 ? `${many} left` : `${many} over`;
}
