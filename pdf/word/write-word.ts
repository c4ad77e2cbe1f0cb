import { Packer } from 'docx';
import { withoutForbidden } from '../flow/blocks.ts';
import { returnFlow } from '../flow/return-copy.ts';
import type { PdfModel } from '../models.ts';
import { flowInWord } from './flow.ts';
import { questionSetInWord } from './question-set.ts';

/**
 * Model in, Word file out. Question sets and copies of returns have a Word form; any other model is refused. It has no
 * pages yet.
 */
export async function writeWord(given: PdfModel): Promise<{ bytes: Uint8Array<ArrayBuffer>; pages: number }> {
  const buffer = await Packer.toBuffer(wordOf(withoutForbidden(given)));
  return { bytes: Uint8Array.from(buffer), pages: 0 };
}

function wordOf(model: PdfModel) {
  switch (model.kind) {
    case 'question-set':
      return questionSetInWord(model);
    case 'return-copy':
      return flowInWord(returnFlow(model));
    default:
      throw new Error(`There is no Word form of ${model.kind}`);
  }
}
