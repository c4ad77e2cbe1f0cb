import type { RatingWords } from './rating-words.ts';

/** The second half of `agency-words.ts`: supervision, commissioning, help, vulnerability, learning, the whole. */
export const agencyPracticeWords: Readonly<Record<string, RatingWords>> = {
  'supervision-delivered': {
    green: [
      'Supervision took place for {most} per cent of {people} on time, and a sample of {n} notes showed that the child was at the centre.',
    ],
    amber: ['Supervision is monthly on paper; {some} per cent took place, and those missed were in the busiest teams.'],
    red: ['In two teams nobody had supervision for more than {n} weeks because the manager’s post was empty.'],
  },
  'practice-reviewed': {
    green: ['Managers sit in on practice twice a year for each worker. What they see is fed back the same week.'],
    amber: [
      'Supervision covers tasks well. Reflection on what life is like for the child is thin in the notes we read in {month}.',
    ],
  },
  'wellbeing-support': {
    green: [
      'After hard cases there is a talk on the same day, and {n} people used the counselling line in the last quarter.',
    ],
    amber: ['Support after distressing work depends on the manager; we are writing down what everyone can expect.'],
    red: ['Caseloads are well above what we say is safe, and sickness for stress has doubled since {month}.'],
  },
  'contracts-require-safeguarding': {
    green: [
      'All {n} contracts with people who meet children carry our safeguarding schedule, and each provider was visited in the past year.',
    ],
    amber: ['New contracts have safeguarding terms. {n} older ones run on without them until they are renewed.'],
    red: [
      'We could not list everybody who works with children on our behalf, so we cannot say what we expect of each.',
    ],
  },
  'providers-monitored': {
    green: ['In {month} we stopped payments to one provider until its checks were in order, and told the partnership.'],
    amber: [
      'Providers send a self-assessment each year, but we read it without visiting, and small grants are not covered.',
    ],
  },
  'premises-hire': {
    green: [
      'Hirers show us their policy and a named lead before the first booking; {n} agreements were checked this year.',
    ],
    amber: ['Regular hirers have an agreement; one-off bookings at weekends are taken on trust.'],
    red: ['Premises are let by telephone. Since {month} we know of two groups without any policy at all.'],
  },
  'early-help-role': {
    green: [
      'Our {people} led {n} early help plans last year, and the parents we asked said that they had to tell their story once.',
    ],
    amber: ['We notice early and pass it on; few of our {people} feel able to take the lead themselves.'],
    red: ['We took part in very few early help plans. Teams see them as somebody else’s work.'],
  },
  'referral-quality': {
    green: [
      'Of the referrals sampled in {month}, {most} per cent said clearly what life was like for the child and what we had tried.',
    ],
    amber: ['Referrals are prompt, but 7 of 20 did not say what we had already done or what the family thought.'],
    red: ['Children’s social care sent back {n} of our referrals for more detail, and some then went no further.'],
  },
  'staff-work-together': {
    green: ['We attended {most} per cent of core groups, and chairs told us that our reports came in time to be read.'],
    amber: [
      'Attendance at conferences is good at {most} per cent; reports reach the chair on time in only {some} per cent.',
    ],
  },
  'vulnerability-and-priorities': {
    green: [
      'On {subject} we have a lead, a short guide and cases to learn from; {n} {people} took part in a practice day in {month}.',
      'An audit of {n} records on {subject} in {month} found the right action in {most} per cent, and the rest were put right.',
      'Teams use the partnership’s tools on {subject} as a matter of course, and can say which children they have in mind.',
    ],
    amber: [
      'Our guidance on {subject} is sound, but it is used by the specialist team more than by everybody else.',
      'Training on {subject} reached {some} per cent. Those we asked could list the signs and were less sure what to do next.',
      'We ask about {subject} when something points to it; we do not yet ask every time.',
    ],
    red: [
      'We do not record {subject} in a way that can be counted, so we cannot say how many children are affected.',
      'On {subject} we rely on one person who knows. When they were away in {month} a worry waited for nine days.',
    ],
  },
  'audit-programme': {
    green: [
      'There is a plan of {n} audits a year; each ends in no more than three actions, and we look again after six months.',
    ],
    amber: ['Audits are done and written up. The actions from them are not followed closely, and {n} are late.'],
    red: ['No audit took place between {month} and now because the post that led it was cut.'],
  },
  'learning-shared': {
    green: [
      'Lessons from reviews reach teams as a single page with one question to talk about; {most} per cent of teams had done so in {month}.',
    ],
    amber: [
      'We share learning by e-mail. When asked in {month}, {some} per cent could name one thing from the last review.',
    ],
    red: [
      'Actions from the last review were closed when a document was written. We have not looked at whether practice changed.',
    ],
  },
  'evidence-that-learning-changed-practice': {
    green: [
      'The repeat audit showed a change: the child was seen alone in {most} per cent of records, up from two thirds.',
    ],
  },
  'inclusive-safeguarding': {
    green: [
      'We compare who is referred, who gets help and who complains by ethnicity, sex and disability, and changed our intake because of it.',
    ],
    amber: ['We have the figures by ethnicity and disability but have only just begun to ask what they mean.'],
    red: ['A third of records have no ethnicity, so we cannot tell whom we miss.'],
  },
  'communication-support': {
    green: ['Interpreters were booked for {most} per cent of visits that needed one, and never a child or a relative.'],
    amber: [
      'Interpreters are there for planned work. For urgent visits {people} still use the telephone or a neighbour.',
    ],
    red: [
      'Families who need easy words or another language told us in {month} that they signed plans they did not follow.',
    ],
  },
  'your-kind-of-organisation': {
    green: [
      'On {subject}, our last review in {month} found the standard met in {most} per cent of cases, and the {board} saw the result.',
      'There is one procedure for {subject}, known at every site; {n} spot checks this year found it followed.',
    ],
    amber: [
      'For {subject} the main site works well. The others follow it in {some} per cent of the cases we looked at.',
      'The procedure on {subject} is new since {month}, and we have not tested it yet.',
    ],
    red: [
      'On {subject} our own check in {month} found gaps that could leave a child unsafe. An interim rule is in force.',
      'We have no written procedure for {subject} and rely on what people have always done.',
    ],
  },
  'overall-judgement': {
    green: [
      'Taken together we are confident: checks, reports and what children say point the same way, and the {board} tested this at its meeting in {month}.',
    ],
    amber: [
      'The basics are in place, and no child is left without help today. Training and the voice of children are not yet where they should be.',
      'Much works well. It rests on too few people, and we cannot yet show what difference it makes.',
    ],
    red: [
      'Too much depends on good will. Until the lead’s post is filled and training is true to the record, we cannot call this safe enough.',
    ],
  },
};
