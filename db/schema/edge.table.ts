/** How often something was done of late: the key is a limit's name and a hash of who. */
export interface RateLimitRow {
  key: string;
  points: number;
  /** Milliseconds since 1970: the library that counts keeps it so. */
  expire: number | null;
}

export type FileScanState = 'waiting' | 'clean' | 'infected';

/** What a scanner for malware said of a file of an organisation; without a row nobody asked one. */
export interface FileScanRow {
  organisation_id: string;
  sha256: string;
  state: FileScanState;
  asked_at: string;
  finished_at: string | null;
}
