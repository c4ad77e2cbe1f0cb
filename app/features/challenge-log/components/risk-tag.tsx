import { RatingTag } from '../../../ui/rating-mark.tsx';
import { riskBandOf, riskBands } from '../rules.ts';

/** A risk score with its word and shape. */
export function RiskTag({ score }: { score: number }) {
  const { words, shape, tone } = riskBands[riskBandOf(score)];
  return (
    <span className="app-nowrap">
      <RatingTag word={`${score} ${words.toLowerCase()}`} shape={shape} tone={tone} />
    </span>
  );
}
