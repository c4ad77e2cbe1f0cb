import type { RatingWords } from './rating-words.ts';
import { schoolPracticeWords } from './school-practice-words.ts';

/** What schools and colleges say beside their ratings, by question or standard. The same slots as in `agency-words.ts`. */
export const schoolWords: Readonly<Record<string, RatingWords>> = {
  'roles-known': {
    green: [
      'Photographs of the safeguarding team are in every corridor, and all {n} children asked in {month} could name somebody they would tell.',
      'Who does what is on one page, given to every new person on the first morning and to parents in the welcome pack.',
    ],
    amber: [
      'Staff and children know the lead. Fewer know the deputies, and the poster at the back entrance is a year old.',
    ],
    red: ['Two roles changed in {month} and nobody told parents; the website still names people who have left.'],
  },
  'trust-and-school-duties': {
    amber: [
      'Roles are filled, but the split between the school and others is not written down for out-of-hours worries.',
    ],
  },
  'board-oversight': {
    green: [
      'The safeguarding governor visits every half term, talks with children, and writes one page that the full board discusses.',
      'Governors asked {n} hard questions about the last report and came back in {month} to see what had changed.',
    ],
    amber: [
      'Governors read a report each term. They have not yet talked with children or looked at anything themselves.',
      'The lead governor is well informed, and the others rely on that one person.',
    ],
    red: [
      'Governors could not say in {month} how many staff were in date, and had not asked.',
      'The post of safeguarding governor has been empty since {month}, and reports were noted without questions.',
    ],
  },
  'legal-duties': {
    green: ['The board weighs equality and data protection in each decision; the minutes of {month} show how.'],
  },
  'policy-fits-setting': {
    green: [
      'The policy was written around our own site and children, agreed in {month}, and {most} per cent of staff passed a short quiz on it.',
    ],
    amber: ['The policy is in date, but it follows a model text and says little about our own children and site.'],
    red: ['Three policies are past their review date, and two of them contradict each other on who to tell.'],
  },
  'policies-used': {
    green: ['Children helped to write the one-page version, which is in every planner.'],
    amber: [
      'Staff can find the policies. In the {month} survey {some} per cent had looked at one since the training day.',
    ],
    red: [
      'The behaviour policy and the child protection policy say different things about searches, and staff follow neither.',
    ],
  },
  'lead-capacity': {
    green: [
      'The lead is on the leadership team, teaches half a timetable and has two trained deputies; a lead was on site on every day since {month}.',
    ],
    amber: [
      'The lead is capable and overloaded: safeguarding took more than the hours set aside in 12 of the last 20 weeks.',
    ],
    red: ['There is no supervision, and the lead told governors that the work cannot be done well alongside teaching.'],
  },
  'supervision-makes-a-difference': {
    green: ['Supervision comes from outside every half term. It changed the plan for {n} families last year.'],
    amber: ['Supervision happens when there is time. The lead finds it useful and would like it to be regular.'],
  },
  'lead-cover': {
    green: ['Trips, clubs and holidays have a named lead on call, and the number was tried in {month}.'],
    amber: [
      'Cover during the day is good. For the after-school club and trips it depends on who answers the telephone.',
    ],
    red: ['The deputy left in {month}, and when the lead is out nobody trained is on site.'],
  },
  'understanding-checked': {
    green: [
      'Training is in short parts through the year, with a quiz after each; wrong answers are talked through the same week.',
    ],
    amber: [
      'All staff had the September training. Lunchtime and site staff had a shorter version, and {some} per cent could say what a low-level concern is.',
      'Staff signed to say that they had read Part one. We have not checked what they understood.',
    ],
    red: ['Training has lapsed for {n} members of staff, among them some who run clubs alone.'],
  },
  'staff-induction': {
    green: [
      'New people, supply teachers and volunteers have a talk with the lead before they meet children; {n} did so last term.',
    ],
    amber: ['Induction is thorough for employed staff; supply teachers get a leaflet at the desk.'],
    red: [
      'Supply teachers told us in {month} that nobody had told them who the lead was.',
      'There is no record of what was covered in induction for people who joined after {month}.',
    ],
  },
  'prevent-duty': {
    green: [
      'The Prevent risk assessment was redone in {month} with the police, and staff talked through two made-up situations.',
    ],
  },
  'record-quality': {
    green: ['A check of {n} files by the trust in {month} found reasons for decisions and outcomes in all but one.'],
    amber: [
      'Concerns are recorded the same day. What came of them is missing in {some} per cent of the entries we read.',
    ],
    red: ['Paper files and the new system do not match, and in {month} we could not find the history of {n} concerns.'],
  },
  'thresholds-known': {
    green: [
      'Staff led {n} early help plans last year, and we went back to social care on {n} decisions that we thought wrong.',
    ],
    amber: ['Thresholds are known to the safeguarding team; class teachers tend to pass everything on and wait.'],
  },
  'file-transfer': {
    green: ['Files went to the next school within five days for {most} per cent of leavers, with a receipt.'],
    amber: ['Files for children who leave in the summer take longer than five days, and receipts are chased late.'],
  },
  'information-sharing': {
    green: [
      'We attended or reported to every conference to which we were asked, and tell the social worker at once when a child is away.',
    ],
    amber: ['Information goes out quickly when we are asked. We are slower to share when nobody has asked yet.'],
    red: [
      'The lead did not know of {n} children with a plan when we compared lists in {month}.',
      'Reports for conferences were late in more than half of the cases since {month}.',
    ],
  },
  'learning-from-reviews': {
    green: [
      'After the partnership’s last review we changed how the office asks about a child’s household; {n} records were put right.',
    ],
    amber: ['Learning from reviews is read by the lead and reaches other staff once a year.'],
  },
  'children-at-greater-risk': {
    green: [
      'On {subject}, the right adults know, a plan is on file, and the lead looks at it with the pastoral team every two weeks.',
      'A check of {n} plans on {subject} in {month} showed that children’s views were asked for and used.',
    ],
    amber: [
      'The pastoral team knows what to do about {subject}; class teachers and lunchtime staff do not always.',
      'Plans to do with {subject} are written well and looked at again too seldom.',
    ],
    red: ['On {subject} we act when something happens; nobody looks across the year at who is affected.'],
  },
  'absence-response': {
    green: [
      'By half past nine every unexplained absence has been followed up, first those with a social worker; {n} home visits were made last term.',
    ],
    amber: ['Absence is followed up in the morning, and for some children with two homes we ring only one.'],
    red: [
      'Children with a social worker are not called first, and nobody tells the social worker on the day.',
      'On {n} days since {month} absences were not followed up until the afternoon because the post was empty.',
    ],
  },
  'absence-patterns': {
    green: ['The attendance lead and the safeguarding lead meet every week with one list and agree who does what.'],
    amber: [
      'First-day calling works. Patterns over months are looked at by attendance alone, not as a possible sign of harm.',
    ],
  },
  'filtering-standards': {
    green: [
      'Filtering was tested in {month} on school devices and guests’ own, and alerts reach the lead within minutes.',
    ],
    amber: ['Filtering meets the standards on our network. Tablets taken home are not covered yet.'],
    red: ['The review in {month} showed that one supplier’s filter had been off for {n} days without anybody knowing.'],
  },
  'online-curriculum': {
    green: [
      'Children teach each other: digital leaders ran {n} assemblies, and pupils can say what to do about chat tools and fakes.',
    ],
  },
  'cyber-security': {
    green: [
      'Backups are tried every term, all staff use a second factor, and we practised losing the network for a day.',
    ],
  },
  'alerts-reach-lead': {
    amber: ['Alerts reach the lead in term time; at weekends they wait until Monday.'],
    red: ['Alerts go to a mailbox that nobody reads out of term; {n} were waiting in {month}.'],
  },
  'generative-ai': {
    amber: [
      'Staff have a rule on artificial intelligence tools. Children know less about it than we thought when we asked in {month}.',
    ],
  },
  'preventative-curriculum': {
    green: [
      'Lessons are planned across the years with the partnership’s themes, and children’s answers in {month} showed that they had learnt them.',
      'After a local worry about lakes and canals we changed two lessons within a week.',
    ],
    amber: [
      'The programme covers what is required. Children with special needs get the same lessons with little change.',
      'Lessons are taught; we have not looked at what children take from them.',
    ],
    red: ['The programme has not changed in four years and does not cover harm online or between children.'],
  },
  ...schoolPracticeWords,
};
