export type ProfileAnswers = Readonly<Record<string, boolean | number | string | readonly string[]>>;

export interface DemonstrationOrganisation {
  readonly slug: string;
  readonly name: string;
  /** A kind of the vocabulary of standards. */
  readonly kind: string;
  readonly phase?: string;
  readonly urn?: string;
  /** By it a second partnership finds the organisation that the first one has added. */
  readonly odsCode?: string;
  readonly address: string;
  /** How far its safeguarding is, from 0 to 1: ratings are spread around it. */
  readonly strength: number;
  /** Answers of the profile page. A yes-or-no question that is left out is answered "no". */
  readonly profile: ProfileAnswers;
}
