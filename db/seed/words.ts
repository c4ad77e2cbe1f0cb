/** Sentences that fit every organisation of the demonstration. The slots are those of `agency-words.ts`. */

/** How they know, after a sentence on how it stands; `small` is for bodies that live from volunteers. */
export const howWeKnow = {
  green: [
    'We know from the audit in {month}, which looked at {n} records.',
    'The minutes of {month} and the figures attached show it.',
    'Our last inspection said the same, and we have checked since.',
    'The evidence is the report to the {board} in {month} and the notes of {n} visits.',
    'A partner agency looked with us in {month} and agreed.',
    'People at the front line say the same when we ask them, as we did in {month}.',
    'It is checked every quarter, most lately in {month}.',
    'We tested it on {n} people in {month}, and there were no surprises.',
    '',
  ],
  amber: [
    'We know this from our own sample in {month}.',
    'It came up in supervision and again in the {month} audit.',
    'The evidence so far is a policy and a list of names, not yet what happens in practice.',
    'People told us this themselves, which we take as a good sign.',
    'Figures for {month} are attached; they have moved in the right direction for two quarters.',
    'We have looked at one part closely and are assuming that the rest is alike.',
    '',
  ],
  red: [
    'We found this ourselves in {month} and have told the {board}.',
    'It was raised by {people} in {month}, and we agree with them.',
    'The figures attached show it plainly.',
    'We have no evidence that would let us say otherwise.',
    'A partner pointed it out in {month}.',
  ],
  small: [
    'The {board} talked about it in {month}.',
    'We looked at it together in {month}.',
    'Parents would tell you the same.',
    '',
  ],
} as const;

/** What comes next, or what difference it makes, at the end. */
export const whatNext = {
  green: [
    'For children it means that a worry is acted on the same day rather than the same week.',
    'Families say that they are told what will happen and why.',
    'Next year we want to show the difference in outcomes as well as in records.',
    'We shall look again in six months, because it rests on good people staying.',
    'It has meant earlier help for families who would have waited.',
    '',
    '',
  ],
  amber: [
    'The safeguarding lead will put this right by the end of the next quarter and report to the {board}.',
    'A plan with dates is in place; the hardest part is finding time for people to come.',
    'We shall repeat the sample in three months and expect at least {most} per cent.',
    'Until then managers check each case themselves.',
    'We would like to learn from a partner who has solved this.',
    'A named person now owns it, and it is on the agenda every month.',
    '',
  ],
  red: [
    '{head} owns the action, and a weekly check runs until it is closed.',
    'Until it is put right, {head} looks at each case.',
    'We have asked the partnership for help and expect to be in a different place within three months.',
    'Money for it was agreed in {month}.',
    'It is at the top of our action plan, with a date.',
  ],
  small: [
    'It is on the list for the next meeting.',
    'We would be glad of an example from a group like ours.',
    'The safeguarding lead has taken it on.',
    '',
  ],
} as const;

/** How it stands, where nothing more particular is said about the question. */
export const generalWords = {
  green: [
    'This is in place for all {people} and at every place where we work, and has been for more than a year.',
    'We are confident here: it is written down, people know it, and somebody other than the author has checked.',
    'It works in practice as well as on paper; new {people} pick it up within their first weeks.',
    'Last year we were half way. The change came from asking {people} what got in the way.',
    'It is simply how we work now, and it held up when we were short of {people} in {month}.',
    'A clear procedure, a person who owns it, and a check that finds the few times when it is not followed.',
    'Ask any of our {people}: {most} per cent answered rightly when we did so in {month}.',
    'The {board} asked for proof in {month}, was given {n} examples and chose which to look at.',
    'What we promised in the last action plan is done, and we have looked twice since to see that it lasts.',
  ],
  amber: [
    'This is in place for most of what we do. One part of the organisation joined late and is catching up.',
    'It is written down and most {people} know it; we cannot yet show that it makes a difference.',
    'It happens when the right people are there. We want it to happen every time.',
    'We began this in {month} and are about half way.',
    'Good in some teams and patchy in others, as our own sample showed.',
    'The procedure is new since {month}. {people} know it; habits are slower.',
    'We do this well for the children we know best and less well for those we meet once.',
    'On paper this is done. When we asked {n} {people}, the answers did not all agree.',
    'It works in office hours. Evenings and weekends depend on who is on duty.',
  ],
  red: [
    'This has slipped since {month}, and we are not going to pretend otherwise.',
    'There is an intention and no more; nobody has owned it until now.',
    'It depends on who is on duty, which means that some children are less safe than others.',
    'What we had in place came to an end with a grant and has not been replaced.',
    'We thought that this was in place. When we looked in {month}, most of it was not.',
    'Two attempts were overtaken by other work, so there is still nothing that we could show a visitor.',
    'The person who did this left in {month}, and it left with them.',
  ],
} as const;

/** Why a rating does not apply. */
export const notApplicableReasons = [
  'We checked with the partnership: this part of our work ended last year and will not start again.',
  'Nobody in our organisation does this work, and we do not plan it.',
  'We share premises with a partner that answers this question in its own return.',
] as const;

/** What a question is about, for the standards whose questions are on many things. By question code. */
export const subjects: Readonly<Record<string, string>> = {
  'disabled-children': 'the safety of disabled children',
  neglect: 'neglect',
  'domestic-abuse': 'domestic abuse',
  'harm-outside-home': 'exploitation and harm outside the home',
  'online-harm': 'harm online',
  'mental-health-and-self-harm': 'self-harm and mental health',
  'babies-and-unborn-children': 'babies and unborn children',
  'children-in-care-and-private-fostering': 'children who live away from their parents',
  'harmful-practices': 'harmful practices',
  radicalisation: 'radicalisation',
  'sector-standards-met': 'the standards of our own regulator',
  'activities-run-safely': 'running activities safely',
  'police-powers-and-custody': 'children in police protection and custody',
  'police-child-protection-capacity': 'the capacity of child protection teams',
  'probation-checks': 'checks before sentence and release',
  'youth-justice-children-first': 'treating children as children first',
  'homeless-young-people-and-families': 'homeless young people and families',
  'was-not-brought': 'children who were not brought',
  'urgent-care-and-inpatient-safety': 'urgent and inpatient care',
  'system-oversight': 'oversight of the health system',
  'transport-safe': 'transport',
  'overnight-stays-safe': 'overnight stays',
  'online-services-safe': 'online sessions',
  'children-with-social-worker': 'children with a social worker',
  'looked-after-support': 'looked-after children',
  'disabled-children-send': 'disabled children and those with special needs',
  'mental-health': 'mental health',
  'placement-responsibility': 'placements with other providers',
  'placement-written-checks': 'checks by other providers',
  'placement-addresses': 'where providers teach',
  'placement-reviews': 'reviews of placements',
  'commissioner-information': 'reports to the schools that place with us',
  'eyfs-safeguarding': 'the early years requirements',
  'eyfs-care-routines': 'eating, sleeping and changing',
  'young-children-heard': 'listening to the youngest',
  'boarding-standards-met': 'boarding',
  'boarding-staff-and-adults': 'adults in boarding',
  'boarders-heard': 'hearing from boarders',
  'host-family-checks': 'host families',
  'residential-trips-safe': 'residential trips',
  'swimming-safe': 'swimming and changing',
  'extended-day-safe': 'clubs before and after school',
  'one-to-one-safe': 'one-to-one teaching',
  'students-over-16': 'students over 16',
  'work-experience-safe': 'work placements',
  'home-education-response': 'children who leave for home education',
};

/** Sentences of the session. What the panel asks about a question rated below the best, by what was agreed. */
export const challengeQuestions = [
  'You rate this {word}. What would a child notice if it were better?',
  'The evidence is a policy. How do you know that it is followed on an evening or a weekend?',
  'Your last return said the same. What has stopped it from moving?',
  'Who owns this at the top of the organisation, and when did they last see it for themselves?',
  'The moderator rated this lower than you did. Which of the two would your front-line people agree with?',
  'What is the figure today, and what was it when you wrote the return?',
  'If the one person who knows about this left tomorrow, what would happen?',
  'How have you heard from the children who find it hardest to tell you?',
] as const;

export const challengeReplies = [
  'The lead described what had changed since the return was sent, with figures for the last two months, and accepted that one site is behind.',
  'The director said that money had been found and a person appointed; the first check is planned for next quarter.',
  'The lead said that practice was better than the paper, gave two good examples, and could not yet show it across all teams.',
  'The director agreed that the rating had been hopeful. They had looked again after the moderator’s note.',
  'The lead showed the new checklist and the results of a sample of 20, of which 17 met the standard.',
  'The organisation did not have the figure with it and will send it within two weeks.',
] as const;

export const agreedReasons = {
  same: 'The panel heard how this is known and agrees with the rating.',
  better: 'The sample shown at the session is enough to move the rating up.',
  worse: 'The panel could not be shown that this happens outside office hours, so the lower rating is agreed for now.',
} as const;

export const judgementReasons = {
  same: [
    'The words and the evidence support the rating.',
    'The audit attached is recent and fits what is said.',
    'Agreed. A good example that others could use.',
  ],
  worse: [
    'The evidence shows that it should happen, but not that it does; a sample of practice would be needed.',
    'The figures in the table do not fit the rating given.',
    'The last review found the opposite, and nothing here says what has changed since.',
    'What is described covers one site of several.',
  ],
  better: ['The words describe more than the rating claims; the repeat audit is strong evidence.'],
} as const;

export const keyLines = [
  'Ask for the figure by team and what explains the lowest one.',
  'Ask how volunteers and evening workers are reached.',
  'Ask what the board decided because of this, and what it cost.',
  'Ask for one example where a child’s view changed a decision.',
  'Compare with the last return: what was promised and what was done?',
  'Ask who checks this when the lead is away.',
  'Ask to see the sample of records that the rating rests on.',
] as const;

export const letterWords = {
  opening:
    'Thank you for your return and for the frank way in which you answered the panel. This letter sets out what was agreed.',
  strengths: [
    'The panel was struck by how well your front-line people know what to do, and by your honesty about what is not there yet.',
    'Your audits are short and lead to change. We would like you to share the method with the other agencies.',
    'The work with young people who helped to change your service is a model for others.',
    'Supervision and support for your people are strong, and it shows in the quality of your records.',
  ],
  closing: 'Please tell your board what was agreed. We shall ask about the actions at the dates shown.',
} as const;

/** What a second moderator writes, and how a panel comes to its rating. */
export const secondReasons = [
  'The policy is there, but nothing shows that people use it.',
  'The sample is of one team alone.',
  'Two of the three pieces of evidence are more than a year old.',
] as const;

export const panelReasons = [
  'Both read the minutes again together: the figures are for one quarter.',
  'The agency was rung up and sent the newer audit, which shows it.',
] as const;

/** What an agency replies to a rating that differs from its own. */
export const ratingReplies = [
  'The audit of all teams was finished in the week after we sent the return. We can send it.',
  'We accept that the evidence is thin. The rating was about practice, which supervisors see every week.',
] as const;

/** Notes on evidence, by what a moderator makes of it. */
export const evidenceNotes = {
  partly: 'It shows that training took place, not what changed.',
  'does-not': 'It is about another team.',
  'not-opened': 'The link leads to a page that asks for a password.',
} as const;
