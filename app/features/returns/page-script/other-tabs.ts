/**
 * What tabs of one browser tell each other about unsent texts, from memory to memory: a sign-in link that is opened from
 * the mail comes up in a tab of its own, and the text waits in the one that asked for it. Nothing is stored on the way.
 */
import type { Fields } from './answer-queue.ts';
import { forgetAll, unsentTexts } from './unsent-texts.ts';

/** Whose texts, and of which return. */
interface Owner {
  readonly personId: string;
  readonly returnId: string;
}

type Message =
  /** A page of this return is open, so this person is signed in. */
  | ({ readonly kind: 'asked' } & Owner)
  | ({ readonly kind: 'given'; readonly texts: Readonly<Record<string, Fields>> } & Owner)
  /** The other tab has them now. */
  | ({ readonly kind: 'taken' } & Owner)
  | { readonly kind: 'signed-out' };

const channelName = 'los-unsent';

const open = (): BroadcastChannel | undefined =>
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(channelName);

/** In a tab that waits to be signed in: gives what waits here to the page that asks for it, and lets go of it. */
export function giveToOtherTabs(): void {
  const channel = open();
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'signed-out') return forgetAll();
    if (data.kind === 'given') return;
    const { personId, returnId } = data;
    const texts = unsentTexts(personId, returnId);
    if (data.kind === 'taken') return texts.forgetThese();
    const waiting = texts.all();
    if (Object.keys(waiting).length > 0) channel.postMessage({ kind: 'given', personId, returnId, texts: waiting });
  });
}

/**
 * On a page of a return: asks the other tabs for what waits there, once. `onSignedIn` when another page of the same
 * person comes up, which shows that the session is back.
 */
export function askOtherTabs(
  owner: Owner,
  parts: { readonly onGiven: (texts: Readonly<Record<string, Fields>>) => void; readonly onSignedIn: () => void },
): void {
  const channel = open();
  const isMine = ({ personId, returnId }: Owner) => personId === owner.personId && returnId === owner.returnId;
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'signed-out') return forgetAll();
    if (data.personId !== owner.personId) return;
    if (data.kind === 'asked') return parts.onSignedIn();
    if (data.kind !== 'given' || !isMine(data)) return;
    parts.onGiven(data.texts);
    channel.postMessage({ kind: 'taken', ...owner });
  });
  channel?.postMessage({ kind: 'asked', ...owner });
}

/** Somebody signs out in this tab: the others let go of everything too. */
export const tellSignedOut = (): void => open()?.postMessage({ kind: 'signed-out' } satisfies Message);
