import { partnershipScope } from '../../app/features/accounts/viewer.ts';
import { steerSession } from '../../app/features/challenge/commands/steer-session.server.ts';
import { getSession } from '../../app/features/challenge/queries.server.ts';
import { getSessionRecord } from '../../app/features/challenge/record-queries.server.ts';
import { aSession } from '../builders/a-session.ts';
import { inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { percentile } from './measure.ts';
import { startPortal } from './processes.ts';
import { aSessionCookie } from './savers.ts';

const viewers = 30;

/** From a press that the server acknowledged to the last of thirty screens that show it. */
export function liveScreen({ quick }: BenchOptions): Promise<Figure> {
  const presses = quick ? 4 : 60;
  return inFolder(async (folder) => {
    const portal = await openBenchPortal(folder);
    const { chair, sessionId } = await aSession(portal);
    const { today } = portal.stamp();
    await portal.database.db
      .updateTable('challenge_session')
      .set({ held_on: today })
      .where('id', '=', sessionId)
      .execute();
    await steerSession(portal, chair, sessionId, { intent: 'open' });
    const scope = partnershipScope(chair, 'session.read');
    const [slot] = (await getSession(portal.database.db, scope, sessionId, today)).slots;
    if (!slot) throw new Error('There is no agency on the agenda');
    const { subjects } = await getSessionRecord(portal.database.db, scope, { sessionId, slotId: slot.id }, today);
    const questions = subjects.filter(({ value }) => value.startsWith('question:'));
    const cookie = await aSessionCookie(portal, chair);
    await portal.close();
    const server = await startPortal(folder);
    const screens = await Promise.all(Array.from({ length: viewers }, () => watch(server.origin, sessionId, cookie)));
    try {
      const times: number[] = [];
      for (let press = 0; press < presses; press += 1) {
        const subject = questions[press % questions.length];
        if (!subject) throw new Error('There is nothing to show');
        const shown = Promise.all(screens.map((screen) => screen.shows(subject.label)));
        const body = new URLSearchParams({ intent: 'show', slot: slot.id, about: subject.value, line: '' });
        const response = await fetch(new URL(`/challenge/${sessionId}/live`, server.origin), {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, origin: server.origin },
          body,
        });
        if (response.status !== 302) throw new Error(`A press answered ${response.status}`);
        const acknowledged = performance.now();
        await shown;
        times.push(Math.max(0.1, performance.now() - acknowledged));
      }
      return figureOf('live-screen-p95', { value: percentile(times, 95), baseline: null, ratio: null });
    } finally {
      for (const screen of screens) screen.close();
      await server.stop();
    }
  });
}

interface Screen {
  /** Resolves with the next change that shows these words. */
  shows(words: string): Promise<void>;
  close(): void;
}

async function watch(origin: string, sessionId: string, cookie: string): Promise<Screen> {
  const ended = new AbortController();
  const response = await fetch(new URL(`/challenge/${sessionId}/events?view=screen`, origin), {
    headers: { cookie },
    signal: ended.signal,
  });
  if (response.status !== 200) throw new Error(`A screen was answered ${response.status}`);
  let waiting: { readonly words: string; readonly done: () => void } | undefined;
  void (async () => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        if (!waiting || !message.includes(waiting.words)) continue;
        const { done } = waiting;
        waiting = undefined;
        done();
      }
    }
  })().catch(() => undefined);
  return {
    shows: (words) =>
      new Promise((done) => {
        waiting = { words, done };
      }),
    close: () => ended.abort(),
  };
}
