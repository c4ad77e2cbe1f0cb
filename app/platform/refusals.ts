/**
 * A refusal is an error with a code. Features throw them and know no HTTP; the map below turns a code into a status
 * once. Absent and forbidden answer alike, so both are `not-found`.
 */
const statuses = {
  'not-found': 404,
  'not-signed-in': 401,
  'stale-revision': 409,
  'not-now': 409,
  'too-large': 413,
  'unsupported-file': 415,
} as const;

export type RefusalCode = keyof typeof statuses;

export class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** The thing asked for does not exist, or is not this person's to see: the two cannot be told apart. */
export const notFound = (): Refusal => new Refusal('not-found', 'Page not found');

/** The thing is in a state that does not allow this, in words for the person. */
export const notNow = (message: string): Refusal => new Refusal('not-now', message);

/** By name, not by class: the built pages and the command line each load a class of their own. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal';

export const statusOfRefusal = (refusal: Refusal): number => statuses[refusal.code];
