import type { DemonstrationPerson } from './people.ts';

/** A second invented partnership next to Brookmere, which some of the same organisations work for. */
export const secondPartnership = {
  name: 'Fenlow Safeguarding Children Partnership',
  shortName: 'Fenlow SCP',
  slug: 'fenlow',
};

export const secondPartners: readonly DemonstrationPerson[] = [
  {
    name: 'Marta Olsen',
    email: 'marta.olsen@fenlow-scp.example',
    jobTitle: 'Business manager',
    role: 'business-manager',
  },
];

/** What it asks beside the national questions, and what a trust that works for both says to that. */
export const secondQuestions = {
  priority: { title: 'Coastal towns', description: 'Children who arrive for a season are known to somebody.' },
  heading: 'Fenlow priorities',
  questions: [
    {
      text: 'Children who stay in Fenlow for a season are known to your services, and to those who see them next.',
      guidance:
        'Think of the last summer. How did you learn that a child had come, and whom did you tell when they left?',
      words:
        'Our two coastal clinics ask every family how long they stay, and write to the health visitor of their home area before the season ends.',
    },
    {
      text: 'Your staff in Fenlow know whom to ring at the harbour and the holiday parks.',
      guidance: '',
      words: 'The list is on the wall of both clinics and was rung through in May: two numbers were out of date.',
    },
  ],
} as const;
