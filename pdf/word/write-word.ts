import { Packer } from 'docx';
import { withoutForbidden } from '../flow/blocks.ts';
import { flowOf } from '../flow/flow-of.ts';
import type { PdfModel } from '../models.ts';
import { flowInWord } from './flow.ts';
import { questionSetInWord } from './question-set.ts';

/**
 * Model in, Word file out. Question sets, copies of returns, letters and minutes have a Word form; any other model is
 * refused. It has no pages yet.
 */
export async function writeWord(given: PdfModel): Promise<{ bytes: Uint8Array<ArrayBuffer>; pages: number }> {
  const buffer = await Packer.toBuffer(wordOf(withoutForbidden(given)));
  return { bytes: Uint8Array.from(buffer), pages: 0 };
}

function wordOf(model: PdfModel) {
  if (model.kind === 'question-set') return questionSetInWord(model);
  const flow = flowOf(model);
  if (!flow) throw new Error(`There is no Word form of ${model.kind}`);
  return flowInWord(flow);
}
