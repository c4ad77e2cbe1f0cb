/** Names of the places in a pack that the contents page and the links point at. */
export const anchors = {
  contents: 'contents',
  agenda: 'agenda',
  howToRead: 'how-to-read',
  heatmap: 'heatmap',
} as const;

/** Parts of an agency's section that the contents list, with a heading short enough for a column. */
export const agencyParts = [
  { part: 'start', short: 'Starts on' },
  { part: 'grid', short: 'Ratings' },
  { part: 'concerns', short: 'More to do' },
  { part: 'questions', short: 'Panel’s questions' },
  { part: 'evidence', short: 'Evidence' },
  { part: 'actions', short: 'Actions' },
  { part: 'notes', short: 'Notes' },
] as const;

export type AgencyPart = Exclude<(typeof agencyParts)[number]['part'], 'start'> | 'profile' | 'gaps';
