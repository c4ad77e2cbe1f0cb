import { Tag } from '../../../ui/tag.tsx';
import { type Dated, freshnessInWords, freshnessOf } from '../freshness.ts';

interface FreshnessMarkProps {
  file: Dated;
  /** `YYYY-MM-DD` */
  today: string;
  /** How old it may be, in months, where a standard says so. */
  mostMonths?: number | null;
}

/** How fresh a piece of evidence is: in words, and marked where a reader might ask about it. */
export function FreshnessMark({ file, today, mostMonths = null }: FreshnessMarkProps) {
  const freshness = freshnessOf(file, today, mostMonths);
  const words = freshnessInWords(file, today, mostMonths);
  return freshness === 'old' || freshness === 'review-passed' ? (
    <Tag tone="yellow" className="app-tag-wide">
      {words}
    </Tag>
  ) : (
    words
  );
}
