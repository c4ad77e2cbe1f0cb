import type { ActionPlanModel, BoardList, BoardPlanModel, PlanAction } from '../../pdf/models.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';

const frame = {
  language: 'en-GB',
  madeOn: '2027-02-25T09:30:00.000Z',
  madeOnText: '25 February 2027, 9:30am',
  partnership: 'Brookmere Safeguarding Children Partnership',
} as const;

/** A plan in two groups with short and long stories. */
export function anActionPlan({ actions = 14 } = {}): ActionPlanModel {
  const write = aWriter(aRandom(5));
  const all = Array.from(
    { length: actions },
    (_, at): PlanAction => ({
      reference: `ACT-${String(at + 1).padStart(4, '2')}-KMPR`,
      origin: ['Challenge session', ...(at % 3 === 0 ? [] : ['Section 11 2026 to 2027, a4'])],
      marks: at % 2 === 0 ? ['High', 'Partnership priority: Neglect'] : ['Low', 'Youth theme: Being listened to'],
      action: write.sentence(),
      finding: write.sentence(),
      successMeasure: write.sentence(),
      days: [
        { label: 'Given', day: '3 February 2027' },
        { label: 'Due', day: '30 June 2027' },
      ],
      overdue: at % 5 === 0 ? 'Overdue' : null,
      state: at % 4 === 3 ? ['Checked and closed'] : ['In progress, 40%', 'RAG: amber'],
      said: Array.from({ length: at % 3 }, (_one, round) => ({
        who: `Progress, Jo Bell, ${round + 3} February 2027`,
        text: at === 8 ? write.prose(500) : write.sentence(),
        proof: round === 1 ? 'Repeat audit of records' : null,
      })),
      responsible: [
        { label: 'Organisation', value: at % 2 === 0 ? 'Millbrook Housing' : 'Brookmere Community Health' },
        { label: 'Owner', value: 'Jo Bell' },
      ],
    }),
  );
  return {
    ...frame,
    kind: 'action-plan',
    title: 'Action plan',
    reference: 'BSCP-2027-AP',
    accessibleAddress: 'https://lineofsight.example.org/action-plans/plan',
    scope: 'Brookmere Safeguarding Children Partnership',
    asAt: 'As at 25 February 2027',
    narrowed: 'Not closed, by agency',
    leftOut: 'The first 14 of 20 actions stand here.',
    summary: [
      { label: 'Open', value: '9' },
      { label: 'Overdue', value: '3' },
      { label: 'Waiting to be checked', value: '2' },
      { label: 'Closed', value: '3' },
    ],
    parts: [
      { heading: 'Millbrook Housing', note: '8 actions, 2 overdue', actions: all.slice(0, 8) },
      { heading: 'Brookmere Community Health', note: '6 actions', actions: all.slice(8) },
    ],
  };
}

/** The page for the board at its fullest: every list has as many rows, and texts as long, as its maker allows. */
export function aBoardPlan(): BoardPlanModel {
  const name = 'Brookmere and Fenlow Community Health';
  const words = 'Supervision notes are kept in one place and audited each month, with what was found told to'.slice(
    0,
    90,
  );
  const list = (id: string, title: string, headings: string[], rows: string[][]): BoardList => ({
    id,
    title,
    finding: `What there is to say about ${title.toLowerCase()}.`,
    headings,
    rows,
    notShown: '34 more are not shown.',
  });
  const few = (count: number, row: (at: number) => string[]) => Array.from({ length: count }, (_, at) => row(at));
  return {
    ...frame,
    kind: 'board-plan',
    title: 'Actions for the board',
    reference: 'BSCP-2027-BP',
    accessibleAddress: 'https://lineofsight.example.org/action-plans/board',
    asAt: 'As at 25 February 2027',
    period: 'Since 25 November 2026',
    summary: [
      { label: 'Open', value: '412' },
      { label: 'Overdue', value: '93' },
      { label: 'To be checked', value: '27' },
      { label: 'For the board', value: '14' },
      { label: 'Closed since', value: '61' },
      { label: 'Done in time', value: '64%' },
    ],
    lists: [
      list(
        'better',
        'What got better',
        ['Action', 'What changed', 'Closed'],
        few(3, (at) => [`${name}, ACT-A${at}`, words, '4 Feb 2027']),
      ),
      list(
        'late',
        'What is late',
        ['Action', 'What is to be done', 'Days late', 'First due'],
        few(4, (at) => [`${name}, ACT-B${at}`, words, String(100 - at), '1 Jan 2026']),
      ),
    ],
    basis: 'Overdue: not done, and the due date in force has passed. Words that end in … are shortened.',
  };
}
