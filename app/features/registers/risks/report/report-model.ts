import type { RatingMark, ReportBars, ReportMatrix, ReportRisk, RiskReportModel } from '../../../../../pdf/models.ts';
import { riskReportWords } from '../../../../../pdf/models.ts';
import { addDays } from '../../../../platform/clock.ts';
import { countOf, dayInWords, instantInWords } from '../../../../platform/words.ts';
import type { Quarter } from '../../../challenge-log/report/quarters.ts';
import {
  impacts,
  likelihoods,
  type RiskBand,
  riskBandCodes,
  riskBandOf,
  riskBands,
  riskInWords,
} from '../../../challenge-log/rules.ts';
import { closeReasons, type RiskLevel, riskLevelCodes, riskLevels, riskStatuses } from '../rules.ts';
import type { ReportedRisk } from './load-risks.server.ts';
import { lastReviewed, type ReplayedEntry, standingAt } from './standing.ts';

interface ReportParts {
  readonly partnership: { readonly name: string; readonly shortName: string };
  readonly quarter: Quarter;
  readonly today: string;
  readonly madeOn: string;
  readonly address: string;
  readonly risks: readonly ReportedRisk[];
}

/** A risk as it stood at the start and at the end of the quarter; off the register is undefined. */
interface Placed {
  readonly risk: ReportedRisk;
  readonly start: ReplayedEntry | undefined;
  readonly end: ReplayedEntry;
  readonly reviewedOn: string | undefined;
}

const onRegister = (standing: ReplayedEntry | undefined): standing is ReplayedEntry =>
  standing !== undefined && standing.status !== 'closed';

/** The register of a quarter for the board, already worded, for the page, the PDF and the workbook. */
export function riskReportModel(parts: ReportParts): RiskReportModel {
  const { partnership, quarter, today } = parts;
  const last = quarter.to < today ? quarter.to : today;
  const before = addDays(quarter.from, -1);
  const placed = parts.risks.flatMap((risk): Placed[] => {
    const end = standingAt(risk.history, last);
    const start = standingAt(risk.history, before);
    // What had been closed before the quarter is not in its report.
    if (!end || (end.status === 'closed' && !onRegister(start) && risk.history.every(({ on }) => on < quarter.from)))
      return [];
    return [{ risk, start: onRegister(start) ? start : undefined, end, reviewedOn: lastReviewed(risk.history, last) }];
  });
  const within = (entry: ReplayedEntry) => entry.on >= quarter.from && entry.on <= last;
  const happened = (kind: ReplayedEntry['kind']) =>
    placed.filter(({ risk }) => risk.history.some((entry) => entry.kind === kind && within(entry))).length;
  const standing = placed.filter(({ end }) => onRegister(end));
  const late = standing.filter(({ end }) => end.nextReviewOn !== null && end.nextReviewOn < last);
  return {
    kind: 'risk-report',
    title: 'Risk register: report to the board',
    language: 'en-GB',
    madeOn: parts.madeOn,
    madeOnText: instantInWords(parts.madeOn),
    partnership: partnership.name,
    reference: `${partnership.shortName} ${quarter.code.toUpperCase()}`,
    accessibleAddress: parts.address,
    period: quarter.words,
    asAt:
      last === quarter.to
        ? `As at ${dayInWords(last)}, the end of the quarter`
        : `As at ${dayInWords(last)}; the quarter is not over`,
    basis:
      'Levels, scores and reviews are those of the end of the quarter, from the history of each risk. Words, owners and targets are as they stand now. Risk is likelihood times impact, from 1 to 25.',
    summary: [
      { label: 'On the register at the start', value: String(placed.filter(({ start }) => start).length) },
      { label: 'Raised in the quarter', value: String(happened('raised')) },
      { label: 'Closed', value: String(happened('closed')) },
      { label: 'Moved between levels', value: String(happened('moved')) },
      { label: 'Reviewed', value: String(happened('reviewed')) },
      { label: 'Review overdue', value: String(late.length) },
      { label: 'On the register at the end', value: String(standing.length) },
    ],
    bars: [barsOf(placed)],
    matrices: riskLevelCodes.map((level) => matrixOf(level, standing)),
    levels: riskLevelCodes.map((level) => ({
      title: `${riskLevels[level].words} risks`,
      risks: placed
        .filter(({ end }) => end.level === level)
        .toSorted((a, b) => b.end.score - a.end.score)
        .map(wordedRisk),
    })),
  };
}

const markOf = (band: RiskBand): RatingMark => {
  const { words, letter, shape, tone } = riskBands[band];
  return { word: words, letter, shape, tone };
};

function barsOf(placed: readonly Placed[]): ReportBars {
  const at = (when: 'start' | 'end', level: RiskLevel) =>
    placed.map((one) => one[when]).filter((standing) => onRegister(standing) && standing.level === level);
  const higher = placed.filter(({ start, end }) => start && onRegister(end) && end.score > start.score).length;
  const lower = placed.filter(({ start, end }) => start && onRegister(end) && end.score < start.score).length;
  return {
    id: 'bands',
    title: 'How great the risks are',
    finding: `${countOf(lower, 'risk is', 'risks are')} lower than at the start of the quarter, ${higher} higher`,
    key: riskBandCodes.map((band) => ({
      mark: markOf(band),
      definition: `A score from ${riskBands[band].from} to ${riskBands[band].to}.`,
    })),
    rows: riskLevelCodes.flatMap((level) =>
      (['start', 'end'] as const).map((when) => ({
        label: `${riskLevels[level].words}, at the ${when}`,
        counts: riskBandCodes.map((band) => ({
          mark: markOf(band),
          count: at(when, level).filter((standing) => standing && riskBandOf(standing.score) === band).length,
        })),
      })),
    ),
  };
}

/** The first row is the heading; then the most likely first, each cell its band's letter and how many risks lie there. */
function matrixOf(level: RiskLevel, standing: readonly Placed[]): ReportMatrix {
  const rows = likelihoods.map((words, at) => ({ words, likelihood: at + 1 })).toReversed();
  return {
    title: `${riskReportWords.matrices}: ${riskLevels[level].words.toLowerCase()}`,
    rows: [
      { label: riskReportWords.likelihood, cells: impacts.map((words, at) => `${at + 1} ${words}`) },
      ...rows.map(({ words, likelihood }) => ({
        label: `${likelihood} ${words}`,
        cells: impacts.map((_, at) => {
          const impact = at + 1;
          const count = standing.filter(
            ({ end }) => end.level === level && end.likelihood === likelihood && end.impact === impact,
          ).length;
          return `${riskBands[riskBandOf(likelihood * impact)].letter} ${count}`;
        }),
      })),
    ],
  };
}

function wordedRisk({ risk, start, end, reviewedOn }: Placed): ReportRisk {
  return {
    reference: risk.reference,
    event: risk.event,
    statement: `Because: ${risk.cause}\n\nIt would lead to: ${risk.effect}`,
    owner: risk.owner,
    group: risk.group ?? '',
    atStart: start ? riskInWords(start.score) : 'New',
    atEnd: riskInWords(end.score),
    target: riskInWords(risk.target),
    state:
      end.status === 'closed' && risk.closedBecause !== null
        ? `Closed: ${closeReasons[risk.closedBecause].toLowerCase()}`
        : riskStatuses[end.status].words,
    reviewed: reviewedOn === undefined ? 'Not yet' : dayInWords(reviewedOn),
  };
}
