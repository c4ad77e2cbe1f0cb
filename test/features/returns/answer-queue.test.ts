import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AnswerQueue,
  canonical,
  type Fields,
  type QueueState,
  type SendResult,
  typingPause,
} from '../../../app/features/returns/page-script/answer-queue.ts';
import { statusWords } from '../../../app/features/returns/page-script/status-line.ts';
import type { AutosaveRequest, ConflictView } from '../../../app/features/returns/standard-fields.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const conflict: ConflictView = {
  questionCode: 'q1',
  mine: [],
  theirs: [],
  mineFields: {},
  theirFields: {},
  bothFields: {},
  theirRevision: 5,
  theirName: 'Ola',
  theirTimeWords: '2:14pm',
};

/** A queue over one question, a server that answers as told, and everything that either said. */
function aQueue(answers: (SendResult | (() => Promise<SendResult>))[] = []) {
  const page: { fields: Fields } = { fields: {} };
  const sent: AutosaveRequest[] = [];
  const kept = new Map<string, Fields>();
  const states: QueueState[] = [];
  const conflicts: ConflictView[] = [];
  let key = 0;
  let revision = 0;
  const saved = (): SendResult => {
    revision += 1;
    const progress = { questions: 1, answered: 1, status: 'In progress' };
    return {
      kind: 'saved',
      reply: { revision, savedAt: '2026-11-22T14:14:00.000Z', savedAtWords: '2:14pm', progress },
    };
  };
  const queue = new AnswerQueue({
    send: async (request) => {
      sent.push(request);
      const answer = answers.shift() ?? saved();
      return typeof answer === 'function' ? answer() : answer;
    },
    read: () => page.fields,
    keep: (code, fields) => void (fields ? kept.set(code, fields) : kept.delete(code)),
    newKey: () => `key-${key++}`,
    later: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    onState: (state) => void states.push(state),
    onSaved: () => undefined,
    onConflict: (one) => void conflicts.push(one),
  });
  queue.know('q1', 0, {});
  const type = (text: string, pause = typingPause) => {
    page.fields = { 'q1.narrative': text };
    queue.edited('q1', pause);
  };
  const words = () => states.map(statusWords);
  return { queue, sent, kept, conflicts, type, words, state: () => states.at(-1), saved };
}

describe('the queue of answers to save', () => {
  it('waits until typing rests, sends once, and says saved only after the answer', async () => {
    const { type, sent, kept, words } = aQueue();
    type('W');
    await vi.advanceTimersByTimeAsync(1000);
    type('We');
    await vi.advanceTimersByTimeAsync(1400);
    expect(sent).toEqual([]);
    expect(kept.get('q1')).toEqual({ 'q1.narrative': 'We' });
    expect(words().filter((line) => line.startsWith('Saved'))).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toEqual([
      { questionCode: 'q1', revision: 0, idempotencyKey: 'key-0', fields: { 'q1.narrative': 'We' } },
    ]);
    expect(words().at(-1)).toBe('Saved at 2:14pm');
    expect(kept.size).toBe(0);
  });

  it('sends a tick at once, and names the new revision the next time', async () => {
    const { type, sent } = aQueue();
    type('a', 0);
    await vi.advanceTimersByTimeAsync(0);
    type('b', 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map(({ revision, idempotencyKey }) => [revision, idempotencyKey])).toEqual([
      [0, 'key-0'],
      [1, 'key-1'],
    ]);
  });

  it('sends nothing when the text is what was saved', async () => {
    const { type, sent, queue } = aQueue();
    type('a', 0);
    await vi.advanceTimersByTimeAsync(0);
    type('ab');
    type('a');
    await vi.advanceTimersByTimeAsync(typingPause);
    expect(sent).toHaveLength(1);
    expect(queue.hasUnsaved()).toBe(false);
  });

  it('repeats the same request with the same key until the server answers, then sends what was typed since', async () => {
    const { type, sent, words, kept } = aQueue([{ kind: 'unreachable' }, { kind: 'unreachable' }]);
    type('first', 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(words().at(-1)).toBe('Not saved: trying again');
    type('second');
    await vi.advanceTimersByTimeAsync(2000);
    await vi.advanceTimersByTimeAsync(4000);
    expect(sent.map(({ idempotencyKey, fields }) => [idempotencyKey, fields['q1.narrative']])).toEqual([
      ['key-0', 'first'],
      ['key-0', 'first'],
      ['key-0', 'first'],
      ['key-1', 'second'],
    ]);
    expect(words().at(-1)).toBe('Saved at 2:14pm');
    expect(kept.size).toBe(0);
  });

  it('asks to copy the text when the server stays away, keeps it, and goes on trying', async () => {
    const { type, words, kept, sent } = aQueue(Array.from({ length: 6 }, () => ({ kind: 'unreachable' as const })));
    type('words', 0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(words().at(-1)).toContain('copy your text');
    expect(kept.get('q1')).toEqual({ 'q1.narrative': 'words' });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(words().at(-1)).toBe('Saved at 2:14pm');
    expect(sent).toHaveLength(7);
  });

  it('never has two saves of one answer under way', async () => {
    const first = Promise.withResolvers<SendResult>();
    const { type, sent, saved } = aQueue([() => first.promise]);
    type('a', 0);
    await vi.advanceTimersByTimeAsync(0);
    type('ab', 0);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toHaveLength(1);
    first.resolve(saved());
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map(({ revision }) => revision)).toEqual([0, 1]);
  });

  it('stops at a conflict and keeps the text until the person chooses', async () => {
    const { type, sent, conflicts, kept, words } = aQueue([{ kind: 'conflict', conflict }]);
    type('mine', 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(conflicts).toEqual([conflict]);
    expect(words().at(-1)).toContain('Choose which answer to keep');
    type('mine, longer', 0);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toHaveLength(1);
    expect(kept.get('q1')).toEqual({ 'q1.narrative': 'mine, longer' });
  });

  it('tells what is wrong with an answer, and sends it again once it is changed', async () => {
    const { type, sent, words } = aQueue([{ kind: 'problems', problems: ['Enter a number in digits'] }]);
    type('lots', 0);
    await vi.advanceTimersByTimeAsync(5000);
    expect(words().at(-1)).toBe('Not saved: Enter a number in digits');
    expect(sent).toHaveLength(1);
    type('12', 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(words().at(-1)).toBe('Saved at 2:14pm');
  });

  it('keeps the text of somebody whose session ended', async () => {
    const { type, kept, state } = aQueue([{ kind: 'signed-out' }]);
    type('words', 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(state()?.trouble).toEqual({ kind: 'signed-out' });
    expect(kept.size).toBe(1);
  });

  it('sends what waited for a session or for the line as soon as either is back', async () => {
    const { type, sent, queue, words, kept } = aQueue([{ kind: 'signed-out' }]);
    type('a', 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(kept.size).toBe(1);
    queue.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(2);
    expect(words().at(-1)).toBe('Saved at 2:14pm');
    expect(kept.size).toBe(0);
    const away = aQueue([{ kind: 'unreachable' }]);
    away.type('b', 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(away.sent).toHaveLength(1);
    away.queue.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(away.sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-0', 'key-0']);
    expect(away.words().at(-1)).toBe('Saved at 2:14pm');
  });

  it('knows a question that left the page anew when it comes back', async () => {
    const { type, sent, queue } = aQueue();
    type('a', 0);
    await vi.advanceTimersByTimeAsync(0);
    queue.forget('q1');
    expect(queue.revisionOf('q1')).toBeUndefined();
    queue.know('q1', 7, { 'q1.narrative': 'a' });
    type('ab', 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.at(-1)).toMatchObject({ revision: 7 });
  });

  it('lets the form take over: waits for what is under way, and starts nothing more', async () => {
    const first = Promise.withResolvers<SendResult>();
    const { queue, type, sent, saved } = aQueue([() => first.promise]);
    type('a', 0);
    await vi.advanceTimersByTimeAsync(0);
    const handed = vi.fn();
    void queue.handOver().then(handed);
    await vi.advanceTimersByTimeAsync(0);
    expect(handed).not.toHaveBeenCalled();
    first.resolve(saved());
    await vi.advanceTimersByTimeAsync(0);
    expect(handed).toHaveBeenCalled();
    type('b', 0);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toHaveLength(1);
    expect(queue.hasUnsaved()).toBe(false);
  });

  it('does not keep the form waiting for a server that is away', async () => {
    const { queue, type } = aQueue([{ kind: 'unreachable' }]);
    type('a', 0);
    await vi.advanceTimersByTimeAsync(0);
    const handed = vi.fn();
    void queue.handOver().then(handed);
    await vi.advanceTimersByTimeAsync(0);
    expect(handed).toHaveBeenCalled();
  });

  it('sends what waits when the page goes away', async () => {
    const { queue, type, sent } = aQueue();
    type('last words');
    queue.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map(({ fields }) => fields)).toEqual([{ 'q1.narrative': 'last words' }]);
  });
});

describe('fields as one text', () => {
  it('are the same in any order and without the empty ones', () => {
    expect(canonical({ b: '1', a: ['x'], c: '', d: [] })).toBe(canonical({ a: ['x'], b: '1' }));
    expect(canonical({ a: '1' })).not.toBe(canonical({ a: '2' }));
  });
});
