/** What the page of joining two returns shows, and the names of its fields. Reaches the browser. */
import type { JoinPlan, Keep } from './join.ts';

interface ShownSide {
  readonly id: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly dueOn: string;
}

export interface JoinPage extends JoinPlan {
  readonly returnId: string;
  readonly otherId: string;
  readonly into: ShownSide;
  readonly joining: ShownSide;
  /** The hash of exactly this. */
  readonly seen: string;
}

/** The form name of the choice about a conflict. */
export const keepField = (key: string): string => `keep-${key}`;

/** The choices of a posted form by the key of their conflict; anything else than one of the two answers is left out. */
export function readKeeps(form: FormData): Record<string, Keep> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith('keep-') && (value === 'into' || value === 'joining')
        ? [[name.slice('keep-'.length), value]]
        : [],
    ),
  );
}
