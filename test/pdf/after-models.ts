import type { MinutesModel, WrittenResponseModel } from '../../pdf/models.ts';
import { marks } from '../builders/a-pack-model.ts';
import { anOutcomeLetter } from './models.ts';

const letter = anOutcomeLetter();
const frame = {
  language: 'en-GB',
  madeOn: letter.madeOn,
  madeOnText: letter.madeOnText,
  partnership: letter.partnership,
} as const;

/** Minutes of three agencies: one with much, one with a correction, one of which nothing is recorded. */
export function someMinutes(): MinutesModel {
  return {
    ...frame,
    kind: 'minutes',
    title: 'Minutes: Challenge session, spring 2027',
    reference: 'MIN-7K3M-Q2WD',
    accessibleAddress: 'https://lineofsight.example.org/challenge/01JX5M2K8/minutes/2',
    session: 'Challenge session, spring 2027',
    cycleTitle: letter.cycleTitle,
    version: '2',
    change: 'The reply of the police was taken down wrongly.',
    when: '18 March 2027 at 9:30am',
    place: 'Civic Hall, Weir Street',
    chair: 'Marion Okafor',
    panel: 'Marion Okafor, Independent chair\nTom Hale, Business manager\nApologies: Asha Rahman, lay member',
    opening: 'The panel met three agencies to ask about the returns they sent.',
    agenda: [
      { time: '9:30am to 10:00am', organisation: 'Millbrook Housing', lead: 'Tom Hale' },
      { time: '10:00am to 10:30am', organisation: 'Brookmere Police', lead: null },
      { time: '10:30am to 11:00am', organisation: 'Brookmere Leisure', lead: 'Sam Patel' },
    ],
    agencies: [
      {
        name: 'Millbrook Housing',
        time: '9:30am to 10:00am',
        present: ['Sam Patel', 'Jo Bell'],
        apologies: ['Rhys Moran'],
        entries: letter.challenges.map((entry) => ({
          ...entry,
          askedBy: 'Independent chair',
          agreed: entry.about === null ? null : marks.amber,
          agreedReason: entry.about === null ? null : 'Fewer than half of the staff know of the policy.',
          corrections: [],
        })),
        actions: letter.actions,
      },
      {
        name: 'Brookmere Police',
        time: '10:00am to 10:30am',
        present: ['Dana Price'],
        apologies: [],
        entries: [
          {
            about: null,
            askedBy: 'Lay member',
            challenge: 'What do children tell you?',
            reply: 'That they want to be asked once.',
            outcome: 'Assured',
            agreed: null,
            agreedReason: null,
            corrections: [
              'Corrected by Tom Hale on 20 March 2027 at 4:10pm. Before, the reply read: “That they want to be asked.”.',
            ],
          },
        ],
        actions: [],
      },
      { name: 'Brookmere Leisure', time: '10:30am to 11:00am', present: [], apologies: [], entries: [], actions: [] },
    ],
    discussion: 'The panel thanked the scribe.',
    nextSteps: 'Each agency gets a letter.',
    approval: 'Approved by Marion Okafor, Independent chair, on 22 March 2027 at 9:14am',
    contentHash: '4c1d8e0f7ba9623d5e10c4f2a8b7d69301f2e3d4c5b6a7980123456789abcdef',
  };
}

/** A written response to a school, with a line of its own and ratings. */
export function aWrittenResponse(): WrittenResponseModel {
  return {
    ...frame,
    kind: 'written-response',
    title: 'Response: Alder Primary School, Section 175 return 2026 to 2027',
    reference: 'RSP-7K3M-Q2WD',
    accessibleAddress: 'https://lineofsight.example.org/returns/01JX5M2K8/response',
    organisation: 'Alder Primary School',
    cycleTitle: 'Section 175 return 2026 to 2027',
    addressee: letter.addressee,
    senderLines: ['Tom Hale', 'Business manager', 'tom.hale@brookmere.example.org'],
    date: '2 April 2027',
    salutation: 'Dear Sam Patel',
    subject: 'Our response to your return',
    answers: 'This answers your return S175-7K3M-Q2WD, sent on 3 February 2027.',
    text: 'Thank you for the return of Alder Primary School.\n\nWe have read it, and ask nothing further this year.',
    ownLine: 'Your case study on attendance will be shown to other schools.',
    ratings: letter.ratings,
    valediction: 'Yours sincerely',
    signatory: { name: 'Tom Hale', role: 'Business manager' },
  };
}
