/** Challenges of the demonstration between meetings, and what its agencies share. No names of children, as on every page. */
export const challengeLogWords = {
  session: {
    answer:
      'The refresher is booked for every sergeant, and the list of who has had it goes to the sub-group each month.',
    close: 'The list shows 94 per cent trained, and the dip sample of ten records agrees with it.',
  },
  subGroup: {
    name: 'Neglect sub-group',
    reason:
      'Two audits in a row found that the neglect tool was not used before the second conference. The board asks what the group has done since the first audit.',
    givenBy: 'Chair of the neglect sub-group',
    answer: 'The tool is now part of the referral form, and the next audit looks at twenty files in the spring.',
    close: 'The form is changed. Whether the tool is used better will only show in the spring audit.',
  },
  overdue: {
    reason:
      'Homeless 16 and 17 year olds are placed in bed and breakfast without a joint assessment. How many were there this year, and what is in place for the next one?',
    moved: 'The new team leader started this month and asked for time.',
    risk: 'Another placement was made without a joint assessment last month.',
  },
  agencies: {
    reason:
      'Babies are discharged without a plan being shared with the health visitor. The commissioner asks how often this happened in the last six months.',
    report: 'Numbers by month, what was done about each, and how discharge planning is checked now',
    answer:
      'Eleven of 212 discharges had no shared plan. A senior midwife now signs every discharge, and the last eight weeks had none.',
  },
  returned: {
    reason: 'The return rates lone working as in place, but the evidence is a policy that ended last year.',
    report: 'The policy that is in force, and how staff know of it',
  },
  otherBoard: {
    name: 'Safeguarding Adults Board',
    reason:
      'Young people who turn 18 while they are at risk fall between two protocols. Which one leads, and who decides?',
  },
  withdrawn: {
    reason: 'Figures on missing episodes were not sent for the second quarter.',
    close: 'They had been sent to the old address. The challenge is taken back.',
  },
} as const;

export const goodPracticeWords = {
  byHand: {
    title: 'Young carers write the questions for our interviews',
    what: 'Before each appointment, four young carers choose two questions and listen to the answers with us. They say what they heard, in their words, before anybody else speaks. We pay their travel and lunch.',
    difference:
      'Two appointments went to other people than the panel would have chosen. Children tell us in our yearly survey that they know who to talk to: 78 per cent, up from 61.',
    contact: 'The safeguarding lead',
  },
  suggestion: {
    note: 'The way the board hears from children before it decides is clear and could be copied by others.',
    title: 'Children speak first at every board meeting',
    what: 'Each meeting of the board begins with ten minutes from children or from somebody who works with them. The chair writes down one thing that will change, and opens the next meeting with what became of it.',
    difference: 'Nine of the last ten promises were kept, and the minutes show which one was not and why.',
    contact: 'The council’s safeguarding lead',
  },
  waiting: { note: 'Your account of how case notes are sampled is the clearest we have read this year.' },
  withdrawn: {
    title: 'A shared rota for the drop-in',
    what: 'Volunteers of three groups share one rota, so that there are always two adults.',
    difference: 'No session was cancelled last winter.',
    contact: '',
  },
} as const;
