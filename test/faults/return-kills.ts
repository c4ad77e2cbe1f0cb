import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { aLargeFile } from '../bench/uploads.ts';
import type { PortalProcess } from '../journeys/portal-process.ts';
import type { Cast, Saver, Uploader, WaitingReturn } from './kill-cast.ts';

/** What people were told is kept, in the order in which they were told. */
export interface Acknowledged {
  readonly answers: { returnId: string; code: string; revision: number; narrative: string; key: string }[];
  readonly files: { organisationId: string; path: string | null; sha256: string }[];
  readonly signatures: { returnId: string; code: string }[];
  readonly sent: { returnId: string; leadId: string; cookie: string }[];
}

export interface KillsOutcome {
  readonly acknowledged: Acknowledged;
  /** Requests that ended without an answer, each sent again as it was. */
  readonly broken: number;
}

/** Milliseconds from the answer that a kill waits for to the kill: from at once to the middle of what comes next. */
const delays = [0, 7, 2, 19, 1, 11, 4, 31, 15];

/**
 * Lets everybody of a cast work on a portal that runs, kills it with SIGKILL so many times while they do, starts it again
 * each time, and ends when every return is sent. A request that breaks is sent again as it was, as a page does. Throws on
 * any answer that nobody should get.
 *
 * @param kills spread evenly over the returns to be sent
 */
export async function workThroughKills(portal: PortalProcess, cast: Cast, kills: number): Promise<KillsOutcome> {
  const acknowledged: Acknowledged = { answers: [], files: [], signatures: [], sent: [] };
  const hand = new Hand(portal.origin);
  const crowd = [
    ...cast.savers.map((saver, place) => typeOn(hand, saver, place, acknowledged)),
    ...cast.uploaders.map((uploader) => upload(hand, uploader, acknowledged)),
  ];
  const senders = [0, 1].map((lane) =>
    signAndSend(
      hand,
      cast.waiting.filter((_, place) => place % 2 === lane),
      acknowledged,
    ),
  );
  const working = Promise.all([...crowd, Promise.all(senders).finally(() => hand.finish())]);
  working.catch((problem: unknown) => hand.finish(problem));
  try {
    for (let kill = 0; kill < kills && !hand.over; kill += 1) {
      // Each is sent by two presses.
      const enough = (2 * cast.waiting.length * (kill + 1)) / (kills + 1);
      while (acknowledged.sent.length < enough && !hand.over) await hand.nextAnswer();
      await pause(delays[kill % delays.length]);
      await portal.stop('SIGKILL');
      await portal.start();
    }
  } catch (problem) {
    hand.finish(problem);
  }
  await working;
  return { acknowledged, broken: hand.broken };
}

/** Sends what people send, again and again until it is answered. */
class Hand {
  broken = 0;
  over = false;
  private readonly origin: string;
  private problem: unknown;
  private answered = Promise.withResolvers<void>();

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Nobody begins anything any more; what is under way is sent until it is answered. */
  finish(problem?: unknown): void {
    this.over = true;
    this.problem ??= problem;
    this.answered.resolve();
  }

  nextAnswer(): Promise<void> {
    return this.answered.promise;
  }

  /** @param body made anew for each try */
  async send(
    path: string,
    cookie: string,
    body?: () => string | URLSearchParams | FormData,
  ): Promise<{ status: number; to: string; text: string }> {
    for (;;) {
      if (this.problem !== undefined) throw this.problem;
      try {
        const sent = body?.();
        const response = await fetch(new URL(path, this.origin), {
          redirect: 'manual',
          headers: {
            cookie,
            origin: this.origin,
            ...(typeof sent === 'string' ? { 'content-type': 'application/json' } : {}),
          },
          ...(sent === undefined ? {} : { method: 'POST', body: sent }),
        });
        return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() };
      } catch {
        this.broken += 1;
        await pause(20);
      } finally {
        // After whoever waits for this answer has noted it.
        setImmediate(() => this.announce());
      }
    }
  }

  private announce(): void {
    const { resolve } = this.answered;
    this.answered = Promise.withResolvers<void>();
    resolve();
  }
}

/** Types into answers in turn; every fifth save is sent a second time, as if its answer had been lost on the way. */
async function typeOn(hand: Hand, saver: Saver, place: number, { answers }: Acknowledged): Promise<void> {
  const revisions = new Map<string, number>();
  for (let turn = 0; !hand.over; turn += 1) {
    const code = saver.questions[turn % saver.questions.length] ?? '';
    const narrative = `Words ${turn} of person ${place}, who looked at ${turn} files.`;
    const key = `person-${place}-save-${turn}`;
    const body = JSON.stringify({
      questionCode: code,
      revision: revisions.get(code) ?? 0,
      idempotencyKey: key,
      fields: { [`${code}.answer`]: 'amber', [`${code}.narrative`]: narrative },
    });
    for (let time = 0; time < (turn % 5 === 4 ? 2 : 1); time += 1) {
      const { status, text } = await hand.send(`/returns/${saver.returnId}/answers`, saver.cookie, () => body);
      if (status !== 200) throw new Error(`A save was answered ${status}: ${text.slice(0, 300)}`);
      const { revision } = JSON.parse(text) as { revision: number };
      const seen = revisions.get(code) ?? 0;
      if (revision !== (time === 0 ? seen + 1 : seen))
        throw new Error(`A save over revision ${seen} was answered with revision ${revision}`);
      revisions.set(code, revision);
      answers.push({ returnId: saver.returnId, code, revision, narrative, key });
    }
    await pause(10);
  }
}

/** Files of each uploader, however quick the others are. */
const fewest = 3;

/** Uploads one new file after another. A file sent again that is there already is answered 409. */
async function upload(hand: Hand, { cookie, organisationId }: Uploader, { files }: Acknowledged): Promise<void> {
  for (let number = 0; !hand.over || number < fewest; number += 1) {
    const bytes = Buffer.from(aLargeFile(1 / 4));
    const form = () => {
      const fields = new FormData();
      fields.set('kind', 'file');
      fields.set('title', `Plan ${number}`);
      fields.set('file', new File([bytes], `plan-${number}.txt`, { type: 'text/plain' }));
      return fields;
    };
    const { status, to, text } = await hand.send('/evidence/new', cookie, form);
    const path = status === 302 ? new URL(to, 'http://localhost').pathname : null;
    if (path === null && status !== 409) throw new Error(`An upload was answered ${status}: ${text.slice(0, 300)}`);
    files.push({ organisationId, path, sha256: createHash('sha256').update(bytes).digest('hex') });
    await pause(10);
  }
}

/** Both signatures, then the lead presses "Send" twice at the same time, return by return. */
async function signAndSend(hand: Hand, waiting: readonly WaitingReturn[], { signatures, sent }: Acknowledged) {
  for (const { returnId, signatories, lead, leadId } of waiting) {
    const signOff = `/returns/${returnId}/sign-off`;
    for (const { code, cookie } of signatories) {
      const page = await hand.send(signOff, cookie);
      const contentHash = /name="contentHash" value="([0-9a-f]{64})"/.exec(page.text)?.[1];
      if (contentHash === undefined) throw new Error(`${signOff} answered ${page.status} and asks for no signature`);
      const form = { intent: 'sign', signatory: code, contentHash, declared: 'yes' };
      const { status, to, text } = await hand.send(signOff, cookie, () => new URLSearchParams(form));
      if (status !== 302 || !to.includes('signed=1'))
        throw new Error(`A signature was answered ${status} ${to}: ${text.slice(0, 300)}`);
      signatures.push({ returnId, code });
    }
    const press = async () => {
      const form = () => new URLSearchParams({ intent: 'send' });
      const { status, to, text } = await hand.send(`/returns/${returnId}/check`, lead, form);
      if (status !== 302 || !to.endsWith('/receipt'))
        throw new Error(`Sending was answered ${status} ${to}: ${text.slice(0, 300)}`);
      sent.push({ returnId, leadId, cookie: lead });
    };
    await Promise.all([press(), press()]);
  }
}
