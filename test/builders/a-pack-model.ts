import { allBlocks } from '../../app/features/challenge/pack/plan.ts';
import type {
  ChallengePackModel,
  GridRow,
  PackAgency,
  PackConcern,
  RatingCount,
  RatingMark,
  ScaleEntry,
} from '../../pdf/models.ts';
import { aRandom, aWriter, type Writer } from './a-vocabulary.ts';

/** A four-point scale with the shapes and tones that editions use. */
export const marks = {
  embedded: { word: 'Embedded', letter: 'E', shape: 'star', tone: 'blue' },
  green: { word: 'Fully met', letter: 'F', shape: 'disc-tick', tone: 'green' },
  amber: { word: 'Partly met', letter: 'P', shape: 'triangle', tone: 'amber' },
  red: { word: 'Not yet in place', letter: 'N', shape: 'diamond-bar', tone: 'red' },
  notApplicable: { word: 'Does not apply', letter: '–', shape: 'dash', tone: 'grey' },
} as const satisfies Record<string, RatingMark>;

export const aScale: ScaleEntry[] = [
  {
    mark: marks.embedded,
    definition: 'In place everywhere, checked, and there is evidence of a difference for children.',
  },
  { mark: marks.green, definition: 'In place and working. The agency can show how it knows.' },
  { mark: marks.amber, definition: 'Begun, or in place in parts of the agency. An action is needed.' },
  { mark: marks.red, definition: 'Not in place. An action with a date is needed at once.' },
  { mark: marks.notApplicable, definition: 'The agency gave a reason why the question does not apply to it.' },
];

const standards = [
  'Leadership and accountability',
  'Designated and named roles',
  'Policy, thresholds and escalation',
  'Speak-up culture',
  'Voice of the child and family',
  'Information sharing and records',
  'Safer recruitment',
  'Positions of trust',
  'Induction, training and competence',
  'Supervision and healthy workforce',
  'Commissioning and contracts',
  'Help and multi-agency practice',
  'Vulnerability and local priorities',
  'Learning and quality assurance',
  'Culture of safety and equality',
  'Agency modules',
  'Declaration',
].map((title, index) => ({ number: `A${index + 1}`, title }));

const names = [
  ['Brookmere Council', 'Council', 'Local authority'],
  ['Brookmere Police', 'Police', 'Police force'],
  ['Brookmere and Vale Integrated Care Board', 'Care board', 'Integrated care board'],
  ['Vale Hospitals NHS Foundation Trust', 'Vale Hospitals', 'NHS trust or health provider'],
  ['Brookmere Community Health', 'Community Health', 'NHS trust or health provider'],
  ['Probation, Brookmere delivery unit', 'Probation', 'Probation service'],
  ['Brookmere Youth Justice Service', 'Youth Justice', 'Youth justice service'],
  ['Brookmere Fire and Rescue', 'Fire and Rescue', 'Fire and rescue service'],
  ['Millbrook Housing', 'Millbrook', 'Housing provider'],
  ['Harbour Lights Youth Charity', 'Harbour Lights', 'Charity or community organisation'],
  ['St Brannoc’s Parish Network', 'St Brannoc’s', 'Faith organisation'],
  ['Brookmere Swimming Club', 'Swimming Club', 'Sport or leisure organisation'],
  ['Elm Row Children’s Homes', 'Elm Row', 'Children’s home or residential provider'],
  ['Brookmere District Council', 'District', 'District council'],
] as const;

const people = [
  'Jo Bell',
  'Sam Patel',
  'Ann Moss',
  'Rhys Ŵyn',
  'Agnieszka Łoś',
  'Dee Carter',
  'Tom Hale',
  'Priya Nair',
];

export type PackOptions = {
  agencies?: number;
  /** Red and amber questions printed for each agency. */
  concerns?: number;
  /** Words in each narrative. */
  words?: number;
  evidence?: number;
  actions?: number;
  seed?: number;
  /** Every part that a pack may have, as the chair's edition prints it. */
  everyPart?: boolean;
};

/** A whole pack with invented agencies, the same for the same options. */
export function aPackModel(options: PackOptions = {}): ChallengePackModel {
  const { agencies: count = 3, seed = 7 } = options;
  const random = aRandom(seed);
  const write = aWriter(random);
  const agencies = Array.from({ length: count }, (_, index) => anAgency(index, options, random, write));
  return {
    kind: 'challenge-pack',
    title: 'Section 11 challenge session, 18 March 2027',
    language: 'en-GB',
    madeOn: '2027-02-25T09:30:00.000Z',
    madeOnText: '25 February 2027, 9:30am',
    partnership: 'Brookmere Safeguarding Children Partnership',
    reference: 'BSCP-2027-S11-P1',
    accessibleAddress: 'https://lineofsight.example.org/packs/01JX5M2K8',
    session: {
      name: 'Section 11 challenge session',
      date: '18 March 2027',
      time: '9:30am to 4pm',
      place: 'Council Chamber, Brookmere Civic Centre',
      chair: 'Marion Okafor, independent chair',
    },
    cycleTitle: 'Section 11 self-assessment 2026 to 2027',
    editionTitle: 'Section 11 standards on Working Together 2023, edition 2023.1',
    version: '1',
    snapshotHash: '9f2c4e1ab07d5538c6e0d1f4a2b39e7785d0c16f3e4a9b21d7c8056efa13b942',
    handling: 'For panel members and the agencies named. Do not forward. It names no children.',
    agenda: [
      { time: '9:30am to 9:45am', subject: 'Welcome and interests', agencyId: null, presenter: null, lead: null },
      ...agencies.map(({ id, name }, index) => ({
        time: `${clock(585 + index * 25)} to ${clock(605 + index * 25)}`,
        subject: name,
        agencyId: id,
        presenter: pick(people, index),
        lead: pick(people, index + 3),
      })),
      { time: '3:40pm to 4pm', subject: 'Themes and close', agencyId: null, presenter: null, lead: 'Marion Okafor' },
    ],
    howToRead: {
      introduction:
        'Each agency rated itself first. A moderator then rated the same evidence without seeing what others had said.\n\n' +
        'Ratings stand side by side; nothing here has been changed after the agency signed it.',
      scaleName: 'Four-point scale',
      scale: aScale,
      notes:
        'A dash means that nobody was asked or nobody has rated yet. The column for the agreed rating is left for the pen.',
    },
    agencies: options.everyPart ? agencies.map((agency) => withEveryPart(agency, write)) : agencies,
    heatmap: aHeatmap(agencies),
    ...(options.everyPart ? { edition: 'chair' as const, blocks: allBlocks } : {}),
  };
}

/** What an agency has besides, once every part is chosen. */
function withEveryPart(agency: PackAgency, write: Writer): PackAgency {
  const change = (at: number) => ({
    questionNumber: `A${at + 1}.2`,
    question: write.sentence(),
    previous: at === 2 ? null : marks.amber,
    now: at === 1 ? null : marks.green,
    change: at === 0 ? 'Up one level' : write.sentence(),
  });
  const draft = { question: write.sentence(), about: null, owner: 'Jo Bell', reason: null, draft: true as const };
  return {
    ...agency,
    concerns: agency.concerns.map((concern, at) =>
      at === 0 ? { ...concern, agencyReply: write.sentence() } : concern,
    ),
    keyLines: [...agency.keyLines, draft],
    changes: {
      basis: 'Compared with Section 11 self-assessment 2025 to 2026.',
      performance: [change(0), change(0)],
      wording: [change(1), change(2)],
      sameWords: ['A4.1', 'A7.3'],
    },
    previous: [0, 1].map((at) => ({
      session: 'Section 11 challenge session, 12 March 2026',
      about: at === 0 ? 'A4 Speak-up culture' : null,
      challenge: write.sentence(),
      reply: write.prose(40),
      outcome: 'Partly assured',
      actions: at === 0 ? [`ACT-25-001, ${write.sentence()}: closed`] : [],
    })),
    previousLeftOut: 3,
    annexes: [0, 1].map((at) => ({
      number: at + 1,
      title: write.sentence(),
      form: 'PDF, 2.4 MB',
      detail: `board-minutes-${at}.pdf, 2.4 MB, SHA-256 ${Array(4).fill('9f2c4e1ab07d5538').join(' ')}`,
    })),
    surveyFigures: [0, 1, 2].map((at) => ({
      about: `A4.${at + 1} ${write.sentence()}`,
      statement: 'I feel able to raise a concern about a colleague',
      survey: 'Staff survey 2026 (staff, to 12 October 2026)',
      answered: at === 2 ? 'Fewer than 5' : '45 of 60 who were asked',
      figure: at === 2 ? 'Not shown: fewer than 5 people answered' : '62.2% agreed (28 of 45)',
      agreement: at === 2 ? null : 62.2,
      self: at === 0 ? marks.green : marks.amber,
      moderated: at === 1 ? marks.amber : null,
      conflict: at === 0 ? 'The survey says otherwise: the own rating is “Fully met”, and fewer than 75% agree' : null,
    })),
    chairNote: write.prose(60),
  };
}

function anAgency(index: number, options: PackOptions, random: () => number, write: Writer): PackAgency {
  const { concerns = 5, words = 120, evidence = 12, actions = 4 } = options;
  const [name, shortName, kind] = pick(names, index);
  const round = Math.floor(index / names.length);
  const suffix = round === 0 ? '' : ` ${round + 1}`;
  const grid = standards.map((standard): GridRow => aGridRow(standard, random));
  return {
    id: `agency-${index + 1}`,
    name: `${name}${suffix}`,
    shortName: `${shortName}${suffix}`,
    kind,
    duty: 'Section 11, Children Act 2004',
    returnStatus: `Signed off by ${pick(people, index + 1)}, director, on 3 February 2027`,
    profile: [
      { label: 'Senior board-level lead', value: `${pick(people, index + 1)}, director` },
      { label: 'Designated lead', value: pick(people, index + 2) },
      { label: 'Staff in the area', value: `${200 + Math.floor(random() * 3000)}` },
      { label: 'Volunteers', value: `${Math.floor(random() * 120)}` },
      { label: 'Children reached in the year', value: `about ${(1 + Math.floor(random() * 40)) * 100}` },
      { label: 'Services', value: write.sentence() },
    ],
    grid,
    concerns: Array.from({ length: concerns }, (_, at) => aConcern(at, words, random, write)),
    evidenceGaps: [
      {
        problem: 'Missing',
        questionNumber: 'A7.2',
        question: 'How do you check references before somebody starts?',
        detail: 'Rated Fully met, with nothing attached',
      },
      {
        problem: 'Old',
        questionNumber: 'A9.4',
        question: 'What share of staff completed training at the right level?',
        detail: 'Training matrix covers April 2023 to March 2024',
      },
    ],
    keyLines: Array.from({ length: 3 }, (_, at) => ({
      question: `${capital(write.words(14).join(' '))}?`,
      about: `A${at + 2} ${standards[at + 1]?.title ?? ''}`,
      owner: pick(people, index + at),
      reason: at === 1 ? null : write.sentence(),
    })),
    evidence: Array.from({ length: evidence }, (_, at) => ({
      number: at + 1,
      title: capital(write.words(5).join(' ')),
      form: at % 4 === 3 ? 'link to example.org' : 'PDF',
      datesCovered: 'April 2026 to December 2026',
      freshness: at % 5 === 4 ? 'Over a year old' : 'Current',
      supports: [`A${1 + (at % 17)}.${1 + (at % 6)}`, `A${1 + ((at + 5) % 17)}.2`],
    })),
    openActions: Array.from({ length: actions }, (_, at) => ({
      reference: `ACT-26-${String(index * 10 + at + 1).padStart(3, '0')}`,
      action: write.sentence(),
      owner: pick(people, index + at),
      due: '30 June 2027',
      status: at % 2 === 0 ? 'In progress' : 'Not started',
      overdue: at % 3 === 0,
      progress: at % 2 === 0 ? write.sentence() : null,
    })),
  };
}

function aGridRow({ number, title }: { number: string; title: string }, random: () => number): GridRow {
  const self = aRating(random);
  const counts: RatingCount[] = [marks.embedded, marks.green, marks.amber, marks.red].map((mark) => ({
    mark,
    count: Math.floor(random() * 4),
  }));
  const roll = random();
  return {
    standardNumber: number,
    standardTitle: title,
    self,
    previous: roll < 0.2 ? null : aRating(random),
    moderated: roll < 0.6 ? aRating(random) : null,
    agreed: null,
    counts,
    change: roll < 0.2 ? 'Not asked last year' : roll < 0.5 ? 'Up one level' : null,
  };
}

function aConcern(at: number, words: number, random: () => number, write: Writer): PackConcern {
  const standard = pick(standards, at);
  return {
    standardNumber: standard.number,
    standardTitle: standard.title,
    questionNumber: `${standard.number}.${1 + (at % 6)}`,
    question: `${capital(write.words(12).join(' '))}?`,
    self: at % 3 === 0 ? marks.red : marks.amber,
    previous: aRating(random),
    moderated: at % 2 === 0 ? marks.red : null,
    moderatedReason: at % 2 === 0 ? write.sentence() : null,
    narrative: words === 0 ? null : write.prose(words),
    evidenceNumbers: at % 3 === 2 ? [] : [1 + at, 3 + at],
  };
}

function aHeatmap(agencies: readonly PackAgency[]): ChallengePackModel['heatmap'] {
  const cells = standards.map((_, row) => agencies.map(({ grid }) => grid[row]?.moderated ?? grid[row]?.self ?? null));
  return {
    caption:
      'Moderated ratings where there are any, otherwise the agency’s own. Supervision is weakest across agencies.',
    standards,
    agencies: agencies.map(({ id, name, shortName }) => ({ id, name, shortName })),
    cells,
    totals: cells.map((row) =>
      [marks.embedded, marks.green, marks.amber, marks.red].map((mark) => ({
        mark,
        count: row.filter((cell) => cell?.word === mark.word).length,
      })),
    ),
  };
}

function aRating(random: () => number): RatingMark {
  const roll = random();
  if (roll < 0.1) return marks.red;
  if (roll < 0.4) return marks.amber;
  return roll < 0.9 ? marks.green : marks.embedded;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function clock(minutes: number): string {
  const hour = Math.floor(minutes / 60) % 24;
  const rest = minutes % 60;
  const past = rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`;
  return `${hour > 12 ? hour - 12 : hour}${past}${hour < 12 ? 'am' : 'pm'}`;
}
