/** The copies that a person of the organisation may have of one return. */
export interface ReturnCopies {
  readonly returnId: string;
  /** It can still be changed, so there is a draft. */
  readonly draft: boolean;
  /** What was sent, newest first. */
  readonly sent: readonly { readonly version: number; readonly reference: string; readonly submittedAt: string }[];
}
