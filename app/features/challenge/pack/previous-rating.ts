import type { Scale } from '../../../../standards/contract.ts';
import type { ContentStandard } from '../../returns/content.ts';
import { standingPoint } from '../rules.ts';
import { changeInWords } from './marks.ts';
import type { PackRecords } from './records.server.ts';

type Slot = PackRecords['slots'][number];

/** Last cycle's rating of a standard or a question, by the code that lives across editions, on the scale of that time. */
export function previousOf(
  records: PackRecords,
  slot: Slot,
  standardCode: string,
  questionCode: string | null,
): { readonly scale: Scale; readonly point: string } | undefined {
  const previous = records.previous.get(slot.organisationId);
  const rating = previous?.ratings.find((one) =>
    questionCode === null
      ? one.questionCode === null && one.standardCode === standardCode
      : one.questionCode === questionCode,
  );
  const point = rating ? standingPoint(rating) : null;
  const scale = rating?.scaleCode ? previous?.compiled.scales.get(rating.scaleCode) : undefined;
  return scale && point !== null ? { scale, point } : undefined;
}

/** How a standard moved since last cycle, in words; null where there is nothing to compare with. */
export function changeOf(
  records: PackRecords,
  slot: Slot,
  standard: ContentStandard,
  scale: Scale,
  now: string | null,
): string | null {
  const before = previousOf(records, slot, standard.code, null);
  if (!before) return null;
  if (!sameWording(records, slot, standard.code) || before.scale.code !== scale.code)
    return 'Wording changed: not comparable';
  return changeInWords(scale, before.point, now);
}

/** Whether a standard asked the same questions in the same words last time. */
function sameWording(records: PackRecords, slot: Slot, standardCode: string): boolean {
  const before = records.previous.get(slot.organisationId)?.compiled;
  if (before === records.compiled) return true;
  const texts = (standard: { readonly questions: readonly { code: string; text: string }[] } | undefined) =>
    (standard?.questions ?? []).map(({ code, text }) => `${code} ${text}`).join('\n');
  return texts(before?.standards.get(standardCode)) === texts(records.compiled.standards.get(standardCode));
}
