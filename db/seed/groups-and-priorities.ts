/** The groups of the demonstration partnership, its priorities, and the themes that its young people set. All invented. */
export const groups = [
  { name: 'Brookmere Safeguarding Board', kind: 'board' },
  { name: 'Strategic partners’ executive', kind: 'executive' },
  { name: 'Performance, learning and quality sub-group', kind: 'sub-group' },
  { name: 'Neglect sub-group', kind: 'sub-group' },
  { name: 'Exploitation and missing sub-group', kind: 'sub-group' },
] as const;

export const priorities = [
  {
    title: 'Help before harm',
    description: 'Families get help early, from one plan and one lead worker, whichever door they knock on first.',
  },
  {
    title: 'Neglect is seen and named',
    description: 'Staff in every agency recognise neglect, use the same tool, and act before a child has waited long.',
  },
  {
    title: 'Safe from exploitation',
    description: 'Children at risk of exploitation outside the home are found, listened to and protected together.',
  },
  {
    title: 'Leadership that asks hard questions',
    description: 'Partners challenge each other openly, and each can show what changed because of it.',
  },
] as const;

export const themes = [
  {
    title: 'Ask us before you decide',
    setByName: 'Brookmere Youth Council, at its summer assembly',
    description: 'Before a plan is made about us, ask us, and tell us afterwards what you did with our answer.',
  },
  {
    title: 'Somebody to talk to who stays',
    setByName: 'the Lantern Club, the council of children in care',
    description: 'Changes of worker should be rare, explained in advance, and never by letter alone.',
  },
] as const;

/** Which questions of section 11 are asked for which of them, by code. */
export const taggedQuestions = [
  { title: priorities[0].title, questions: ['information-sharing-arrangements', 'sharing-confidence'] },
  { title: priorities[3].title, questions: ['escalation-known', 'escalation-used', 'speak-up-culture'] },
  { title: themes[0].title, questions: ['voice-in-decisions', 'voice-in-services', 'voice-made-a-difference'] },
] as const;
