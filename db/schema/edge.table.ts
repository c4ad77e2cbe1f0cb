/** How often something was done of late: the key is a limit's name and a hash of who. */
export interface RateLimitRow {
  key: string;
  points: number;
  /** Milliseconds since 1970: the library that counts keeps it so. */
  expire: number | null;
}
