import { addDays, type Clock, instant, londonDay } from '../../platform/clock.ts';
import { createIdMaker } from '../../platform/ids.ts';
import type { Portal } from '../../platform/portal.ts';

/** The same portal by another clock: its stamps and identifiers carry that clock's time. */
export function withClock(portal: Portal, clock: Clock): Portal {
  const makeId = createIdMaker();
  const newId = () => makeId(clock.now());
  return {
    ...portal,
    clock,
    newId,
    stamp() {
      const now = clock.now();
      return { now: instant(now), today: londonDay(now), newId };
    },
  };
}

type Step = (portal: Portal) => Promise<void>;

export interface Timeline {
  /** The date that many days from today, moved off a weekend: back when it lies behind us, else forward. */
  day(offset: number): string;
  /** Does something on that day at `HH:MM` (UTC). Nothing may be planned before what has already happened. */
  at(offset: number, time: string, step: Step): void;
  /** Lets minutes go by within a step; what was planned for them comes after. */
  pass(minutes: number): void;
  /** Does everything planned, oldest first, and what is planned meanwhile. */
  run(): Promise<void>;
}

/**
 * A year in the order in which it happened: steps are planned in any order and done by their dates, so that every chain
 * of events runs forward in time. All dates are relative to the day on which it is told.
 */
export function createTimeline(portal: Portal): Timeline {
  const today = portal.stamp().today;
  const end = portal.clock.now().getTime();
  let now = new Date(0);
  const told = withClock(portal, { now: () => now });
  const steps: { readonly at: number; readonly order: number; readonly step: Step }[] = [];
  let planned = 0;

  const day = (offset: number) => {
    const wanted = addDays(today, offset);
    const weekday = new Date(`${wanted}T00:00:00Z`).getUTCDay();
    if (weekday === 6) return addDays(wanted, offset < 0 ? -1 : 2);
    if (weekday === 0) return addDays(wanted, offset < 0 ? -2 : 1);
    return wanted;
  };
  return {
    day,
    at(offset, time, step) {
      const at = Date.parse(`${day(offset)}T${time}:00Z`);
      if (at < now.getTime() || at > end) throw new RangeError(`Nothing can happen ${offset} days from today now`);
      steps.push({ at, order: planned++, step });
    },
    pass(minutes) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    async run() {
      for (;;) {
        let next = 0;
        for (const [place, { at, order }] of steps.entries()) {
          const first = steps[next];
          if (first && (at < first.at || (at === first.at && order < first.order))) next = place;
        }
        const [step] = steps.splice(next, 1);
        if (!step) return;
        now = new Date(Math.max(step.at, now.getTime() + 1));
        await step.step(told);
      }
    },
  };
}
