import type { DatabaseHandle } from '../../db/client.server.ts';
import type { BlobStore } from './blobs.server.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.server.ts';
import type { Log } from './log.server.ts';
import type { Mailer } from './mail/mailer.ts';
import type { RateLimits } from './rate-limits.server.ts';
import type { Scanner } from './scanner.server.ts';

/** The instant, the London date and the identifiers for one command's writes. */
export interface Stamp {
  readonly now: string;
  readonly today: string;
  readonly newId: () => string;
}

/** Turns a document model into bytes, outside the process that answers requests. */
export interface DocumentRenderer {
  render(
    model: object,
    options?: {
      readonly onProgress?: (progress: { readonly fraction: number; readonly stage: string }) => void;
      /** PDF unless told otherwise. Word is for question sets, and with OpenDocument and pages for returns, letters and minutes. */
      readonly format?: 'pdf' | 'docx' | 'odt' | 'html';
    },
  ): Promise<{ readonly bytes: Uint8Array; readonly pages: number }>;
  close(): Promise<void>;
}

/** What commands and queries are given. Time and chance come from here, never from the machine directly. */
export interface Portal {
  readonly config: Config;
  readonly database: DatabaseHandle;
  readonly blobs: BlobStore;
  readonly documents: DocumentRenderer;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: RateLimits;
  /** Undefined where files are not scanned. */
  readonly scanner: Scanner | undefined;
  newId(): string;
  stamp(): Stamp;
  close(): Promise<void>;
}
