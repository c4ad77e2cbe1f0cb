import type { DemonstrationOrganisation } from '../../../db/seed/organisation.ts';
import type { Question, Scale } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { pointsWorstFirst } from '../../features/questionnaire/ratings.ts';
import { chance } from './chance.ts';
import type { Tone } from './narratives.ts';

/** How much weaker, or stronger, an area is than the rest of an organisation: training and the voice of children most. */
const areas: Readonly<Record<string, number>> = {
  training: -0.34,
  'voice-of-child': -0.3,
  equality: -0.16,
  learning: -0.06,
  recruitment: 0.08,
  allegations: 0.06,
  'information-sharing': 0.04,
};

/** Which year of the demonstration an answer belongs to. */
export type Year = 'last' | 'this';

/** How good an organisation is on one question: about 0 is bad, about 1 is good; last year was a little worse. */
export function quality(organisation: DemonstrationOrganisation, question: Question, year: Year): number {
  const area =
    Math.min(0, ...question.tags.map((tag) => areas[tag] ?? 0)) ||
    Math.max(...question.tags.map((tag) => areas[tag] ?? 0), 0);
  const spread = (chance(organisation.slug, question.code) - 0.5) * 0.5;
  const then = year === 'last' ? 0.06 + chance(organisation.slug, question.code, 'last year') * 0.14 : 0;
  return organisation.strength + area + spread - then;
}

export const toneOf = (quality: number): Tone => (quality >= 0.6 ? 'green' : quality >= 0.28 ? 'amber' : 'red');

/** The point of a scale that fits a quality, and how it reads. */
export function rate(scale: Scale, quality: number): { readonly point: string; readonly tone: Tone } {
  const points = pointsWorstFirst(scale);
  const last = points.length - 1;
  const rank = last === 2 ? ['red', 'amber', 'green'].indexOf(toneOf(quality)) : Math.floor(quality * last + 0.35);
  const point = points[Math.min(last, Math.max(0, rank))];
  if (!point) throw new RangeError(`The scale "${scale.code}" has no points`);
  return { point: point.code, tone: point.actionNeeded ? toneOf(Math.min(quality, 0.59)) : 'green' };
}

/** A few questions do not apply to a few organisations; never a basic one. */
export const isBeside = (organisation: DemonstrationOrganisation, question: Question, scale: Scale): boolean =>
  scale.notApplicable.allowed &&
  !question.tags.includes('basics') &&
  !question.tags.includes('leadership') &&
  chance(organisation.slug, question.code, 'applies') < 0.02;

export { notApplicableCode };
