import { agencyPracticeWords } from './agency-practice-words.ts';
import type { RatingWords } from './rating-words.ts';

/**
 * What agencies say beside their ratings: how it stands, by the code of the question, or of the standard where its
 * questions are on many subjects. Slots in braces are filled in by the seed: {month} a month of the past year, {n} a
 * small number, {most} and {some} percentages, {subject} what the question is about, {board}, {head} and {people} in the
 * words of the organisation.
 */
export const agencyWords: Readonly<Record<string, RatingWords>> = {
  'board-lead-skills': {
    green: [
      'Our {board} has a named lead for safeguarding who meets the safeguarding lead every month and reports to each meeting of the {board}.',
    ],
    amber: [
      'The {board} has a named lead, but the person changed in {month} and has not finished the training for the role.',
    ],
    red: [
      'Nobody on the {board} has led on safeguarding since {month}; the chief officer has covered it alongside everything else.',
    ],
  },
  'accountability-lines': {
    green: [
      'Accountability is set out on one page, from the front desk to the {board}, and was tested in {month} by asking {n} {people} who they would call.',
    ],
    amber: [
      'Lines of accountability are written down for the main service; {n} teams that joined us last year are not on the chart yet.',
    ],
    red: [
      'Reports reach the {board} once a year and after the event, so nobody there could say today where the weak places are.',
    ],
  },
  'safeguarding-in-decisions': {
    green: [
      'Every business case and saving put to the {board} this year carried a statement on its effect on children; {n} were sent back to be thought through again.',
    ],
    amber: [
      'Safeguarding is on the risk register, though papers on money and buildings do not yet say what they mean for children.',
    ],
  },
  'lead-time-and-support': {
    green: [
      'The lead and the deputy have protected time in their job plans, and between them they answered {n} calls for advice in the last quarter, all on the same day.',
      'The lead has supervision every six weeks from somebody outside the organisation, and money of their own for training.',
    ],
    amber: [
      'The lead has the right training but only one day a week for the role, and advice waits when they are on leave.',
      'A deputy was named in {month}; until they are trained the lead has no cover during holidays.',
    ],
    red: ['The lead left in {month} and the post is still empty; queries go to whoever is in the office.'],
  },
  'advice-always-available': {
    green: [
      'There is always somebody to ring: a rota with one number, tried out of hours in {month} and answered within ten minutes.',
    ],
    amber: [
      'Advice is easy to get in office hours. Evening and weekend {people} ring a manager who may not be trained.',
    ],
    red: ['Nobody has time set aside for this role, and {people} told us that they did not know who the lead was.'],
  },
  'local-procedures-followed': {
    green: [
      'The policy was renewed in {month} with a one-page guide on what to do when worried; {most} per cent of {people} had opened it within a month.',
      'We asked {n} {people} at random what they would do about three made-up situations, and all but one knew the way.',
    ],
    amber: [
      'The policy is in date, but the links to the local procedures were broken until {month} and some teams still use an old copy.',
      'What to do when worried is in the handbook. We have not checked whether evening and bank {people} have read it.',
    ],
    red: ['The policy still names a body that no longer exists and was last approved more than three years ago.'],
  },
  'escalation-known': {
    green: [
      'The route for disagreement is on the wall of every office, and managers talked through {n} cases where it was used.',
    ],
    amber: [
      'Managers know how to take a disagreement further; only {some} per cent of front-line {people} said that they did.',
    ],
    red: [
      'We found {n} disagreements about a child that were left at first-line managers because nobody knew the next step.',
    ],
  },
  'speak-up-taught': {
    green: [
      'Speaking up is part of induction and of the yearly appraisal; {n} worries came in this way last year and every person who raised one heard back.',
    ],
    amber: [
      'Speaking up is covered at induction and then not again; people who have been here for years may not know the routes.',
    ],
    red: ['The only route is through the line manager, which does not help when the worry is about the line manager.'],
  },
  'speak-up-culture': {
    green: [
      'An anonymous survey in {month} found that {most} per cent would raise a worry about a colleague or a manager.',
      'Posters with the routes inside and outside are in every staff room, and the {board} reads a short report on what was raised.',
    ],
    amber: [
      'The policy is sound, but in the {month} survey only {some} per cent of {people} believed that something would change if they spoke up.',
    ],
    red: ['Nobody has raised a worry in two years. We do not take that as good news, and have not asked why.'],
  },
  'voice-in-decisions': {
    green: [
      'Children’s own words open every assessment, and an audit of {n} records in {month} found them weighed in the decision in all but two.',
    ],
    amber: [
      'Children are asked what they think at the start. Whether it made a difference is written down in only {some} per cent of the records we looked at.',
    ],
    red: [
      'Records describe what adults said about the child. In 9 out of 20 looked at in {month} the child had not been spoken to.',
    ],
  },
  'voice-in-services': {
    green: [
      'A group of {n} young people meets every term; they rewrote our leaflet and changed the times at which we open.',
    ],
    amber: [
      'A young people’s group met twice this year and then stopped when the worker left; it starts again next term.',
    ],
    red: [
      'We hold no record of what children think of our service, and our managers could not name a change that came from them.',
    ],
  },
  'voice-of-disabled-and-preverbal-children': {
    green: [
      'Practitioners use pictures, signs and play with children who do not talk, and write what they saw as well as what was said.',
    ],
    amber: [
      'We ask for views with a form at the end. The youngest children and those who use few words are missing from the answers.',
    ],
    red: [
      'Disabled children and babies are not asked or watched in any planned way; we rely on what their parents tell us.',
    ],
  },
  'working-with-parents': {
    green: [
      'Parents who had been through our service told {n} new {people} how it felt, and we changed our first letter because of it.',
    ],
    amber: ['Parents say that {people} are kind, but {n} of those we rang did not know what would happen next or why.'],
  },
  'record-keeping': {
    green: [
      'A sample of {n} records in {month} was complete, dated and signed off within two days, with the reason for each decision.',
    ],
    amber: [
      'Records are kept well on the main system, but {n} teams still hold notes elsewhere and they do not always meet.',
    ],
    red: [
      'Our check in {month} found that in a third of records nobody could tell what had been done about the worry.',
    ],
  },
  'sharing-confidence': {
    green: [
      'People share first and ask about the form afterwards: {most} per cent of requests from partners were answered on the day.',
    ],
    amber: [
      'Managers are confident about sharing without consent. In the training feedback {some} per cent of {people} were still unsure.',
    ],
    red: [
      'Two incidents this year came down to not telling others in time because people thought that consent was needed.',
    ],
  },
  'moves-and-transitions': {
    green: [
      'When a child moves, a named person checks that the next service has what it needs; {n} moves were followed up last quarter.',
    ],
    amber: [
      'Files follow a child who moves within the area; for moves further away it takes us weeks rather than days.',
    ],
  },
  'checks-before-start': {
    green: [
      'Nobody started before the checks were back: all {n} appointments since {month} were tested against the record by somebody outside recruitment.',
      'Every panel has a trained member, references are taken up before interview, and gaps are asked about face to face.',
    ],
    amber: [
      'Checks for those who have been with us for years are in order. For people who joined this year the record was behind by {n} names in {month}.',
      'References are asked for, but in {some} per cent of files the second one came after the person had started.',
    ],
    red: [
      'In {month} we found {n} people in regulated activity whose check could not be shown. They were stood down until it was.',
      'No one on our last {n} panels was trained in safer recruitment, and interview notes were not kept.',
    ],
  },
  'code-of-conduct': {
    green: [
      'The code of conduct covers messages, gifts and social media. It is signed every year and talked about in team meetings.',
    ],
    amber: ['There is a code of conduct; the part about online contact is old, and agency workers do not sign it.'],
  },
  'lado-route-known': {
    green: [
      'A named senior person deals with every allegation; {n} went to the LADO within one working day and the outcome is on file.',
      'In {month} we asked people at three sites whom they would tell about a colleague or a manager, and everyone knew.',
    ],
    amber: [
      'The procedure is clear and followed for staff. For volunteers and agency workers it took {n} days to reach the LADO last time.',
      'People know that they must tell somebody; only {some} per cent could say what the LADO does.',
    ],
    red: [
      'One allegation was looked into by a manager before anybody outside was told. We have reported this ourselves.',
    ],
  },
  'low-level-concerns': {
    green: [
      'Low-level concerns are written in one log, read every month for patterns, and {n} were dealt with early by a talk and a plan.',
    ],
    amber: [
      'Concerns below the threshold are talked about, but each manager keeps notes in a different way and nobody sees the pattern.',
    ],
    red: ['There is no log of low-level concerns, and team leaders said that they would “have a quiet word”.'],
  },
  'induction-mandatory': {
    green: [
      'Everyone has the first module before their first shift; {most} per cent were in date in {month} and the rest had a date booked.',
      'Trustees and volunteers are trained in the same room as paid people, and {n} of them brought a real example.',
    ],
    amber: ['Induction is done within the first month, which means that some {people} work with families before it.'],
    red: [
      'Volunteers start after a talk of ten minutes, and there is no record of who has had it.',
      'The safeguarding module was dropped from induction when the system changed and nobody noticed for {n} weeks.',
    ],
  },
  'training-fits-role': {
    green: [
      'Training is planned from what went wrong last year, is given by role, and managers ask about it in supervision three months later.',
    ],
    amber: [
      'Basic training stands at {some} per cent, below our target of 95, mostly because night and weekend {people} cannot get away.',
      'Everybody has the e-learning. We have not tested what people remember or whether they work differently.',
    ],
    red: ['Our list said {some} per cent in date. When we checked certificates in {month} it was nearer to half.'],
  },
  'intercollegiate-training': {
    amber: [
      'Level 3 places ran out in {month}; {n} practitioners are waiting and are paired with somebody in date meanwhile.',
    ],
  },
  ...agencyPracticeWords,
};
