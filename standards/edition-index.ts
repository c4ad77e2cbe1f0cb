import type { Edition, ProfileQuestion, Question, Scale, Standard } from './contract.ts';

/** An edition by its codes, so that no check has to search it. Of a code that is given twice the last one counts. */
export type EditionIndex = {
  edition: Edition;
  standards: ReadonlyMap<string, Standard>;
  questions: ReadonlyMap<string, Question>;
  /** The standard that each question stands in. */
  standardOf: ReadonlyMap<string, Standard>;
  /** The place of each question in the order in which they are asked. */
  places: ReadonlyMap<string, number>;
  profile: ReadonlyMap<string, ProfileQuestion>;
  profilePlaces: ReadonlyMap<string, number>;
  scales: ReadonlyMap<string, Scale>;
  rules: ReadonlyMap<string, Edition['rules'][number]>;
};

/** Indexes an edition once for all checks. */
export function indexEdition(edition: Edition): EditionIndex {
  const placed = edition.standards.flatMap((standard) =>
    standard.questions.map((question) => ({ standard, question })),
  );
  return {
    edition,
    standards: byCode(edition.standards),
    questions: byCode(placed.map(({ question }) => question)),
    standardOf: new Map(placed.map(({ question, standard }) => [question.code, standard])),
    places: new Map(placed.map(({ question }, place) => [question.code, place])),
    profile: byCode(edition.profile),
    profilePlaces: new Map(edition.profile.map(({ code }, place) => [code, place])),
    scales: byCode(edition.scales),
    rules: byCode(edition.rules),
  };
}

function byCode<T extends { code: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.code, thing]));
}
