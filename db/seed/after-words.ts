/** Words of the demonstration for what follows a session: minutes, replies, written responses. */
export const minutesWords = {
  panel:
    'Helen Marchetti, Independent chair\nTom Ashdown, Moderator\nGrace Adeyemi, Moderator\nPriya Nair, Business manager (minutes)\nApologies: the lay member',
  opening:
    'The panel met each agency in turn. Each spoke for ten minutes about its return, and was then asked about what it had sent.',
  openingOfTheChair:
    'The panel met each agency in turn. Each spoke for ten minutes about its return, and was then asked about the ratings that the panel could not yet follow.',
  discussion: 'Several agencies asked for one calendar of training. The business manager will bring a proposal.',
  nextSteps: 'Each agency gets an outcome letter within a fortnight. Actions are looked at on the dates they are due.',
  correctedReply: 'We shall have it in place by the end of the next quarter, and report to the partnership then.',
  reason: 'An agency pointed out that what it had said about training of agency staff was missing.',
  discussionAfter:
    'Several agencies asked for one calendar of training. The business manager will bring a proposal. Training of agency staff is part of it.',
} as const;

export const replyWords = {
  agreed: '',
  inWords:
    'Thank you for the letter. Our board has seen it, and the head of service will bring the first action forward.',
  question: 'Does the first action cover supply teachers too, or permanent staff alone?',
} as const;

export const responseWords = {
  sent: 'Thank you for the return of ((organisation)) for ((cycle)), which you sent on ((sent on)).\n\nWe have read it with care. What stands out: ((strong)). Please come back in the summer term to: ((to improve)).\n\nNothing further is asked of you this year.',
  ownLine: 'The way your pupils helped to write the anti-bullying policy will be shown at the next forum.',
  draft:
    'Thank you for the return of ((organisation)), reference ((reference)).\n\nPlease look again at: ((to improve)). We shall ask about it in the autumn.',
} as const;
