import { RatingTag } from '../../../ui/rating-mark.tsx';
import type { Shape, Tone } from '../../../ui/rating-shapes.ts';
import type { FeedbackClock, FeedbackStanding } from '../../cycles/feedback.ts';

const looks: Readonly<Record<FeedbackStanding, { shape: Shape; tone: Tone }>> = {
  'in-time': { shape: 'disc-tick', tone: 'green' },
  soon: { shape: 'triangle', tone: 'amber' },
  late: { shape: 'diamond-bar', tone: 'red' },
};

/** Where the answer to a return stands: words and a shape, colour last. */
export function FeedbackMark({ clock }: { clock: FeedbackClock }) {
  return <RatingTag word={clock.words} {...looks[clock.standing]} />;
}
