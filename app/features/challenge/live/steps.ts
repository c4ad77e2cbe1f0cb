import type { SessionRecord } from '../record-queries.server.ts';

/** One thing that the screen can show of an agency: all of it, a question of the panel, or a rated question. */
export interface Step {
  /** As the record names it: `standard:a1`, `question:a1-rating`, or nothing for the whole return. */
  readonly about: string;
  /** The question of the panel that is being asked. */
  readonly line: string | null;
}

/** What there is to go through of one agency, in order: the whole, what the panel will ask, where there is more to do. */
export function stepsOf({ keyLines, concerns }: Pick<SessionRecord, 'keyLines' | 'concerns'>): Step[] {
  const asked = new Set(keyLines.map(({ aboutValue }) => aboutValue));
  return [
    { about: '', line: null },
    ...keyLines.map(({ id, aboutValue }) => ({ about: aboutValue, line: id })),
    ...concerns
      .flatMap(({ questions }) => questions)
      .filter(({ aboutValue }) => !asked.has(aboutValue))
      .map(({ aboutValue }) => ({ about: aboutValue, line: null })),
  ];
}

/** Where the next or the previous press leads within an agency; undefined when it leads out of it. */
export function stepFrom(steps: readonly Step[], now: Step, direction: 'next' | 'previous'): Step | undefined {
  const at = steps.findIndex(({ about, line }) => about === now.about && line === now.line);
  return steps[at < 0 ? 0 : at + (direction === 'next' ? 1 : -1)];
}
