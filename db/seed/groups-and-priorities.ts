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

/** What the groups of the demonstration agreed to do themselves, with days before and after the day it is told. */
export const groupActions = [
  {
    group: groups[3].name,
    agreed: 62,
    due: 40,
    finding: 'Two audits found the neglect tool unused before a conference.',
    what: 'Put the neglect tool into the referral form of every agency',
    measure: 'In the spring audit 18 of 20 files show the tool before a conference',
    owner: 'Chair of the neglect sub-group',
    priority: priorities[1].title,
  },
  {
    group: groups[3].name,
    agreed: 62,
    due: -10,
    finding: 'School nurses were not asked when the tool was chosen.',
    what: 'Hear two groups of school nurses on what stops them from using the tool',
    measure: 'The group has their three main reasons, and an answer to each',
    owner: 'Named nurse, Hartsmere',
    priority: priorities[1].title,
  },
  {
    group: groups[2].name,
    agreed: 48,
    due: 60,
    finding: 'Young people said that they never hear what became of their answers.',
    what: 'Write to the youth council within a month of each meeting',
    measure: 'The youth council says at its next assembly that it was told',
    owner: 'Business manager',
    priority: themes[0].title,
  },
] as const;
