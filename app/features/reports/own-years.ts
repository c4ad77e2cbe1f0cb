import type { Scale } from '../../../standards/contract.ts';
import type { Level } from '../questionnaire/levels.ts';
import type { Comparability } from './comparability.ts';
import { movementOf } from './levels.ts';
import { stepsInWords } from './year-on-year.ts';

/** One rating of one organisation in two of its returns. */
export interface OwnRating {
  readonly code: string;
  readonly number: string;
  readonly text: string;
  /** Null where nothing was rated. */
  readonly before: Level | null;
  readonly now: Level | null;
  readonly change: string;
}

export interface OwnYears {
  readonly returnId: string;
  readonly organisation: string;
  readonly now: string;
  /** The cycle of the earlier return; null where there is none. */
  readonly before: string | null;
  readonly standards: readonly {
    readonly code: string;
    readonly number: string;
    readonly title: string;
    readonly whole: OwnRating | null;
    readonly questions: readonly OwnRating[];
  }[];
}

/** How one rating moved, in words: "Up one level", "Not comparable: the question changed". */
export function ownChange(
  scale: Scale,
  { comparable, why }: Comparability,
  points: { readonly before: string | null; readonly now: string | null },
): string {
  if (comparable === 'no') return `Not comparable: ${why}`;
  const { bySteps } = movementOf(scale, [{ ...points, count: 1 }]);
  const [steps] = bySteps.keys();
  const words = steps === undefined ? noStep(points) : stepsInWords(steps);
  const change = words.charAt(0).toUpperCase() + words.slice(1);
  return comparable === 'care' ? `${change}. With care: ${why}` : change;
}

const noStep = ({ before, now }: { readonly before: string | null; readonly now: string | null }) =>
  before === null && now === null ? 'not rated in either year' : 'not rated on the scale in both years';
