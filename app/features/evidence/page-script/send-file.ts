import type { UploadReply } from '../upload-reply.ts';

/** One file on its way. `reply` never fails: what went wrong is a reply too. */
export interface Sending {
  readonly reply: Promise<UploadReply>;
  cancel(): void;
}

/** Posts the fields and the file; says how much of it has gone. (`fetch` cannot say that of what it sends.) */
export function sendFile(address: string, fields: FormData, onProgress: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  const reply = new Promise<UploadReply>((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => resolve(replyOf(request)));
    request.addEventListener('error', () => resolve({ kind: 'refused', words: brokenOff }));
    request.addEventListener('abort', () => resolve({ kind: 'refused', words: 'Stopped' }));
  });
  request.open('POST', address);
  request.send(fields);
  return { reply, cancel: () => request.abort() };
}

const brokenOff = 'The upload broke off. Nothing was added. Check your connection and try again';

function replyOf({ status, responseText }: XMLHttpRequest): UploadReply {
  try {
    const reply: unknown = JSON.parse(responseText);
    if (isReply(reply)) return reply;
  } catch {
    // Not ours: from something between here and the portal, or from the portal's edge.
  }
  if (status === 413)
    return { kind: 'refused', words: 'The file is too large to send: choose a smaller one, or add a link' };
  return { kind: 'refused', words: 'The portal could not take this file just now. Nothing was added. Try again' };
}

const isReply = (value: unknown): value is UploadReply =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
