/** What an answer in another set's return offers to a question. Types alone: reaches the browser as nothing. */

/** A question of another set, by code. */
export interface CorePlace {
  readonly set: string;
  readonly code: string;
}

/** Words and evidence that may be used at a question; never a rating or a choice. */
export interface CoreOffer {
  readonly place: CorePlace;
  /** "You said this in your Agency assurance report (sent on 3 March 2026)". */
  readonly said: string;
  /** How it was asked there. */
  readonly asked: string;
  /** Empty when only evidence is offered. */
  readonly words: string;
  readonly evidence: readonly { readonly id: string; readonly title: string }[];
  /** `used`: they stand in the answer already. `no-room`: the question takes no words. `none`: there are none. */
  readonly wordsUse: 'free' | 'used' | 'no-room' | 'none';
  readonly evidenceUse: 'free' | 'used' | 'none';
}
