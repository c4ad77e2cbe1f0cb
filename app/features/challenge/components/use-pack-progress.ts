import { useEffect, useState } from 'react';
import { z } from 'zod';
import { byItself } from '../../accounts/sessions.ts';
import { type PackStatus, packStatuses } from '../rules.ts';

const progressSchema = z.object({
  status: z.enum(Object.keys(packStatuses) as [PackStatus]),
  progress: z.number(),
  progressNote: z.string().nullable(),
  failure: z.string().nullable(),
  pages: z.number().nullable(),
});

/** How far a pack has come, as the page asks for it again and again. */
export type PackProgressNow = z.output<typeof progressSchema>;

const everyMilliseconds = 1500;

/** Asks how far a pack has come until it is ready or failed. Without script the page's own state stays. */
export function usePackProgress(pack: PackProgressNow & { readonly id: string }): PackProgressNow {
  const [asked, setAsked] = useState<{ readonly of: object; readonly now: PackProgressNow }>();
  const now = asked?.of === pack ? asked.now : pack;
  const { underWay } = packStatuses[now.status];
  useEffect(() => {
    if (!underWay) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/packs/${pack.id}/progress.json`, {
          headers: { [byItself.header]: '1' },
          signal: stop.signal,
        });
        const read = progressSchema.safeParse(await answer.json());
        if (read.success) setAsked({ of: pack, now: read.data });
      } catch {
        // Asked again at the next turn: what is shown is still what was last known.
        if (!stop.signal.aborted) setAsked({ of: pack, now: { ...now } });
      }
    }, everyMilliseconds);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [pack, now, underWay]);
  return now;
}
