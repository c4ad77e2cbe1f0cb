/** Sentences beside a rating that is all right, part of the way, or not. */
export interface RatingWords {
  readonly green?: readonly string[];
  readonly amber?: readonly string[];
  readonly red?: readonly string[];
}
