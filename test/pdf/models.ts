import type { OutcomeLetterModel, ReceiptModel, ReturnCopyModel } from '../../pdf/models.ts';
import { aScale, marks } from '../builders/a-pack-model.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';

const hash = '4c1d8e0f7ba9623d5e10c4f2a8b7d69301f2e3d4c5b6a7980123456789abcdef';

export const frame = {
  language: 'en-GB',
  madeOn: '2027-02-25T09:30:00.000Z',
  madeOnText: '25 February 2027, 9:30am',
  partnership: 'Brookmere Safeguarding Children Partnership',
} as const;

const signatures = [
  { name: 'Rhys Ŵyn', role: 'Director of operations', signedOn: '3 February 2027, 10:02am', hash },
  { name: 'Agnieszka Łoś', role: 'Chair of governors', signedOn: '4 February 2027, 4:40pm', hash },
];

/** A return of `standards` standards with every kind of answer. */
export function aReturnCopy({ standards = 5, words = 90, seed = 3 } = {}): ReturnCopyModel {
  const write = aWriter(aRandom(seed));
  return {
    ...frame,
    kind: 'return-copy',
    draft: false,
    title: 'Section 175 return 2026 to 2027, Alder Primary School',
    reference: 'BSCP-2027-S175-0142',
    accessibleAddress: 'https://lineofsight.example.org/returns/01JX5M2K8/print',
    organisation: 'Alder Primary School',
    organisationKind: 'Maintained school, primary',
    cycleTitle: 'Section 175 return 2026 to 2027',
    editionTitle: 'Section 175 and 157 standards on KCSIE 2025, edition 2025.1',
    status: 'Sent on 4 February 2027 at 4:45pm',
    snapshotHash: hash,
    profile: [
      { label: 'Unique reference number', value: '900142' },
      { label: 'Phase', value: 'Primary' },
      { label: 'Pupils on roll', value: '212' },
      { label: 'Lets its premises', value: 'Yes: evenings and Saturdays' },
    ],
    signatures,
    scale: aScale,
    standards: Array.from({ length: standards }, (_, at) => ({
      number: `E${at + 1}`,
      title: ['Setting and roles', 'Governance', 'Policies', 'Designated lead', 'Training'][at % 5] ?? 'Standard',
      summary: write.sentence(),
      overall: at % 2 === 0 ? marks.green : null,
      beside: at % 4 === 0 ? marks.green : null,
      questions: [
        {
          number: `E${at + 1}.1`,
          text: 'How do you know that every member of staff understands what to do?',
          answer: [
            { type: 'rating', mark: at % 3 === 0 ? marks.amber : marks.green },
            { type: 'text', text: write.prose(words) },
          ],
          evidence: ['Staff survey, autumn 2026 (PDF, covers September 2026)', 'Induction checklist (Word)'],
          carried: at === 1 ? 'Carried from 2026, not yet confirmed' : null,
        },
        {
          number: `E${at + 1}.2`,
          text: 'Which of these have all staff been trained in during the year?',
          answer: [{ type: 'list', items: ['Prevent', 'Child-on-child abuse', 'Online safety'] }],
          evidence: [],
          carried: null,
        },
        {
          number: `E${at + 1}.3`,
          text: 'Who holds each role, and when were they last trained?',
          answer: [
            {
              type: 'table',
              headings: ['Role', 'Name', 'Trained on', 'Notes'],
              rows: [
                ['Designated safeguarding lead', 'Dee Carter', '12 September 2026', write.sentence()],
                ['Deputy', 'Tom Hale', '12 September 2026', ''],
                ['Link governor', 'Priya Nair', '3 October 2026', 'Refresher due in spring'],
              ],
            },
          ],
          evidence: [],
          carried: null,
        },
        {
          number: `E${at + 1}.4`,
          text: 'How do you check on boarders at weekends?',
          answer: [{ type: 'none', text: 'Does not apply: no boarders' }],
          evidence: [],
          carried: null,
        },
      ],
    })),
    evidence: [
      {
        number: 1,
        title: 'Staff survey, autumn 2026',
        form: 'PDF',
        datesCovered: 'September 2026',
        freshness: 'Current',
        supports: ['E1.1', 'E5.1'],
      },
      {
        number: 2,
        title: 'Induction checklist',
        form: 'Word',
        datesCovered: 'Not dated',
        freshness: 'Not dated',
        supports: [],
      },
    ],
  };
}

export function aReceipt(): ReceiptModel {
  return {
    ...frame,
    kind: 'receipt',
    title: 'Your return has been received',
    reference: 'BSCP-2027-S175-0142',
    accessibleAddress: 'https://lineofsight.example.org/returns/01JX5M2K8/receipt',
    organisation: 'Alder Primary School',
    cycleTitle: 'Section 175 return 2026 to 2027',
    editionTitle: 'Section 175 and 157 standards on KCSIE 2025, edition 2025.1',
    receivedOn: '4 February 2027, 4:45pm',
    sentBy: 'Dee Carter, designated safeguarding lead',
    snapshotHash: hash,
    check: {
      code: '7K3M-Q2WD-H9XB',
      address: 'https://lineofsight.example.org/verify/7K3M-Q2WD-H9XB',
      record: '1,204, ab12cd34ef56ab12',
    },
    signatures,
    contents: [
      { label: 'Standards answered', value: '19' },
      { label: 'Questions answered', value: '97 of 97' },
      { label: 'Evidence files', value: '14' },
    ],
    whatHappensNext:
      'A moderator at the partnership reads your return and rates it beside your own rating.\n\nYou will hear from us by 30 April 2027.',
    contact: 'Safeguarding partnership office, partnership@brookmere.example.org, 01632 960 142',
  };
}

export function anOutcomeLetter(): OutcomeLetterModel {
  const write = aWriter(aRandom(11));
  return {
    ...frame,
    kind: 'outcome-letter',
    title: 'Outcome of the challenge session: Millbrook Housing',
    reference: 'BSCP-2027-S11-L09',
    accessibleAddress: 'https://lineofsight.example.org/returns/01JX5M2K8/outcome',
    organisation: 'Millbrook Housing',
    cycleTitle: 'Section 11 self-assessment 2026 to 2027',
    addressee: { name: 'Sam Patel', role: 'Chief executive', lines: ['4 Weir Street', 'Brookmere', 'BM1 2AB'] },
    senderLines: ['Brookmere Civic Centre', 'Weir Street', 'Brookmere BM1 1AA', 'partnership@brookmere.example.org'],
    date: '2 April 2027',
    salutation: 'Dear Sam',
    subject: 'Your section 11 self-assessment: what we agreed',
    opening:
      'Thank you for your return and for coming to the challenge session on 18 March 2027.\n\n' +
      'This letter records the ratings we agreed, what the panel asked, and the actions that follow.',
    ratings: [
      {
        standardNumber: 'A1',
        standardTitle: 'Leadership and accountability',
        self: marks.green,
        agreed: marks.green,
        reason: null,
      },
      {
        standardNumber: 'A4',
        standardTitle: 'Speak-up culture',
        self: marks.green,
        agreed: marks.amber,
        reason: 'The policy is in force, but the survey shows that fewer than half of the repairs staff know of it.',
      },
      { standardNumber: 'A7', standardTitle: 'Safer recruitment', self: marks.amber, agreed: null, reason: null },
    ],
    strengths: ['Tenancy officers record worries about children well.', write.prose(60)],
    challenges: [
      {
        about: 'A4 Speak-up culture',
        challenge: 'How would a repairs contractor know whom to tell?',
        reply: write.prose(130),
        outcome: 'Partly assured. The contractor briefing starts in June.',
      },
      { about: null, challenge: 'What worries you most?', reply: write.sentence(), outcome: 'Assured' },
    ],
    actions: [
      {
        reference: 'ACT-27-031',
        action: 'Brief every contractor on speaking up, and check that they understood.',
        owner: 'Jo Bell',
        due: '30 June 2027',
        successMeasure: 'Nine in ten contractors name the right contact in the October survey.',
      },
      {
        reference: 'ACT-27-032',
        action: write.sentence(),
        owner: 'Tom Hale',
        due: '31 July 2027',
        successMeasure: null,
      },
    ],
    closing: 'Please tell us by 16 April 2027 if anything here is not as you remember it.',
    valediction: 'Yours sincerely',
    signatory: { name: 'Marion Okafor', role: 'Independent chair' },
    copies: ['Jo Bell, safeguarding lead', 'Partnership business manager'],
  };
}
