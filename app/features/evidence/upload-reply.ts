/** What the server says of one file that a page's script sent. */
export type UploadReply =
  | {
      readonly kind: 'done';
      /** The page that shows what came of it. */
      readonly to: string;
      /** What to look at again, in words. */
      readonly warning?: string;
    }
  | { readonly kind: 'problems'; readonly problems: readonly UploadProblem[] }
  /** The library holds the same bytes: the script asks, and posts the two fields with the answer. */
  | {
      readonly kind: 'same';
      readonly words: string;
      readonly sameAs: string;
      readonly sameName: string;
      readonly problems: readonly UploadProblem[];
    }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'signed-out' };

export interface UploadProblem {
  readonly field: string;
  readonly words: string;
}
