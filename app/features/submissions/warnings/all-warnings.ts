import { contradictoryCounts } from './contradictory-counts.ts';
import { bestWithoutEvidence, oldEvidence } from './evidence.ts';
import { overallAboveParts } from './overall-above-parts.ts';
import { unchangedText } from './unchanged-text.ts';
import type { Warning, WarningCheck, WarningFacts } from './warning.ts';

/** Every check, in the order in which the check page lists what they find. */
export const warningChecks: readonly WarningCheck[] = [
  contradictoryCounts,
  overallAboveParts,
  bestWithoutEvidence,
  oldEvidence,
  unchangedText,
];

/** Everything that a reader may ask about. None of it stops a return. */
export const allWarnings = (facts: WarningFacts): Warning[] => warningChecks.flatMap((check) => check(facts));
