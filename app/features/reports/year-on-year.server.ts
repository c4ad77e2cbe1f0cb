import type { Question, Scale } from '../../../standards/contract.ts';
import type { Portal } from '../../platform/portal.ts';
import { submissionsOf, submissionsOnEdition } from '../cycles/heatmap.server.ts';
import type { HeatmapBasis } from '../cycles/heatmap.ts';
import { fatesBetween } from '../questionnaire/comparison.server.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { levelsOf } from '../questionnaire/levels.ts';
import { primaryScale } from '../questionnaire/ratings.ts';
import { type ComparabilityOfEditions, comparabilityOf } from './comparability.ts';
import type { ComparedCycle, CyclePair } from './cycle-pairs.server.ts';
import { movementOf } from './levels.ts';
import { type RatedGroup, ratedGroups } from './rated-groups.ts';
import { changeWords, movementWords, type RatingYears, type StandardYears, type YearOnYear } from './year-on-year.ts';
import { earlierAndLater, type Figures, readFigures, wholeKey } from './year-on-year-figures.server.ts';

/** Standards on one page. */
const standardsAPage = 6;

interface YearOnYearOptions {
  readonly basis: HeatmapBasis;
  /** From 1; past the end is the last. `all` gives every standard, for a file. */
  readonly page: number | 'all';
}

/**
 * The ratings of a cycle beside those of the one before it, over the newest submission of each return; returns that were
 * sent on another edition than their cycle asks now are left out, and counted. Takes a pair that
 * was looked up within the viewer's partnerships. Reads submissions alone, in a number of queries that does not grow with
 * the organisations.
 */
export async function getYearOnYear(
  portal: Pick<Portal, 'database'>,
  { now, before }: CyclePair,
  { basis, page: pageAsked }: YearOnYearOptions,
): Promise<YearOnYear> {
  const { db } = portal.database;
  const young = await getEdition(db, now.editionId);
  const old = await getEdition(db, before.editionId);
  const fates = now.editionId === before.editionId ? null : await fatesBetween(portal, old.edition, young.edition);
  const comparability = comparabilityOf(old.edition, young.edition, fates);
  const groups = ratedGroups(young.edition, old.edition, comparability);
  const pageCount = pageAsked === 'all' ? 1 : Math.max(1, Math.ceil(groups.length / standardsAPage));
  const page = pageAsked === 'all' ? 1 : Math.min(pageAsked, pageCount);
  const shown = pageAsked === 'all' ? groups : groups.slice((page - 1) * standardsAPage, page * standardsAPage);
  const figures = await readFigures(db, { now, before }, basis, shown, comparability);
  const sent = async (cycle: ComparedCycle) => {
    const count = (query: ReturnType<typeof submissionsOf>) =>
      query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    const counted = Number((await count(submissionsOnEdition(db, cycle))).count);
    return { sent: counted, onOtherEdition: Number((await count(submissionsOf(db, cycle, {}))).count) - counted };
  };
  const both = await earlierAndLater(db, { now, before })
    .select((eb) => eb.fn.countAll<number>().as('sent'))
    .executeTakeFirstOrThrow();
  return {
    now: { ...summaryOf(now), ...(await sent(now)) },
    before: { ...summaryOf(before), ...(await sent(before)) },
    sentBoth: both.sent,
    basis,
    fatesBasis: fates?.basisWords ?? null,
    standards: {
      items: shown.map((group) => standardYears(group, young, old, comparability, figures)),
      page,
      pageCount,
      total: groups.length,
    },
  };
}

const summaryOf = ({ id, name, editionId }: ComparedCycle) => ({ id, name, editionId });

function standardYears(
  { code, number, title, standard, rated, gone }: RatedGroup,
  young: CompiledEdition,
  old: CompiledEdition,
  comparability: ComparabilityOfEditions,
  figures: Figures,
): StandardYears {
  const wholeScale = standard && primaryScale(young, standard);
  const oldStandard = old.standards.get(code);
  const oldScale = oldStandard && primaryScale(old, oldStandard);
  const wholeComparability = comparability.standards.get(code);
  return {
    code,
    number,
    title,
    whole:
      wholeScale && wholeComparability
        ? ratingYears({
            code: wholeKey(code),
            codeBefore: wholeComparability.before === null ? null : wholeKey(wholeComparability.before),
            number,
            text: `${title}, as a whole`,
            scale: wholeScale,
            scaleBefore: oldScale,
            comparability: wholeComparability,
            figures,
          })
        : null,
    questions: [
      ...rated.flatMap(({ question, number: place }) => {
        const scale = scaleIn(young, question);
        const its = comparability.questions.get(question.code);
        if (!scale || !its) return [];
        const origin = its.before === null ? undefined : old.questions.get(its.before)?.question;
        return ratingYears({
          code: question.code,
          codeBefore: its.before,
          number: place,
          text: question.text,
          scale,
          scaleBefore: origin && scaleIn(old, origin),
          comparability: its,
          figures,
        });
      }),
      ...gone.flatMap(({ question, number: place }) => goneYears(question, place, scaleIn(old, question), figures)),
    ],
  };
}

const scaleIn = (compiled: CompiledEdition, { answer }: Question): Scale | undefined =>
  answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;

interface RatingParts extends Pick<RatingYears, 'code' | 'number' | 'text' | 'comparability'> {
  readonly codeBefore: string | null;
  readonly scale: Scale;
  readonly scaleBefore: Scale | undefined;
  readonly figures: Figures;
}

function ratingYears(parts: RatingParts): RatingYears {
  const { code, codeBefore, number, text, scale, scaleBefore, comparability, figures } = parts;
  return {
    code,
    number,
    text,
    scale: scale.name,
    levels: levelsOf(scale),
    now: figures.now.get(code) ?? {},
    before: codeBefore === null ? {} : (figures.before.get(codeBefore) ?? {}),
    beforeLevels: scaleBefore ? levelsOf(scaleBefore) : [],
    comparability,
    change: changeWords(comparability, movementWords(movementOf(scale, figures.moves.get(code) ?? []))),
  };
}

function goneYears(question: Question, number: string, scale: Scale | undefined, figures: Figures): RatingYears[] {
  if (!scale) return [];
  const comparability = { comparable: 'no', why: 'the question is no longer asked', before: question.code } as const;
  return [
    {
      code: question.code,
      number,
      text: question.text,
      scale: scale.name,
      levels: [],
      now: {},
      before: figures.before.get(question.code) ?? {},
      beforeLevels: levelsOf(scale),
      comparability,
      change: changeWords(comparability, ''),
    },
  ];
}
