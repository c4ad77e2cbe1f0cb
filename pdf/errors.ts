export type PdfErrorCode = 'cannot-draw' | 'worker-crashed' | 'timed-out' | 'cancelled' | 'closed' | 'not-built';

/** Why a document was not made. The message says what can be done about it; `cause` holds the engine's own words. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly code: PdfErrorCode;

  constructor(code: PdfErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
