import type { AgencyBlock } from '../models.ts';

/** Names of the places in a pack that the contents page and the links point at. */
export const anchors = {
  contents: 'contents',
  agenda: 'agenda',
  howToRead: 'how-to-read',
  heatmap: 'heatmap',
} as const;

/** Ends of the anchors of an agency's parts. */
export const agencyAnchors = {
  profile: 'profile',
  grid: 'grid',
  changes: 'changes',
  concerns: 'concerns',
  gaps: 'gaps',
  survey: 'survey',
  keyLines: 'questions',
  evidence: 'evidence',
  previous: 'previous',
  actions: 'actions',
  annexes: 'annexes',
  chairNote: 'private',
  notes: 'notes',
} as const satisfies Record<AgencyBlock, string>;

/** Headings short enough for a column of the contents; parts without one stand close to another that has one. */
const columns: Partial<Record<AgencyBlock, string>> = {
  grid: 'Ratings',
  changes: 'Changes',
  concerns: 'More to do',
  keyLines: 'Panel asks',
  evidence: 'Evidence',
  previous: 'Previous',
  actions: 'Actions',
  notes: 'Notes',
};

const mostColumns = 9;

/** The columns of the contents after the agency's name, in the order of its parts; what does not fit is left out. */
export function contentsColumns(blocks: readonly AgencyBlock[]): { end: string; short: string }[] {
  const named = blocks.flatMap((block) => {
    const short = columns[block];
    return short === undefined ? [] : [{ end: `-${agencyAnchors[block]}`, short }];
  });
  return [{ end: '', short: 'Starts on' }, ...named].slice(0, mostColumns);
}
