import type { AutosaveReply, AutosaveRequest, ConflictView } from '../standard-fields.ts';
import type { SendResult } from './answer-queue.ts';

/** Sends one answer. Whatever is not a clear yes or a clear no counts as unreachable and is tried again. */
export async function sendAnswer(
  returnId: string,
  edition: string | undefined,
  request: AutosaveRequest,
): Promise<SendResult> {
  const body = JSON.stringify(edition === undefined ? request : { ...request, edition });
  try {
    const response = await fetch(`/returns/${returnId}/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      // Outlives the page where the browser allows it, which is up to 64 kB.
      keepalive: body.length < 15_000,
    });
    if (response.ok) return { kind: 'saved', reply: (await response.json()) as AutosaveReply };
    if (response.status === 401 || response.type === 'opaqueredirect') return { kind: 'signed-out' };
    if (response.status >= 500 || response.status === 429 || response.status === 408) return { kind: 'unreachable' };
    return refusalOf((await response.json().catch(() => ({}))) as Refusal);
  } catch {
    return { kind: 'unreachable' };
  }
}

type Refusal = Partial<{ conflict: ConflictView; problems: readonly string[]; refused: string }>;

function refusalOf({ conflict, problems, refused }: Refusal): SendResult {
  if (conflict) return { kind: 'conflict', conflict };
  if (problems) return { kind: 'problems', problems };
  return { kind: 'refused', words: refused ?? 'Copy your text and reload the page' };
}
