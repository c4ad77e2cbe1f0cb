/** The order of saving: one save of one answer at a time, tried until the server has said yes. No page, no network. */
import type { AutosaveReply, AutosaveRequest, ConflictView } from '../standard-fields.ts';

export type Fields = AutosaveRequest['fields'];

export type SendResult =
  | { readonly kind: 'saved'; readonly reply: AutosaveReply }
  | { readonly kind: 'conflict'; readonly conflict: ConflictView }
  | { readonly kind: 'problems'; readonly problems: readonly string[] }
  | { readonly kind: 'signed-out' }
  /** The server will not take it, now or later: its words say why. */
  | { readonly kind: 'refused'; readonly words: string }
  /** No answer, or a fault: worth another try. */
  | { readonly kind: 'unreachable' };

export interface QueueParts {
  readonly send: (request: AutosaveRequest) => Promise<SendResult>;
  /** What the fields of a question hold now. */
  readonly read: (questionCode: string) => Fields;
  /** Keeps text that is not acknowledged yet, or (undefined) lets go of it. */
  readonly keep: (questionCode: string, fields: Fields | undefined) => void;
  readonly newKey: () => string;
  readonly later: (run: () => void, milliseconds: number) => () => void;
  readonly onState: (state: QueueState) => void;
  readonly onSaved: (questionCode: string, reply: AutosaveReply) => void;
  /** A save came to its end, whichever. */
  readonly onRest?: () => void;
  readonly onConflict: (conflict: ConflictView) => void;
}

/** What the line above the buttons says. */
export interface QueueState {
  /** Answers that are typed and not acknowledged. */
  readonly unsaved: number;
  readonly savedAt: string | undefined;
  /** The last save left out what could not be read. */
  readonly unreadable?: boolean;
  readonly trouble:
    | { readonly kind: 'retrying' | 'copy' | 'signed-out' | 'conflict' }
    | { readonly kind: 'problem'; readonly questionCode: string; readonly words: string }
    | undefined;
}

/** Fields as one text that is the same however they were gathered: in order, without the empty ones. */
export const canonical = (fields: Fields): string =>
  JSON.stringify(
    Object.entries(fields)
      .filter(([, value]) => value.length > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Typing rests this long before a text is sent; a lost connection is tried again after these. */
export const typingPause = 1500;
const retryPauses = [2000, 4000, 8000, 15_000, 30_000];
const triesBeforeCopying = 3;

interface Entry {
  revision: number;
  acknowledged: string;
  dirty: boolean;
  sending: AutosaveRequest | undefined;
  /** Sent, and nobody said whether it arrived: sent again as it was, with the same key, before anything newer. */
  retry: AutosaveRequest | undefined;
  cancel: (() => void) | undefined;
  tries: number;
  stopped: QueueState['trouble'];
}

const isUnsaved = (entry: Entry | undefined): boolean =>
  entry !== undefined && (entry.dirty || entry.sending !== undefined);

export class AnswerQueue {
  readonly #parts: QueueParts;
  readonly #entries = new Map<string, Entry>();
  #savedAt: string | undefined;
  #unreadable = false;
  #idle: (() => void)[] = [];
  #closed = false;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** What the server has of an answer: its fields and the revision they stand at. */
  know(questionCode: string, revision: number, fields: Fields): void {
    this.#entries.get(questionCode)?.cancel?.();
    this.#entries.set(questionCode, {
      revision,
      acknowledged: canonical(fields),
      dirty: false,
      sending: undefined,
      retry: undefined,
      cancel: undefined,
      tries: 0,
      stopped: undefined,
    });
    this.#tell();
  }

  /** The revision to name when saving over what stands now. */
  rebase(questionCode: string, revision: number): void {
    const entry = this.#entries.get(questionCode);
    if (!entry) return;
    entry.revision = revision;
    entry.retry = undefined;
    entry.stopped = undefined;
  }

  /** The form's own save met a problem with this answer: it waits for the person. */
  stop(questionCode: string, trouble: NonNullable<QueueState['trouble']>): void {
    const entry = this.#entries.get(questionCode);
    if (!entry) return;
    entry.dirty = true;
    entry.stopped = trouble;
    this.#tell();
  }

  /** The question left the page with nothing waiting; if it comes back, it is known anew. */
  forget(questionCode: string): void {
    this.#entries.get(questionCode)?.cancel?.();
    this.#entries.delete(questionCode);
    this.#tell();
  }

  /** The line or the session is back: what waited for either is sent now. */
  resume(): void {
    if (this.#closed) return;
    for (const [questionCode, entry] of this.#entries) {
      if (entry.stopped?.kind === 'signed-out') entry.stopped = undefined;
      else if (!entry.retry) continue;
      entry.cancel?.();
      void this.#flush(questionCode);
    }
  }

  revisionOf = (questionCode: string): number | undefined => this.#entries.get(questionCode)?.revision;
  isSending = (): boolean => [...this.#entries.values()].some(({ sending }) => sending !== undefined);
  /** Something is typed that the server has not acknowledged. */
  hasUnsaved = (): boolean => !this.#closed && [...this.#entries.values()].some(isUnsaved);
  isUnsaved = (questionCode: string): boolean => isUnsaved(this.#entries.get(questionCode));

  /** Something in the fields of a question changed. It is sent after the pause, which a further change starts again. */
  edited(questionCode: string, pause: number): void {
    const entry = this.#entries.get(questionCode);
    if (!entry || this.#closed) return;
    entry.dirty = true;
    if (entry.stopped?.kind !== 'conflict') entry.stopped = undefined;
    this.#parts.keep(questionCode, this.#parts.read(questionCode));
    if (!entry.retry) {
      entry.cancel?.();
      entry.cancel = this.#parts.later(() => void this.#flush(questionCode), pause);
    }
    this.#tell();
  }

  /** Sends what waits for its pause now. */
  flush(questionCode: string): void {
    const entry = this.#entries.get(questionCode);
    if (entry?.dirty && !entry.retry && !this.#closed) void this.#flush(questionCode);
  }

  /** The form takes over: nothing more is started. Resolves when nothing is under way. */
  async handOver(): Promise<void> {
    for (const entry of this.#entries.values()) entry.cancel?.();
    this.#closed = true;
    while (this.isSending()) await new Promise<void>((resolve) => void this.#idle.push(resolve));
  }

  /** The form came back: go on as before. */
  takeBack(): void {
    this.#closed = false;
  }

  /** The form's own save was acknowledged. */
  settle(questionCode: string, revision: number): void {
    this.know(questionCode, revision, this.#parts.read(questionCode));
    this.#parts.keep(questionCode, undefined);
  }

  /** The page goes away: whatever is not acknowledged is sent in a way that outlives it. */
  leave(): void {
    if (this.#closed) return;
    for (const [questionCode, entry] of this.#entries) {
      entry.cancel?.();
      if (entry.dirty || entry.retry) void this.#flush(questionCode);
    }
  }

  close(): void {
    this.#closed = true;
    for (const entry of this.#entries.values()) entry.cancel?.();
  }

  async #flush(questionCode: string): Promise<void> {
    const entry = this.#entries.get(questionCode);
    if (!entry || entry.sending || entry.stopped) return;
    if (entry.retry) {
      await this.#send(entry, entry.retry);
      return;
    }
    const fields = this.#parts.read(questionCode);
    if (canonical(fields) === entry.acknowledged) {
      entry.dirty = false;
      this.#parts.keep(questionCode, undefined);
      this.#tell();
      this.#parts.onRest?.();
      return;
    }
    entry.dirty = false;
    await this.#send(entry, { questionCode, revision: entry.revision, idempotencyKey: this.#parts.newKey(), fields });
  }

  async #send(entry: Entry, request: AutosaveRequest): Promise<void> {
    entry.sending = request;
    this.#tell();
    const result = await this.#parts.send(request);
    this.#receive(entry, request, result);
    this.#tell();
    this.#parts.onRest?.();
    if (!this.isSending()) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #receive(entry: Entry, request: AutosaveRequest, result: SendResult): void {
    const { questionCode } = request;
    entry.sending = undefined;
    entry.retry = undefined;
    switch (result.kind) {
      case 'saved':
        entry.tries = 0;
        entry.revision = result.reply.revision;
        entry.acknowledged = canonical(request.fields);
        this.#savedAt = result.reply.savedAtWords;
        this.#unreadable = result.reply.unreadable ?? false;
        this.#parts.onSaved(questionCode, result.reply);
        if (!entry.dirty) this.#parts.keep(questionCode, undefined);
        else if (!this.#closed) void this.#flush(questionCode);
        return;
      case 'conflict':
        entry.dirty = true;
        entry.stopped = { kind: 'conflict' };
        this.#parts.onConflict(result.conflict);
        return;
      case 'problems':
        entry.dirty = true;
        entry.stopped = { kind: 'problem', questionCode, words: result.problems.join('. ') };
        return;
      case 'signed-out':
        entry.dirty = true;
        entry.stopped = { kind: 'signed-out' };
        return;
      case 'refused':
        entry.dirty = true;
        entry.stopped = { kind: 'problem', questionCode, words: result.words };
        return;
      case 'unreachable': {
        entry.dirty = true;
        entry.retry = request;
        if (this.#closed) return;
        const pause = retryPauses[Math.min(entry.tries, retryPauses.length - 1)] ?? 0;
        entry.tries++;
        entry.cancel = this.#parts.later(() => void this.#flush(questionCode), pause);
      }
    }
  }

  #tell(): void {
    const entries = [...this.#entries.values()];
    const tries = Math.max(0, ...entries.map((entry) => entry.tries));
    const stopped = entries.map((entry) => entry.stopped).filter((trouble) => trouble !== undefined);
    const lost =
      tries === 0 ? undefined : { kind: tries < triesBeforeCopying ? ('retrying' as const) : ('copy' as const) };
    this.#parts.onState({
      unsaved: entries.filter(isUnsaved).length,
      savedAt: this.#savedAt,
      unreadable: this.#unreadable,
      trouble: stopped.find(({ kind }) => kind === 'signed-out') ?? lost ?? stopped[0],
    });
  }
}
