/** The life of the copy of everything. */
export const exportStatuses = {
  queued: { words: 'Waiting', underWay: true },
  making: { words: 'Being made', underWay: true },
  ready: { words: 'Ready', underWay: false },
  failed: { words: 'Not made', underWay: false },
  ended: { words: 'Deleted after its days', underWay: false },
} as const;

export type ExportStatus = keyof typeof exportStatuses;

/** How long the file can be downloaded. After that it is deleted, and can be made again. */
export const daysKept = 7;
