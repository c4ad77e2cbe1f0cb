interface Sentences {
  readonly green: string;
  readonly amber: string;
  readonly red: string;
}

/** What a club, a church or a small charity says, by question: there are no teams, audits or job plans here. */
export const smallBodyWords: Readonly<Record<string, Sentences>> = {
  'board-lead-skills': {
    green: 'One of the {board} leads on this, has done the course for trustees and has the evenings for it.',
    amber: 'One of the {board} leads on this. The course is booked for next month.',
    red: 'Nobody on the {board} has taken this on since {month}. It falls to whoever runs the session.',
  },
  'local-procedures-followed': {
    green: 'Everybody carries a card with whom to ring, and we talked through a made-up case at the last meeting.',
    amber: 'Leaders know what to do. We are less sure of helpers who come now and then.',
    red: 'When we asked six {people} whom they would ring, three did not know.',
  },
  'speak-up-culture': {
    green: 'A helper raised a worry about a long-standing leader in {month}. She was thanked and it was put right.',
    amber:
      'We are a small group of friends, which makes it hard to speak up. The {board} has begun to talk about that.',
    red: 'The person you would have to tell is the one who runs everything, so nobody does.',
  },
  'voice-in-services': {
    green: 'Young people run one meeting a month and chose the trips, the rules and the new leader’s questions.',
    amber: 'We ask children what they liked at the end of term. We have not asked what would make them feel safer.',
    red: 'We have not asked children anything in a planned way; parents speak for them.',
  },
  'sharing-confidence': {
    green: 'People know that they may share a worry without asking first, and did so twice this year.',
    amber: 'The lead is confident. Others told us that they would worry about confidentiality.',
    red: 'A worry in {month} was kept within the group for three weeks because people thought it was private.',
  },
  'record-keeping': {
    green:
      'There is one locked book and one form, and the lead looks through it with a member of the {board} each term.',
    amber: 'Worries are written down, though some are on paper at people’s homes. A locked box has been bought.',
    red: 'Nothing is written down unless it is serious, so small worries cannot add up to anything.',
  },
  'checks-before-start': {
    green: 'Nobody helps alone until the check is back and two references are in. The list was looked at in {month}.',
    amber: 'All leaders are checked. Two helpers began while their checks were on the way, always with a leader.',
    red: 'Our list showed {n} {people}, and four checks could not be found.',
  },
  'code-of-conduct': {
    green: 'Everybody signed the code in {month}, with the part on messages and photographs written by young people.',
    amber: 'There is a code. The part on messages is missing, and coaches still use their own telephones.',
    red: 'We have relied on common sense and have no code that anybody has signed.',
  },
  'lone-and-one-to-one-working': {
    green: 'Visits and lifts are written in the shared diary, and somebody is told when they are over.',
    amber: 'Lone visits are planned with parents; the risk assessment is a year old.',
    red: 'Leaders give one-to-one time without telling anybody where or when.',
  },
  'lado-route-known': {
    green: 'The LADO’s number is on the card, and the lead rang it once this year for advice.',
    amber: 'The lead knows the LADO. Most {people} had not heard the word.',
    red: 'An issue with an adult was settled by the {board} without asking anybody outside.',
  },
  'coaches-and-faith-leaders': {
    green:
      'Leaders and coaches had an evening on positions of trust in {month}, and young people were told what it means.',
    amber: 'Head coaches know the law on positions of trust. Assistants of 18 and 19 are less sure.',
    red: 'We learnt from this return that the law now covers us, and have told nobody yet.',
  },
  'induction-mandatory': {
    green: 'Every new helper has an hour with the lead before the first session, and signs for it.',
    amber: 'New leaders have a proper talk. Helpers on a rota are told the main things on the evening.',
    red: 'There is no induction: people come along, are shown the kettle and start.',
  },
  'training-fits-role': {
    green: 'All leaders did the two-hour course within three years, and helpers the online one.',
    amber: 'Two thirds of our {people} are in date. Evening courses are few and fill up at once.',
    red: 'Only one in five {people} could show a certificate, and two who run sessions have never had a course.',
  },
  'supervision-delivered': {
    green: 'Everyone has a talk with the lead each term, and can ring at any time; they do.',
    amber: 'Leaders talk after each session over washing-up. Nobody writes down what was decided.',
    red: 'There is nobody for {people} to talk to, and the lead has nobody either.',
  },
  'disabled-children': {
    green: 'We ask each family what helps, and have two {people} who sign.',
    amber: 'Disabled children are welcome, and we do our best; nobody has had training.',
    red: 'We have turned away children because we did not know how to keep them safe.',
  },
  'inclusive-safeguarding': {
    green: 'We looked at who comes and who does not, and moved one session because of it.',
    amber: 'We know that some families do not come and have begun to ask why.',
    red: 'We have never looked at whom we might be missing.',
  },
  'activities-run-safely': {
    green: 'Each session has a plan, a list of who is there and enough adults; a visitor in {month} found all three.',
    amber: 'Sessions are planned. Numbers of adults are short when people are ill.',
    red: 'On {n} evenings this year there were fewer adults than our own rule asks for.',
  },
  'transport-safe': {
    green: 'Drivers are checked and on a list, with no adult alone with a child and parents’ consent on file.',
    amber: 'Lifts are arranged with parents. We have not seen every driver’s papers.',
    red: 'Lifts are offered on the night, and nobody keeps a list.',
  },
  'overnight-stays-safe': {
    green: 'The summer weekend was planned with parents and young people, with one leader awake and one on call.',
    amber: 'The plan for the weekend away was sound, and written the week before.',
    red: 'We went away without a written plan and were lucky.',
  },
  'online-services-safe': {
    green: 'Our group chat has two adults in it, belongs to us and is closed at ten at night.',
    amber: 'The group is moderated; it runs on a leader’s own account.',
    red: 'Several groups exist that no adult of ours can see.',
  },
  'premises-hire': {
    green: 'Hirers show a policy and a name before the first booking, and we drop in.',
    amber: 'Regular hirers have shown us a policy. Parties are taken on trust.',
    red: 'The hall is let by telephone, and nobody is asked anything.',
  },
  'commissioner-terms-met': {
    green: 'We report every quarter under the grant, and told the council within a day when something went wrong.',
    amber: 'We meet the terms of the grant, and were late with one report.',
    red: 'We had not read the safeguarding terms of the grant until {month}.',
  },
  'overall-judgement': {
    green: 'We are small and careful, and people know each other well enough to speak up.',
    amber: 'Good people, and more on trust than on paper. The checks are being put in order this term.',
    red: 'We mean well and cannot show enough. The {board} has asked the partnership for help.',
  },
};
