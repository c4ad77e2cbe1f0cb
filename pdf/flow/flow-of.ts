import { checkWords, type PdfModel } from '../models.ts';
import { type FlowDocument, text } from './blocks.ts';
import { minutesFlow } from './minutes.ts';
import { letterFlow } from './outcome-letter.ts';
import { returnFlow } from './return-copy.ts';
import { responseFlow } from './written-response.ts';

/** The document of blocks of a model that has one; undefined for every other. */
export function flowOf(model: PdfModel): FlowDocument | undefined {
  const flow = flowOfKind(model);
  const { check } = model;
  if (!flow || !check) return flow;
  return { ...flow, blocks: [...flow.blocks, text(`${checkWords(check)} ${check.address}`)] };
}

function flowOfKind(model: PdfModel): FlowDocument | undefined {
  switch (model.kind) {
    case 'return-copy':
      return returnFlow(model);
    case 'outcome-letter':
      return letterFlow(model);
    case 'minutes':
      return minutesFlow(model);
    case 'written-response':
      return responseFlow(model);
    default:
      return undefined;
  }
}
