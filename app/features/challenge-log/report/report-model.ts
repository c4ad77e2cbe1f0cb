import type { ChallengeReportModel, RatingCount, RatingMark, ReportBars } from '../../../../pdf/models.ts';
import { countOf, dayInWords, instantInWords } from '../../../platform/words.ts';
import {
  type EntryOutcome,
  entryOutcomeCodes,
  entryOutcomes,
  entryStatuses,
  type RiskBand,
  riskBandCodes,
  riskBands,
  riskInWords,
  riskScore,
} from '../rules.ts';
import {
  type Age,
  type AnswerTime,
  ages,
  answerTimes,
  type QuarterFigures,
  quarterFigures,
  type ReportedEntry,
} from './figures.ts';
import type { Quarter } from './quarters.ts';

interface ReportParts {
  readonly partnership: { readonly name: string; readonly shortName: string };
  readonly quarter: Quarter;
  readonly today: string;
  /** The instant at which it is made. */
  readonly madeOn: string;
  /** Where its page is. */
  readonly address: string;
  readonly entries: readonly ReportedEntry[];
}

/** The report of a quarter to the board, already worded, for the page and the PDF. */
export function challengeReportModel(parts: ReportParts): ChallengeReportModel {
  const { partnership, quarter, today } = parts;
  const end = quarter.to < today ? quarter.to : today;
  const figures = quarterFigures(parts.entries, { from: quarter.from, end });
  return {
    kind: 'challenge-report',
    title: 'Challenge log: report to the board',
    language: 'en-GB',
    madeOn: parts.madeOn,
    madeOnText: instantInWords(parts.madeOn),
    partnership: partnership.name,
    reference: `${partnership.shortName} ${quarter.code.toUpperCase()}`,
    accessibleAddress: parts.address,
    period: quarter.words,
    asAt:
      end === quarter.to
        ? `As at ${dayInWords(end)}, the end of the quarter`
        : `As at ${dayInWords(end)}; the quarter is not over`,
    basis:
      'Answers are counted by the date that was given first, also where it was moved later. An answer is waiting when its date has passed without one. Risk is likelihood times impact, from 1 to 25.',
    summary: [
      { label: 'Open at the start', value: String(figures.carriedIn) },
      { label: 'Opened in the quarter', value: String(figures.opened) },
      { label: 'Opened again', value: String(figures.reopened) },
      { label: 'Closed', value: String(figures.closed) },
      { label: 'Still open at the end', value: String(figures.stillOpen) },
    ],
    bars: barsOf(figures),
    bodies: figures.bodies.map((body) => ({
      body: body.body,
      opened: String(body.opened),
      onTime: String(body.answers['on-time']),
      late: String(body.answers.late),
      waiting: String(body.answers.waiting),
      closed: String(body.closed),
      stillOpen: String(body.stillOpen),
      highestRisk: body.highestRisk === null ? 'None open' : riskInWords(body.highestRisk),
    })),
    challenges: figures.entries.map(({ entry, end: standing }) => ({
      reference: entry.reference,
      raisedTo: entry.raisedTo,
      raisedBy: entry.raisedBy,
      reason: entry.reason,
      raised: dayInWords(entry.raisedOn),
      due: dayInWords(entry.firstDueOn),
      state:
        standing.outcome === null
          ? entryStatuses[standing.status].words
          : `Closed: ${entryOutcomes[standing.outcome].words.toLowerCase()}`,
      riskBefore: riskInWords(riskScore(entry.risk)),
      riskAfter: riskInWords(riskScore(standing.risk)),
    })),
  };
}

type Key<Code extends string> = Readonly<Record<Code, { readonly mark: RatingMark; readonly definition: string }>>;

const answerKey: Key<AnswerTime> = {
  'on-time': {
    mark: { word: 'On time', letter: 'O', shape: 'disc-tick', tone: 'green' },
    definition: 'Answered in the quarter, by the date that was given first.',
  },
  late: {
    mark: { word: 'Late', letter: 'L', shape: 'triangle', tone: 'amber' },
    definition: 'Answered in the quarter, after that date.',
  },
  waiting: {
    mark: { word: 'Waiting', letter: 'W', shape: 'diamond-bar', tone: 'red' },
    definition: 'Not answered at the end of the quarter, although the date had passed.',
  },
};

const outcomeMarks: Readonly<Record<EntryOutcome, Omit<RatingMark, 'word'>>> = {
  accepted: { letter: 'A', shape: 'disc-tick', tone: 'green' },
  'partly-accepted': { letter: 'P', shape: 'triangle', tone: 'amber' },
  'not-accepted': { letter: 'N', shape: 'diamond-bar', tone: 'red' },
  withdrawn: { letter: 'W', shape: 'dash', tone: 'grey' },
};

const ageKey: Key<Age> = {
  'to-30': {
    mark: { word: 'To 30 days', letter: '30', shape: 'disc-tick', tone: 'green' },
    definition: 'On the log for 30 days or fewer.',
  },
  'to-60': { mark: { word: '31 to 60', letter: '60', shape: 'square', tone: 'yellow' }, definition: '31 to 60 days.' },
  'to-90': { mark: { word: '61 to 90', letter: '90', shape: 'triangle', tone: 'amber' }, definition: '61 to 90 days.' },
  'over-90': {
    mark: { word: 'Over 90', letter: '90+', shape: 'diamond-bar', tone: 'red' },
    definition: 'More than 90 days.',
  },
};

const bandMark = (band: RiskBand): RatingMark => {
  const { words, letter, shape, tone } = riskBands[band];
  return { word: words, letter, shape, tone };
};

function barsOf(figures: QuarterFigures): ReportBars[] {
  const { answers, riskMoved, stillOpen, ages: byAge } = figures;
  const outcomeKey = entryOutcomeCodes.map((code) => ({
    mark: { word: entryOutcomes[code].words, ...outcomeMarks[code] },
    definition: entryOutcomes[code].meaning,
  }));
  const bandKey = riskBandCodes.map((band) => ({
    mark: bandMark(band),
    definition: `A score from ${riskBands[band].from} to ${riskBands[band].to}.`,
  }));
  const given = answers['on-time'] + answers.late;
  return [
    {
      id: 'answers',
      title: 'Answers',
      finding: `${answers['on-time']} of ${countOf(given, 'answer')} came on time; ${countOf(answers.waiting, 'was', 'were')} waiting past the date`,
      key: answerTimes.map((time) => answerKey[time]),
      rows: [{ label: 'Answers', counts: counted(answerTimes, answers, (time) => answerKey[time].mark) }],
    },
    {
      id: 'outcomes',
      title: 'Outcomes',
      finding: `${countOf(figures.closed, 'challenge was', 'challenges were')} closed, ${figures.outcomes.accepted} of them accepted`,
      key: outcomeKey,
      rows: [
        {
          label: 'Closed',
          counts: entryOutcomeCodes.flatMap((code, at) => {
            const mark = outcomeKey[at]?.mark;
            return mark ? [{ mark, count: figures.outcomes[code] }] : [];
          }),
        },
      ],
    },
    {
      id: 'ageing',
      title: 'How long the open ones have been on the log',
      finding: `${byAge['over-90']} of ${countOf(stillOpen, 'open challenge has', 'open challenges have')} been on the log for more than 90 days`,
      key: ages.map((age) => ageKey[age]),
      rows: [{ label: 'Still open', counts: counted(ages, byAge, (age) => ageKey[age].mark) }],
    },
    {
      id: 'risk',
      title: 'Risk before and after',
      finding: `The risk is lower than when it was raised for ${riskMoved.lower}, the same for ${riskMoved.same} and higher for ${riskMoved.higher}`,
      key: bandKey,
      rows: [
        { label: 'When raised', counts: counted(riskBandCodes, figures.riskBefore, bandMark) },
        { label: 'At the end', counts: counted(riskBandCodes, figures.riskAfter, bandMark) },
      ],
    },
  ];
}

const counted = <Code extends string>(
  codes: readonly Code[],
  counts: Readonly<Record<Code, number>>,
  markOf: (code: Code) => RatingMark,
): RatingCount[] => codes.map((code) => ({ mark: markOf(code), count: counts[code] }));
