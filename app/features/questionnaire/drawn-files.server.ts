import { createHash } from 'node:crypto';
import type { PdfModel } from '../../../pdf/models.ts';
import type { DocumentRenderer, Portal } from '../../platform/portal.ts';

/** The files of this many models are kept: editions are read by many people, and drawing one takes seconds. */
const mostKept = 12;

const kept = new WeakMap<DocumentRenderer, Map<string, Promise<Uint8Array>>>();

/**
 * The file of a model, drawn off the request thread. The same model is drawn once: those who ask meanwhile wait for the
 * same file, and those who ask soon after get it. For documents that anyone signed in may read, and for no others.
 */
export async function drawOnce(
  { documents }: Pick<Portal, 'documents'>,
  model: PdfModel,
  format: 'pdf' | 'docx',
): Promise<Uint8Array> {
  const files = kept.get(documents) ?? new Map<string, Promise<Uint8Array>>();
  kept.set(documents, files);
  const key = `${format} ${createHash('sha256').update(JSON.stringify(model)).digest('hex')}`;
  const known = files.get(key);
  if (known) return known;
  const drawn = documents.render(model, { format }).then(({ bytes }) => bytes);
  files.set(key, drawn);
  // A document that could not be drawn may be drawn the next time.
  drawn.catch(() => files.delete(key));
  const oldest = files.keys().next();
  if (files.size > mostKept && !oldest.done) files.delete(oldest.value);
  return drawn;
}
