/** What the surveys of staff of the demonstration partnership asked, and of what it is about. All invented. */
export const surveyWords = {
  title: 'Staff survey on keeping children safe',
  source:
    'Held by the partnership’s business unit with an online form, without names; report to the quality sub-group.',
  statements: [
    {
      about: 'question escalation-known',
      statement: 'I know what to do when I disagree with another agency about a child',
    },
    { about: 'question speak-up-culture', statement: 'I feel able to raise a concern about a colleague' },
    {
      about: 'question lado-route-known',
      statement: 'I know who to tell when somebody says that a colleague has harmed a child',
    },
    {
      about: 'question supervision-delivered',
      statement: 'I had supervision about my work with children in the last three months',
    },
    {
      about: 'standard help-and-multi-agency-working',
      statement: 'Agencies work well together for the families I see',
    },
  ],
  correction: 'The figures of two teams were counted twice in the report.',
} as const;
