/** Parts of the JSON files in a copy that stand in more than one place, or by themselves: see `format.ts`. */
import * as z from 'zod';

export const instant = z.string().meta({ description: 'Instant in UTC, ISO 8601' });
export const day = z.string().meta({ description: 'Calendar date, YYYY-MM-DD' });
export const path = z.string().meta({ description: 'Place of a file within the copy' });
export const person = z.string().meta({ description: 'Name of a person, as it is now' });
export const comment = z.object({
  thread: z
    .enum(['agency', 'partnership'])
    .meta({ description: 'agency: read inside the organisation alone; partnership: read by both sides' }),
  standard: z.string().nullable().meta({ description: 'Code of the standard; null for the whole return' }),
  question: z.string().nullable(),
  query: z.string().nullable().meta({ description: 'Id in queries, for a word about a query' }),
  side: z.enum(['agency', 'partnership']),
  text: z.string().nullable().meta({ description: 'Null where its author took it back' }),
  postedAt: instant,
  postedBy: person,
  withdrawnAt: instant.nullable(),
});

export const query = z.object({
  id: z.string(),
  standard: z.string().nullable().meta({ description: 'Code of the standard; null for the whole return' }),
  question: z.string().nullable(),
  status: z.enum(['open', 'answered', 'settled', 'withdrawn']),
  replyBy: day,
  askedAt: instant,
  askedBy: person,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
});

export const ratingReply = z.object({
  version: z.number().int().meta({ description: 'Version of the return that was rated' }),
  standard: z.string().meta({ description: 'Code of the standard' }),
  question: z.string(),
  to: z.string().meta({ description: 'Code of the rating that it answers' }),
  text: z.string(),
  writtenAt: instant,
  writtenBy: person,
  replacedAt: instant.nullable().meta({ description: 'Null for the text that counts' }),
});

const risk = z.object({ likelihood: z.number().int(), impact: z.number().int() });

export const challenge = z.object({
  reference: z.string(),
  partnership: z.string(),
  raisedBy: z.string(),
  raisedTo: z.string(),
  reason: z.string(),
  raisedOn: day,
  reportAbout: z.string().nullable().meta({ description: 'What an assurance report must cover, if one is asked for' }),
  dueOn: day,
  firstDueOn: day,
  status: z.enum(['open', 'answered', 'closed']),
  outcome: z.enum(['accepted', 'partly-accepted', 'not-accepted', 'withdrawn']).nullable(),
  closedOn: day.nullable(),
  risk: z.object({ whenRaised: risk, now: risk }).meta({ description: 'Each from 1 to 5' }),
  updates: z
    .array(
      z.object({
        kind: z.enum(['answered', 'closed', 'reopened', 'rescheduled', 'rescored']),
        note: z.string(),
        givenBy: z.string().nullable().meta({ description: 'Who gave an answer that the partnership entered' }),
        happenedOn: day,
        dueFrom: day.nullable(),
        dueTo: day.nullable(),
        outcome: z.string().nullable(),
        evidence: z.string().nullable().meta({ description: 'Id in the list of evidence' }),
        madeAt: instant,
        madeBy: person,
      }),
    )
    .meta({ description: 'Oldest first. What another organisation answered is not in it' }),
});

export const informationRequest = z.object({
  reference: z.string(),
  partnership: z.string(),
  asked: z.string(),
  basis: z.string().meta({ description: 'What the request rests on, in words' }),
  askedOn: day,
  dueOn: day,
  firstDueOn: day,
  status: z.enum(['open', 'answered', 'refused', 'closed']),
  updates: z
    .array(
      z.object({
        kind: z.enum(['answered', 'refused', 'extended', 'closed', 'reopened']),
        note: z.string(),
        givenBy: z.string().nullable().meta({ description: 'Who gave an answer that the partnership entered' }),
        happenedOn: day,
        dueFrom: day.nullable(),
        dueTo: day.nullable(),
        evidence: z.string().nullable().meta({ description: 'Id in the list of evidence' }),
        madeAt: instant,
        madeBy: person,
      }),
    )
    .meta({ description: 'Oldest first' }),
});

export const surveyFigure = z.object({
  survey: z.string(),
  partnership: z.string(),
  asked: z.enum(['staff', 'practitioners', 'children', 'carers']),
  source: z.string(),
  from: day,
  until: day,
  standard: z.string().meta({ description: 'Code of the standard' }),
  question: z.string().nullable().meta({ description: 'Code of the question; null for the standard as a whole' }),
  statement: z.string(),
  leastAnswers: z.number().int().meta({ description: 'Figures from fewer answers are not kept' }),
  tooFew: z.boolean().meta({ description: 'Fewer answered than that: no figure' }),
  invited: z.number().int().nullable(),
  answered: z.number().int().nullable(),
  agreed: z.number().int().nullable(),
  percentAgreed: z.number().nullable(),
  mean: z.number().nullable(),
  scaleFrom: z.number().int().nullable(),
  scaleTo: z.number().int().nullable(),
  revision: z.number().int().meta({ description: 'From 1; a correction is the next' }),
});

export const goodPractice = z.object({
  reference: z.string(),
  status: z.enum(['suggested', 'declined', 'shared', 'withdrawn']),
  title: z.string(),
  what: z.string(),
  difference: z.string(),
  contact: z.string(),
  suggestion: z.string().nullable().meta({ description: 'What a moderator wrote who suggested it' }),
  sharedUntil: day.nullable(),
  createdAt: instant,
  standards: z.array(z.object({ standard: z.string(), title: z.string() })),
  consents: z
    .array(
      z.object({
        kind: z.enum(['suggested', 'declined', 'agreed', 'withdrawn']),
        until: day.nullable(),
        partnerships: z.array(z.string()),
        madeAt: instant,
        madeBy: person,
      }),
    )
    .meta({ description: 'Everything that was agreed to or taken back, oldest first' }),
});
