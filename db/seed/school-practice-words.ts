import type { RatingWords } from './rating-words.ts';

/** The second half of `school-words.ts`: harm between children, recruitment, adults, the site, provision, culture. */
export const schoolPracticeWords: Readonly<Record<string, RatingWords>> = {
  'zero-tolerance-culture': {
    green: [
      'Staff challenge words and touching each time, and children told a visitor in {month} that adults here do something about it.',
    ],
    amber: ['Serious incidents are dealt with well. Name-calling and “banter” in corridors are not always picked up.'],
    red: ['Older pupils told us that touching and comments are normal in two corridors, and that adults walk past.'],
  },
  'child-on-child-risk-assessments': {
    green: [
      'Each of the {n} serious incidents has a plan for every child involved, looked at again until it is closed.',
    ],
    amber: ['Plans are written for the child who was harmed and more seldom for the other child.'],
  },
  'sexual-harm-children-tell': {
    green: ['Young people chose the three ways to report, and use them: most worries now come before harm is done.'],
    amber: ['In the {month} survey {some} per cent of older pupils thought that reporting would make it worse.'],
  },
  'sexual-harm-decisions': {
    red: [
      'Incidents are logged as behaviour, so sexual harassment could not be counted when governors asked in {month}.',
    ],
  },
  'recruitment-process': {
    green: [
      'Each of the {n} appointments since {month} shows the advert, form, two references, the search and who asked about gaps.',
    ],
    amber: [
      'Checks are complete before the start. Interview questions on safeguarding are asked but answers are not kept.',
    ],
    red: ['Gaps in work history were not asked about in {n} of the files we read.'],
  },
  'pre-appointment-checks': {
    green: ['Nobody starts before the checks are back. The office keeps one list, and the head signs it.'],
    amber: ['References come in time for teachers and late for support staff.'],
    red: ['Two people began before their checks, without a written risk assessment.'],
  },
  'scr-complete': {
    green: [
      'The head and a governor each checked the record in {month} against people on site and found nothing missing.',
    ],
    amber: [
      'The record is complete for staff. Dates were missing for {n} volunteers and governors and have been put in.',
    ],
    red: ['{n} gaps were found in {month}, some for people who work alone with children.'],
  },
  'agency-and-contractor-checks': {
    green: ['Agencies’ letters are matched to faces at the desk: {n} visits were sampled and all had proof.'],
    amber: ['Agency letters are on file, though some say that checks “will be” done.'],
  },
  'allegations-procedure': {
    green: [
      'All staff asked in {month} knew who to tell about an adult, and about the head; the LADO was rung on the day each time.',
    ],
    amber: ['The procedure is known. Staff were unsure whom to tell if the worry is about the head.'],
    red: ['One concern was dealt with as a performance matter for {n} weeks before the LADO was asked.'],
  },
  'low-level-concerns-shared': {
    green: ['Staff write low-level concerns about themselves too. The log is read each half term for patterns.'],
    amber: ['Low-level concerns are shared by word of mouth, and only some are written down.'],
  },
  'site-and-visitors': {
    green: [
      'A walk round with a governor in {month} found every gate closed and every visitor with a badge; the one weak fence was mended.',
    ],
    amber: ['The front is secure. The gate to the field is propped open at lunchtime more often than it should be.'],
    red: ['Visitors could walk in by the kitchen door when we tried it in {month}.'],
  },
  'physical-intervention': {
    green: ['Use of force is written up on the day, parents are told, and the head reads every entry for patterns.'],
    amber: ['Staff who may need to hold a child are trained; what the child thought of it is not written down.'],
    red: ['Restraint is written up days later, and parents are not always told.'],
  },
  'lettings-agreement': {
    green: ['Hirers’ agreements name their safeguarding lead, and we dropped in on {n} sessions.'],
  },
  'particular-provision': {
    green: [
      'For {subject} we have a short risk assessment that the people who run it wrote themselves, and we watched it work in {month}.',
      'On {subject} the lead sees the arrangements every term; {n} points from last year are done.',
    ],
    amber: [
      'For {subject} the arrangements are sound on paper, and we have not been to see them this year.',
      'On {subject} most of it is in place; written confirmation is missing for {n} people.',
    ],
    red: ['On {subject} we rely on others and hold nothing in writing.'],
  },
  'listening-culture': {
    green: [
      'Children can point to {n} things that changed because they asked, and those who are seldom heard were asked first.',
    ],
    amber: ['The school council speaks for the confident. We have begun to ask the quiet ones in small groups.'],
    red: ['Children on the edge of things told a visitor that nobody would notice if they were worried.'],
  },
  'staff-speak-up': {
    green: ['Worries come from kitchen, site and office staff as well as teachers, and people are thanked in person.'],
    amber: ['Staff speak up to the lead; fewer would do so about a leader, the survey in {month} says.'],
  },
  'whom-do-we-miss': {
    green: ['Each term we look at who is and is not in our records by group, and it has changed whom we ask.'],
    red: [
      'We have no figures on whose concerns are raised, and staff told us that they keep small worries to themselves.',
    ],
  },
  'overall-judgement': {
    green: [
      'Children are safe here and say so. External checks, our own and the governors’ agree, and what is left to do is known.',
    ],
    amber: [
      'Safeguarding is effective, with clear gaps in training and in hearing from the quietest children.',
      'The essentials are in place. They rest on one or two people, and we have work to do on records.',
    ],
    red: [
      'We cannot yet show that we meet what the guidance asks. An action plan with the trust and the council is under way.',
    ],
  },
};
