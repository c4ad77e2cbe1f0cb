import { Packer } from 'docx';
import type { PdfModel } from '../models.ts';
import { questionSetInWord } from './question-set.ts';

/** Model in, Word file out. Only question sets have a Word form; any other model is refused. It has no pages yet. */
export async function writeWord(model: PdfModel): Promise<{ bytes: Uint8Array<ArrayBuffer>; pages: number }> {
  if (model.kind !== 'question-set') throw new Error(`There is no Word form of ${model.kind}`);
  const buffer = await Packer.toBuffer(questionSetInWord(model));
  return { bytes: Uint8Array.from(buffer), pages: 0 };
}
