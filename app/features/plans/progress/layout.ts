/** Where things stand in the workbook of a plan. What is written here is what an upload is read by. */

/** Names the shape of the workbook; an upload of another one is refused. */
export const progressFormat = 'line-of-sight-action-plan/1';

export const guideSheet = 'Read me';
export const actionSheet = 'Actions';

/** The columns of the sheet of actions, in order, with their headings. */
export const progressColumns = [
  { code: 'reference', heading: 'Reference', width: 16 },
  { code: 'action', heading: 'Action', width: 44 },
  { code: 'target', heading: 'Target: how we shall know', width: 36 },
  { code: 'owner', heading: 'Owner', width: 20 },
  { code: 'due', heading: 'Due', width: 12 },
  { code: 'status', heading: 'Status now', width: 18 },
  { code: 'latest', heading: 'Latest progress', width: 40 },
  { code: 'note', heading: 'What has been done', width: 50 },
  { code: 'percent', heading: 'Per cent done', width: 10 },
  { code: 'rag', heading: 'On track?', width: 14 },
  { code: 'done', heading: 'Done?', width: 10 },
  { code: 'proof', heading: 'Link to proof', width: 36 },
  { code: 'key', heading: 'For the portal: action', width: 12 },
  { code: 'revision', heading: 'For the portal: revision', width: 12 },
] as const;

export type ProgressColumn = (typeof progressColumns)[number]['code'];

export const columnOf = (code: ProgressColumn): number => progressColumns.findIndex((column) => column.code === code);

/** The cells that people fill in. */
export const openColumns = ['note', 'percent', 'rag', 'done', 'proof'] as const satisfies readonly ProgressColumn[];

/** What may be chosen for "Done?". */
export const doneChoices = ['Yes', 'No'] as const;

/** What the guide sheet says for the portal, by the name in its third column. */
export const identityFields = ['format', 'owner'] as const;
export type Identity = Readonly<Record<(typeof identityFields)[number], string>>;

/** Actions in one workbook: as many as a reader of workbooks takes, with room for what people add. */
export const mostActions = 2_000;
