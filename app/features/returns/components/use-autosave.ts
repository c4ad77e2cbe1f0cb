import { type RefObject, useEffect, useRef, useState } from 'react';
import { type AutosaveReply, type ConflictView, revisionField } from '../standard-fields.ts';
import { AnswerQueue, canonical, type Fields, type QueueState, typingPause } from './answer-queue.ts';
import { questionOf, readFields } from './form-state.ts';
import { sendAnswer } from './send-answer.ts';
import { forgetAll, unsentTexts } from './unsent-texts.ts';

/** An answer as the server has it. */
export interface KnownAnswer {
  readonly code: string;
  readonly revision: number;
  readonly fields: Fields;
  /** The page came back with a problem about this answer: nothing is sent until the person does something. */
  readonly trouble?: NonNullable<QueueState['trouble']> | undefined;
}

interface AutosaveParts {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly returnId: string;
  readonly personId: string;
  /** A new array whenever the server has spoken. */
  readonly answers: readonly KnownAnswer[];
  readonly onConflict: (conflict: ConflictView) => void;
  readonly onSaved: (questionCode: string, reply: AutosaveReply) => void;
  /** The server has a newer answer than the fields show, and nobody is typing there. */
  readonly onNewer: (questionCode: string) => void;
}

export interface Autosave {
  /** Undefined until the page's script runs. */
  readonly state: QueueState | undefined;
  readonly queue: RefObject<AnswerQueue | null>;
  /** Texts of an earlier visit that were never acknowledged, by question. */
  readonly unsent: Readonly<Record<string, Fields>>;
  readonly discardUnsent: (questionCode: string) => void;
}

/**
 * Saves answers as they are given: ticks at once, text when typing rests or the field is left. The form stays as it is
 * and posts everything by itself; this only sends earlier. It never says "saved" before the server did.
 */
export function useAutosave(parts: AutosaveParts): Autosave {
  const { form, returnId, personId, answers } = parts;
  const latest = useRef(parts);
  const queue = useRef<AnswerQueue | null>(null);
  const [state, setState] = useState<QueueState>();
  const [unsent, setUnsent] = useState<Readonly<Record<string, Fields>>>({});

  useEffect(() => {
    latest.current = parts;
  });

  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const texts = unsentTexts(personId, returnId);
    texts.forgetOthers();
    const saver = new AnswerQueue({
      send: (request) => sendAnswer(returnId, request),
      read: (code) => readFields(element, code),
      keep: texts.keep,
      newKey: () => crypto.randomUUID(),
      later: (run, milliseconds) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
      onState: setState,
      onSaved: (code, reply) => {
        showRevision(element, code, reply.revision);
        latest.current.onSaved(code, reply);
      },
      onConflict: (conflict) => latest.current.onConflict(conflict),
    });
    queue.current = saver;
    const stop = listen(element, saver);
    return () => {
      stop();
      saver.leave();
      saver.close();
      queue.current = null;
    };
  }, [form, personId, returnId]);

  // Questions come and go as answers open and close them; what was typed before the script ran is found here.
  useEffect(() => {
    const element = form.current;
    const saver = queue.current;
    if (!element || !saver) return;
    const texts = unsentTexts(personId, returnId);
    const left: Record<string, Fields> = {};
    for (const { code, revision, fields, trouble } of answers) {
      const known = saver.revisionOf(code);
      if (known !== undefined) {
        if (revision <= known || saver.isUnsaved(code)) continue;
        saver.know(code, revision, fields);
        latest.current.onNewer(code);
        continue;
      }
      saver.know(code, revision, fields);
      const now = canonical(readFields(element, code));
      const waiting = texts.find(code);
      if (trouble) saver.stop(code, trouble);
      else if (now !== canonical(fields)) saver.edited(code, 0);
      else if (waiting && canonical(waiting) !== now) left[code] = waiting;
      else texts.keep(code, undefined);
    }
    if (Object.keys(left).length > 0) setUnsent((before) => ({ ...before, ...left }));
  }, [form, personId, returnId, answers]);

  const discardUnsent = (questionCode: string) => {
    unsentTexts(personId, returnId).keep(questionCode, undefined);
    setUnsent(({ [questionCode]: _, ...others }) => others);
  };
  return { state, queue, unsent, discardUnsent };
}

/** Puts the revision that the next post must name into the form. */
export function showRevision(form: HTMLFormElement | null, questionCode: string, revision: number): void {
  const field = form?.elements.namedItem(revisionField(questionCode));
  if (field instanceof HTMLInputElement) field.value = String(revision);
}

const isTyped = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox');

/** Everything in the page that starts a save. Gives back what undoes it. */
function listen(form: HTMLFormElement, queue: AnswerQueue): () => void {
  const stopper = new AbortController();
  const { signal } = stopper;
  form.addEventListener(
    'input',
    ({ target }) => {
      const code = questionOf(target);
      if (code !== undefined) queue.edited(code, isTyped(target) ? typingPause : 0);
    },
    { signal },
  );
  form.addEventListener(
    'focusout',
    ({ target }) => {
      const code = questionOf(target);
      if (code !== undefined && isTyped(target)) queue.flush(code);
    },
    { signal },
  );
  window.addEventListener('pagehide', () => queue.leave(), { signal });
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (queue.hasUnsaved()) event.preventDefault();
    },
    { signal },
  );
  document.addEventListener(
    'submit',
    ({ target }) => {
      if (target instanceof HTMLFormElement && target.getAttribute('action') === '/sign-out') forgetAll();
    },
    { signal },
  );
  return () => stopper.abort();
}
