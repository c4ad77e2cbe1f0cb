/** A place where another set of standards asks the same, for both sides. */
export interface AlsoAsked {
  /** "Early years Y2.1" */
  readonly name: string;
  readonly href: string;
}
