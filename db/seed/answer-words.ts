/** Answers in words to questions that are not rated, by question code. The slots are those of `agency-words.ts`. */
export const textAnswers: Readonly<Record<string, readonly string[]>> = {
  'voice-made-a-difference': [
    'Young people told us that the waiting room felt like a police station. We moved appointments to a room with sofas and a window, and {most} per cent now come to the second one.',
    'Children said that letters were about them and not to them. Each child now gets a page of their own, with a photograph of the person who is coming.',
    'A group of {n} young carers asked us not to ring in school hours. We send a text instead and ring at half past four.',
    'Younger children said that they did not know what would happen to what they told us. We made a short film with them, which every new family sees.',
    'Teenagers told us that the lift to the first floor smelt and that they would rather use the stairs by the park. It sounds small. They come more often.',
    'Parents and children asked for the same worker throughout. We changed the rota so that {most} per cent now have it.',
  ],
  'main-strengths': [
    'First, advice: a worried worker can reach a trained person within minutes at any hour. Second, audits that are repeated until practice changes. Third, supervision that is about the child. Together they mean that worries are acted on early.',
    'We are proud of our early help: {n} plans led by our own people, and parents who say that they told their story once. Our records are complete. Our {board} asks hard questions.',
    'Our people stay, and families know them. Recruitment is careful and checked by somebody independent. Young people have changed what we offer three times this year.',
    'Partners can rely on us to come and to bring a report that helps. Concerns about adults are written down early. The lead has the time that the role needs.',
  ],
  'main-risks': [
    'Training is behind for part-time {people}, so a sign could be missed on a busy evening. We have booked extra sessions and pair people meanwhile. Second, we hear too little from the youngest children. Third, two key people leave within the year.',
    'A child could be left with a worry over a weekend, because cover rests on one person. We share a rota with a partner from next month. Our other worries are old records in two systems and small providers whom nobody visits.',
    'We are not certain that learning from reviews changes what people do. We are testing this with short observations. Demand has grown by a fifth with the same number of people, and waiting lists are a risk in themselves.',
    'The move to a new record system in {month} left gaps that we are still closing. High turnover in one team means that children see new faces too often. We need help from partners to find children who are not in any service.',
  ],
  'help-from-the-partnership': [
    'Evening sessions of the level 3 course, and a shorter return next year: the table on workforce figures took a day and we have never heard what came of it.',
    'A contact in each agency for information at short notice. A shared group of young people would help small organisations like ours.',
    'Peer audits between agencies. We learnt more from one afternoon with a partner than from our own three.',
  ],
  'local-priorities': [
    'We chose neglect. All staff practised with the partnership’s tool in {month}, and we used it with {n} families. Two said that it was the first time somebody had talked about the house and not about them. It is too early to tell what it changed for attendance.',
    'On harm outside the home we mapped with pupils where they do not feel safe. Lighting was mended at one gate, and a member of staff is at the bus stop. Pupils’ answers in {month} were better than the year before.',
    'We worked on early help with the family hub next door. Referrals that led to nothing fell by a third, because we rang first.',
  ],
  'open-actions': [
    'Two actions are open. Supervision for the deputies: the head owns it, and it starts next half term. Tablets that go home need a filter: the business manager owns it and waits for the supplier, due by Easter.',
    'One action is open: training for governors who joined this year, owned by the clerk, booked for next month.',
  ],
  'strengths-and-risks': [
    'Strengths: staff know the children and notice change; the lead and deputies work as one team; children say that adults here listen. To put right: supply teachers’ induction, because a sign could be missed on their first day; weekend alerts; and the record of what came of a concern.',
    'Strengths: attendance and safeguarding are looked at together; lessons change with what is happening locally; governors visit and ask. To put right: hearing from the quietest children, harm between children in corridors, and files of summer leavers, because a new school would not know.',
    'Strengths: a calm site, early help led by our own staff, and careful recruitment. To put right: the lead’s hours, which leave other work undone; training of lunchtime staff; and plans for the child who did harm as well as for the one who was harmed.',
  ],
};

/** Details beside a yes or a no, by question code and answer. */
export const yesNoDetails: Readonly<Record<string, { readonly yes?: string; readonly no?: string }>> = {
  'role-in-job-descriptions': { no: 'It is in the lead’s. The deputy’s will be changed at the next appraisal.' },
  'policy-approved': { no: 'It was approved three years ago. A new one goes to the {board} next month.' },
  'speak-up-policy': { no: 'The policy covers routes inside the organisation. Routes outside are being added.' },
  'information-sharing-arrangements': {
    no: 'We follow the partnership’s agreement, but our own retention schedule is a draft.',
  },
  'operation-encompass': {
    yes: 'Messages go out by 8:30 on school days; {most} per cent were in time last quarter. Early years settings joined in {month}.',
    no: 'The key adults changed and the new ones are being trained; we rejoin next half term.',
  },
  'allegations-procedure': { no: 'We use the partnership’s procedure and have not written our own.' },
  'training-plan': { no: 'There is a calendar of courses, but it does not start from what people need.' },
  'disproportionality-figures': {
    yes: 'Every quarter. Black children were over-represented in our highest-risk group; a panel now looks at each decision.',
    no: 'Ethnicity is missing too often to say. Recording it is required from next month.',
  },
  'policy-on-website': { no: 'Last year’s is there. The new one goes up this week.' },
  'relationships-policy': { no: 'Parents are being consulted this term.' },
  'pupil-survey': { no: 'We talk with classes but have not asked everybody. A survey is planned for next term.' },
  'trained-panel': { no: 'On one panel the trained person was ill and the interview went ahead.' },
  'online-searches': { no: 'We do it for teachers and leaders. It starts for everybody from this term.' },
  'section-128-checks': { no: 'Done for governors. Two new leaders are still to be checked.' },
  'childcare-disqualification': {
    no: 'It was in the old form and was left out of the new one. We are asking everybody.',
  },
  'eyfs-first-aid': { no: 'Cover was missing on outings. Two more people are booked on the course.' },
  'other-provision': { yes: 'A farm visit every summer and a radio club. The deputy lead signs off both.' },
};

/** Evidence that an organisation would hold: a title, the kind of thing it is, and the standards that it speaks to. */
export const evidenceTitles = {
  agency: [
    ['Child protection policy', 'text', ['policy-escalation', 'speaking-up']],
    ['Training figures by level', 'figures', ['induction-training']],
    ['Audit of records', 'text', ['information-sharing-records', 'learning-and-quality-assurance']],
    ['Minutes of the meeting that discussed safeguarding', 'text', ['leadership-accountability', 'designated-roles']],
    ['Notes of the young people’s group', 'text', ['voice-of-children-and-families', 'equality-and-safety-culture']],
    ['Supervision figures by team', 'figures', ['supervision-workforce']],
    ['Safer recruitment checklist', 'text', ['safer-recruitment']],
    ['Safeguarding page for staff', 'link', ['policy-escalation', 'vulnerability-and-priorities']],
    ['Annual safeguarding report', 'link', ['leadership-accountability', 'help-and-multi-agency-working']],
    ['Log of low-level concerns, totals', 'figures', ['allegations-positions-of-trust']],
  ],
  setting: [
    ['Child protection policy', 'text', ['policies', 'child-on-child-abuse']],
    ['Staff training log, totals', 'figures', ['staff-training']],
    ['Governor’s visit note', 'text', ['governance', 'designated-safeguarding-lead']],
    ['Pupil survey, totals', 'figures', ['teaching-safeguarding', 'culture', 'child-on-child-abuse']],
    ['Single central record check, signed', 'text', ['single-central-record', 'safer-recruitment']],
    ['Filtering and monitoring review', 'text', ['online-safety']],
    ['Curriculum map for staying safe', 'link', ['teaching-safeguarding', 'online-safety']],
    ['Safeguarding page of the website', 'link', ['setting-and-roles', 'policies']],
  ],
} as const;

export interface ActionTheme {
  readonly what: string;
  readonly measure: string;
  /** What the owner says when it is done. */
  readonly impact: string;
}

/** What can be asked of an agency, by standard; other standards take the last. */
export const actionThemes: Readonly<Record<string, ActionTheme>> = {
  'leadership-accountability': {
    what: 'Name a lead at the top table, train them, and put safeguarding on every agenda until the end of the year.',
    measure: 'Minutes of four meetings with a decision in each, and a lead who can say what the weakest point is.',
    impact:
      'The new lead has been on three visits. The last two meetings each changed something, and the minutes show what.',
  },
  'designated-roles': {
    what: 'Test out-of-hours advice with a call each month for half a year.',
    measure: 'Six calls, six answers within 15 minutes.',
    impact: 'All six test calls were answered within ten minutes.',
  },
  'voice-of-children-and-families': {
    what: 'Ask the youngest children and those who use few words about the service, and write down what changed because of it.',
    measure: 'Three changes that children can point to, told back to them.',
    impact: 'Children chose three changes, and two are in place. The group told us that they can see them.',
  },
  'information-sharing-records': {
    what: 'Repeat the audit of records with a partner agency and share the result.',
    measure: 'Nine of ten records meet the standard, judged by somebody outside the organisation.',
    impact: 'The repeat audit, done with a partner, found 19 of 20 records to standard, up from 12.',
  },
  'safer-recruitment': {
    what: 'Check every record of people who work with children, and stand down anybody whose check cannot be shown.',
    measure: 'A record without gaps on two checks three months apart, one by somebody from another team.',
    impact:
      'The second check, by colleagues from finance, found no gap. Four people were stood down until theirs came back.',
  },
  'allegations-positions-of-trust': {
    what: 'Keep one log of low-level concerns and read it every month for patterns.',
    measure: 'A log read six times, and two examples of something small that was dealt with early.',
    impact: 'The log has been read six times. Two patterns were seen and dealt with by a talk and a plan.',
  },
  'induction-training': {
    what: 'Bring training up to date for everybody who works evenings and weekends, and check that it changed what they do.',
    measure:
      'At least 95 per cent in date on two quarters running, and a sample of 15 people who can say what they would do.',
    impact: 'Training stands at 96 per cent, and 14 of the 15 people asked could say what they would do.',
  },
  'supervision-workforce': {
    what: 'Give every worker supervision each month, with cover for teams whose manager is away.',
    measure: 'Nine of ten sessions held in each team, and notes in which the child is at the centre.',
    impact:
      'Sessions held rose to 93 per cent in every team. A reader from outside looked at 20 notes and found the child in 18.',
  },
  'commissioning-contracts': {
    what: 'Visit every provider that works with children on your behalf, and tell the partnership what you found.',
    measure: 'A visit note for each provider and no contract without safeguarding terms.',
    impact: 'Every provider has been visited. Two contracts were changed, and one small grant was ended.',
  },
  other: {
    what: 'Write down what is expected, brief every team, and look after three months at whether it happens.',
    measure: 'A sample of 20 in which at least 18 meet what was written down, shown to the partnership.',
    impact: 'All teams were briefed. The sample of 20 found 18 as they should be; the two others were put right.',
  },
};

export const actionWords = {
  progress: [
    'A plan with dates was agreed, and the first sessions have been held.',
    'Half of the teams are done. The rest are booked for next month.',
    'The draft went to managers and came back with good questions.',
    'We met with a partner who has solved this and borrowed their checklist.',
    'Two of the five sites are finished; the others follow.',
  ],
  verified: [
    'The figures were checked, and three people were asked on a visit. It holds.',
    'The note was read in full and two examples were looked at. Closed with thanks.',
  ],
  returned: ['What was sent leaves out bank and weekend workers, who were the reason for the action. Please add them.'],
  reopened: ['The last quarter has fallen below the measure again, so this is opened until it holds.'],
  moved: ['Moved with the chair’s consent: the new record system was delayed by two months.'],
} as const;

export const extensionReasons = [
  'The safeguarding lead has been ill, and the deputy asked for a few more days.',
  'An inspection fell in the same fortnight.',
] as const;
