import type { ComparisonModel, QuestionSetModel, SetQuestion } from '../../pdf/models.ts';
import { aScale } from '../builders/a-pack-model.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';

const frame = {
  language: 'en-GB',
  madeOn: '2027-02-25T09:30:00.000Z',
  madeOnText: '25 February 2027, 9:30am',
  partnership: 'Line of Sight',
} as const;

const answers: SetQuestion['answer'][] = [
  {
    how: 'A rating on the scale “How far it is in place”, with words',
    choices: ['In place', 'Partly in place', 'Not yet in place', 'Does not apply to us'],
    columns: [],
    prompt: 'How you know, and what difference it makes for children',
  },
  { how: 'Yes or no, with details after no', choices: ['Yes', 'No'], columns: [], prompt: 'Details, if no' },
  { how: 'A whole number from 0 to 2,000 (hours)', choices: [], columns: [], prompt: 'Number (hours)' },
  {
    how: 'A table of up to 20 rows, one for each role',
    choices: [],
    columns: [
      { heading: 'Role', holds: 'text' },
      { heading: 'Trained on', holds: 'a date' },
      { heading: 'Level', holds: 'one of these: Basic; Advanced; may be left empty' },
    ],
    prompt: null,
  },
  {
    how: 'Any number of choices',
    choices: Array.from({ length: 14 }, (_, at) => `Choice ${at}`),
    columns: [],
    prompt: null,
  },
];

/** A question set with every type of answer, some guidance longer than a page. */
export function aQuestionSet({ standards = 4 } = {}): QuestionSetModel {
  const write = aWriter(aRandom(17));
  return {
    ...frame,
    kind: 'question-set',
    title: 'Standards on the guidance of 2026',
    subtitle: 'Edition 2026.1: every question, with whom it is asked',
    reference: 'test-set/2026.1',
    accessibleAddress: 'https://lineofsight.example.org/standards/test-set/2026.1',
    summary: write.prose(60),
    facts: [
      { label: 'Edition', value: '2026.1' },
      { label: 'In force from', value: '1 April 2026' },
    ],
    notices: ['3 of its 40 citations have not been checked against the published text.'],
    scales: [
      { name: 'How far it is in place', entries: aScale, notApplicable: '“Does not apply to us” may be chosen.' },
    ],
    profile: answers.map((answer, at) => ({
      text: `Profile question ${at}?`,
      hint: at % 2 === 0 ? write.sentence() : null,
      asked: 'Asked of everybody',
      optional: at === 2 ? 'May be left empty' : null,
      answer,
    })),
    standards: Array.from({ length: standards }, (_, place) => ({
      id: `a${place + 1}`,
      number: `A${place + 1}`,
      title: `Leadership ${place}`,
      summary: write.sentence(),
      asked: place === 1 ? 'Asked of: Police force' : null,
      questions: answers.map((answer, at) => ({
        id: `a${place + 1}-${at}`,
        number: `A${place + 1}.${at + 1}`,
        text: write.sentence(),
        hint: at % 2 === 0 ? null : write.sentence(),
        guidance: write.prose(at === 3 ? 900 : 50),
        asked: 'Asked where the profile says yes to “Do children stay overnight?”',
        optional: at === 4 ? 'May be left empty' : null,
        answer,
        evidence: at % 2 === 0 ? ['Minutes of the board', 'A dated audit'] : [],
        sources: ['Guidance, paragraph 1 (not yet checked against the published text)'],
      })),
    })),
    signOff: [{ title: 'Senior lead', declaration: write.prose(30), asked: 'Signs for everybody' }],
    documents: [
      { title: 'Guidance', publisher: 'Department', published: 'January 2026', note: 'Consultation text' },
      { title: 'The Act', publisher: 'Parliament', published: '11 March 2004', note: null },
    ],
    unchecked: [{ id: 'a1-0', number: 'A1.1', citation: 'Guidance, paragraph 1' }],
  };
}

/** A comparison with every shape of entry: a pair, a split, something new, something gone, a note longer than a page. */
export function aComparison({ groups = 3 } = {}): ComparisonModel {
  const write = aWriter(aRandom(23));
  const side = (place: string, change: 'added' | 'removed') => ({
    place,
    texts: [
      {
        label: null,
        parts: [
          { text: `${write.sentence()} `, change: 'same' as const },
          { text: write.sentence(), change },
        ],
      },
      { label: 'Guidance', parts: [{ text: write.prose(120), change }] },
    ],
  });
  const plain = (place: string) => ({
    place,
    texts: [{ label: null, parts: [{ text: write.sentence(), change: 'same' as const }] }],
  });
  return {
    ...frame,
    kind: 'edition-comparison',
    title: 'Section 11: what changed from 2023.1 to 2026.1',
    reference: 'section-11/2023.1--2026.1',
    accessibleAddress:
      'https://lineofsight.example.org/standards/section-11/compare?from=2023.1&to=2026.1&kind=changed',
    from: 'Edition 2023.1',
    to: 'Edition 2026.1',
    facts: [{ label: 'Edition 2026.1', value: 'Section 11 on the guidance of 2026. In force from 1 April 2026.' }],
    basis: 'What became of each question was decided by the people who wrote the newer edition.',
    summary: write.prose(80),
    counts: [
      { words: 'Reworded', count: 12 },
      { words: 'Added', count: 3 },
    ],
    shown: '15 entries below: everything that changed.',
    groups: Array.from({ length: groups }, (_, at) => ({
      id: `standard-a${at}`,
      title: `A${at} Leadership`,
      questions: [
        {
          id: `pair-${at}`,
          fate: 'Reworded, and asks for more',
          before: [side('A1.1', 'removed')],
          after: [side('A1.2', 'added')],
          details: ['It may be left empty now.'],
          carry: 'brought over, for you to confirm.',
          note: write.prose(at === 1 ? 900 : 20),
        },
        {
          id: `split-${at}`,
          fate: 'Split',
          before: [plain('A1.3')],
          after: [plain('A1.3'), plain('A1.4')],
          details: [],
          carry: 'your words are brought over.',
          note: null,
        },
        { id: `new-${at}`, fate: 'Added', before: [], after: [plain('A1.5')], details: [], carry: 'none.', note: null },
        {
          id: `gone-${at}`,
          fate: 'Gone',
          before: [plain('A1.6')],
          after: [],
          details: [],
          carry: 'stays.',
          note: null,
        },
      ],
    })),
    further: [
      {
        id: 'scales',
        title: 'Rating scales',
        changes: [{ subject: 'Changed: the scale', lines: ['Point added: “Tested”.', write.sentence()] }],
      },
    ],
  };
}
