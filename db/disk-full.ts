/** Whether a write failed because the disk of the database is full: SQLite's `SQLITE_FULL`, PostgreSQL's `disk_full`. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'SQLITE_FULL' || error.code === '53100');
