/** What a file of figures would do to a survey: decided row by row from values alone. */
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { type FigurePlace, placeInWords, placeNamed } from '../places.ts';
import { figureInWords, type KeptFigure, withoutTooFew } from '../rules.ts';
import { readFigure, statementLimit, type TypedFigure } from '../schema.ts';
import type { FigureColumn } from './layout.ts';
import type { FigureRow } from './read-cells.server.ts';

/** An organisation of the partnership, by what a file may call it. */
export interface NamedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly urn: string | null;
  readonly odsCode: string | null;
}

/** A figure of the survey as it stands; taken out where it has none. */
export interface StandingFigure extends FigurePlace {
  readonly organisationId: string;
  readonly statement: string;
  readonly series: string;
  readonly revision: number;
  readonly figure: KeptFigure | undefined;
}

export interface PlannedFigure {
  readonly row: number;
  readonly outcome: 'new' | 'corrected' | 'same' | 'refused';
  readonly organisation: string;
  readonly about: string;
  readonly statement: string;
  /** What would stand, in words; empty where the row is refused. */
  readonly now: string;
  /** What stands, in words, where it is corrected. */
  readonly was: string | null;
  /** Why it is refused: each problem with its cell. */
  readonly problems: readonly string[];
  readonly write:
    | (FigurePlace & {
        readonly organisationId: string;
        readonly figure: KeptFigure;
        readonly before: { readonly series: string; readonly revision: number } | undefined;
      })
    | null;
}

export interface AroundFigures {
  readonly compiled: CompiledEdition;
  readonly organisations: readonly NamedOrganisation[];
  readonly standing: readonly StandingFigure[];
  readonly leastAnswers: number;
}

const same = (one: string, other: string | null): boolean =>
  other !== null && one.trim().toLowerCase() === other.trim().toLowerCase();

export const figureKey = (organisationId: string, { standardCode, questionCode }: FigurePlace, statement: string) =>
  JSON.stringify([organisationId, standardCode, questionCode, statement]);

/** Every row with what it would do. Two rows about the same are both told. */
export function planFigures(rows: readonly FigureRow[], around: AroundFigures): PlannedFigure[] {
  const standing = new Map(around.standing.map((one) => [figureKey(one.organisationId, one, one.statement), one]));
  const seen = new Map<string, number>();
  return rows.map((row) => planRow(row, around, standing, seen));
}

function planRow(
  { row, cells, problems: unread }: FigureRow,
  { compiled, organisations, leastAnswers }: AroundFigures,
  standing: ReadonlyMap<string, StandingFigure>,
  seen: Map<string, number>,
): PlannedFigure {
  const problems = [...unread];
  const say = (column: FigureColumn, message: string) =>
    void problems.push(`${cells[column].address === '' ? `Row ${row}` : `Cell ${cells[column].address}`}: ${message}`);
  const named = organisations.filter(({ name, urn, odsCode }) =>
    [name, urn, odsCode].some((known) => same(cells.organisation.text, known)),
  );
  const [organisation] = named;
  if (!organisation) say('organisation', 'no organisation of the partnership has this name, URN or ODS code');
  else if (named.length > 1) say('organisation', 'several organisations have this name: use the URN or the ODS code');
  const place = placeNamed(compiled, cells.about.text);
  if (!place) say('about', 'no standard and no question of this cycle has this code or number');
  const statement = cells.statement.text.trim();
  if (statement === '') say('statement', 'enter the statement as people read it');
  else if (statement.length > statementLimit) say('statement', `shorten it to ${statementLimit} characters or fewer`);
  const read = readFigure(typedOf(cells));
  if ('problems' in read) for (const { field, message } of read.problems) say(field, lowerFirst(message));
  const key = organisation && place ? figureKey(organisation.id, place, statement) : undefined;
  const earlier = key === undefined ? undefined : seen.get(key);
  if (earlier !== undefined) say('statement', `row ${earlier} says this already of the same organisation`);
  if (key !== undefined && earlier === undefined) seen.set(key, row);
  const shown = {
    row,
    organisation: organisation?.name ?? cells.organisation.text,
    about: place ? placeInWords(compiled, place) : cells.about.text,
    statement,
  };
  if (problems.length > 0 || 'problems' in read || !organisation || !place || key === undefined)
    return { ...shown, outcome: 'refused', now: '', was: null, problems, write: null };
  const figure = withoutTooFew(read.figure, leastAnswers);
  const before = standing.get(key);
  const now = figureInWords(figure, leastAnswers);
  const stands = before?.figure && withoutTooFew(before.figure, leastAnswers);
  const unchanged = stands !== undefined && JSON.stringify(ordered(stands)) === JSON.stringify(ordered(figure));
  return {
    ...shown,
    outcome: unchanged ? 'same' : stands ? 'corrected' : 'new',
    now,
    was: stands && !unchanged ? figureInWords(stands, leastAnswers) : null,
    problems: [],
    write: { ...place, organisationId: organisation.id, figure, before },
  };
}

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** The figures in one order, so that two of them can be compared. */
const ordered = (figure: KeptFigure) =>
  figure.tooFew
    ? [figure.measure]
    : [
        figure.measure,
        figure.invited,
        figure.answered,
        figure.agreed,
        figure.agreeTenths,
        figure.meanHundredths,
        figure.scaleLow,
        figure.scaleHigh,
      ];

/** A cell that is shown as a percentage holds a fraction: 0.62 in it is 62%. */
function typedOf(cells: FigureRow['cells']): TypedFigure {
  const { percent } = cells;
  const fraction = percent.number && percent.percent === true ? Number(percent.text) * 100 : undefined;
  return {
    invited: cells.invited.text,
    answered: cells.answered.text,
    agreed: cells.agreed.text,
    percent: fraction === undefined ? percent.text : `${Math.round(fraction * 1000) / 1000}%`,
    mean: cells.mean.text,
    low: cells.low.text,
    high: cells.high.text,
  };
}
