import { Document, isScalar, isSeq, visit } from 'yaml';
import type { Succession } from './contract.ts';

/**
 * A succession as the text of a file for people to go on with: a line for each question that stays as it is, lists of
 * codes on one line, and nothing where the contract fills in the same.
 */
export function successionText(
  { fates, scales, choices, ...head }: Succession,
  comments: readonly string[] = [],
): string {
  const document = new Document({
    ...head,
    fates: fates.map(({ stricter, ...fate }) => ({
      ...(fate.from.length > 0 ? { from: fate.from } : {}),
      ...(fate.to.length > 0 ? { to: fate.to } : {}),
      fate: fate.fate,
      ...(stricter ? { stricter } : {}),
      carry: fate.carry,
      ...(fate.note === undefined ? {} : { note: fate.note }),
    })),
    ...(scales.length > 0 ? { scales } : {}),
    ...(choices.length > 0 ? { choices } : {}),
  });
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key)) return;
      if (isSeq(value) && ['from', 'to'].includes(String(key.value))) value.flow = true;
    },
    Map(_, map) {
      if (map.get('carry') === 'keep' && !map.has('note')) map.flow = true;
    },
  });
  const body = document.toString({ lineWidth: 120, flowCollectionPadding: false }).trimEnd();
  return [...comments, ...(comments.length > 0 ? [''] : []), body].join('\n');
}
